"""A killed writer leaves no half article, nothing dead in a search, and nothing that the next sync does not mend."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from index.library import Library
from tests.index.hashing import HashEmbeddings, record, write_records

_PROGRAM = """
import sys
from pathlib import Path
import index.sync
from index.library import Library
from tests.index.hashing import HashEmbeddings

index.sync._BATCH = 3
with Library.open(Path(sys.argv[1]), embedder=HashEmbeddings()) as library:
    library.sync([Path(sys.argv[2])], progress=lambda at: print(at.articles, flush=True))
"""


def _kill_after(home: Path, news: Path, batches: int, delay: float) -> None:
    """Starts a sync and kills it `delay` seconds after it told of that many batches."""
    with subprocess.Popen([sys.executable, "-c", _PROGRAM, home, news], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(batches):
            writer.stdout.readline()
        try:
            writer.wait(timeout=delay)
        except subprocess.TimeoutExpired:
            writer.kill()


def test_a_writer_killed_at_any_moment_leaves_whole_articles_only(tmp_path: Path) -> None:
    chance = random.Random(5)
    home, news = tmp_path / "home", tmp_path / "news.jsonl"
    with Library.open(home, embedder=HashEmbeddings()) as library:
        library.sync([write_records(tmp_path / "first.jsonl", [record(1000)])])
    for round_ in range(5):
        versions = {f"https://news.example/{n}": f"Wording {round_} of case {n}. " * 40 for n in range(40)}
        write_records(news, [record(n, text=versions[f"https://news.example/{n}"].strip()) for n in range(40)])
        _kill_after(home, news, batches=chance.randrange(1, 8), delay=chance.random() * 0.08)
        with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
            articles = {article.article_id: article for article in library.articles()}
            assert len(articles) > 1  # what was stored before stays
            for hit in library.search_words("wording case", 1000) + library.search_vectors(
                library.embedder.encode_query("wording of case"), 1000
            ):
                located = library.locate([hit.chunk_id])[hit.chunk_id]
                text = located.article.text[located.chunk.start : located.chunk.end]
                assert text.startswith(("Wording", "Report")) and text.endswith(".")
                assert articles[located.article.article_id] == located.article
            problems = library.check()
            assert problems.missing_vectors == problems.missing_words == problems.misplaced == 0
            if round_ % 2:
                assert library.repair().clean
    with Library.open(home, embedder=HashEmbeddings()) as library:
        library.sync([news])
        assert library.check().clean
        assert {a.text for a in library.articles() if a.url in versions} == {text.strip() for text in versions.values()}
        assert library.overview().articles == 41
