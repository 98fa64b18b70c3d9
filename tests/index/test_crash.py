"""A killed writer leaves no half article, nothing dead in a search, and nothing that the next sync does not mend."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.library import Library
from tests.index.hashing import HashEmbeddings, record, write_records

OLD = {n: f"Zeppelin {n} landed in the rain. Crowds cheered it loudly. " * 20 for n in range(4)}
NEW = {n: f"Balloon {n} landed in the snow. Crowds booed it loudly. " * 20 for n in range(1, 6)}

# The steps a write has at the least; where one is renamed, the crashes must follow.
SYNC = ("Catalog.announce", "VectorStore.add", "LexicalStore.write", "Catalog.put")
SWEEP = ("VectorStore.delete", "LexicalStore.write", "Catalog.settle")
EXPECTED = {
    "sync": {*SYNC, *SWEEP, "stories.regroup", "Catalog.put_digests", "Catalog.remove"},
    "remove": {"Catalog.remove", "stories.regroup", *SWEEP},
    "repair": {"Catalog.announce", "VectorStore.add", "LexicalStore.write", "Catalog.replace_chunks", "Catalog.settle"},
}


def _write(path: Path, texts: dict[int, str]) -> Path:
    return write_records(path, [record(n, text=text.strip()) for n, text in texts.items()])


def _check_what_is_found(library: Library, allowed: set[str]) -> None:
    """Articles are whole versions, and every hit is a piece of one of them."""
    articles = {article.article_id: article for article in library.articles()}
    assert {article.text for article in articles.values()} <= allowed
    hits = library.search_words("zeppelin balloon landed", 1000)
    hits += library.search_vectors(library.embedder.encode_query("zeppelin balloon landed"), 1000)
    located = library.locate([hit.chunk_id for hit in hits])
    assert located.keys() == {hit.chunk_id for hit in hits}
    for chunk, article in located.values():
        assert articles[article.article_id] == article
        assert article.text[chunk.start : chunk.end].endswith(".")
    for word in ("zeppelin", "balloon"):
        found = library.locate([hit.chunk_id for hit in library.search_words(word, 1000)])
        assert all(word in article.text.lower() for _, article in found.values())


@pytest.mark.parametrize("action", ["sync", "remove", "repair"])
def test_a_writer_killed_before_any_step_leaves_whole_articles_and_is_mended(tmp_path: Path, action: str) -> None:
    home, news, folder = tmp_path / "home", _write(tmp_path / "news.jsonl", OLD), tmp_path / "killed"
    with Library.open(home, embedder=HashEmbeddings()) as library:
        library.sync([news])
        if action == "repair":  # one article whose chunks do not fit its text, one whose chunks are lost
            catalog, ids = library._stores.catalog, library._stores.catalog.ids()
            with catalog._writing() as connection:
                connection.exec_driver_sql("UPDATE chunks SET end = 99999 WHERE article_id = ?", (ids[0],))
            lost = [chunk.chunk_id for _, chunks in catalog.read(ids[1:2]) for chunk in chunks]
            library._stores.vectors.delete(lost)
            library._stores.lexical.write((), delete=lost)
    texts = {text.strip() for text in OLD.values()}
    wanted = texts
    if action == "sync":  # 0 is gone, 1 to 3 are updated, 4 and 5 are added
        _write(news, NEW)
        wanted = {text.strip() for text in NEW.values()}
        texts |= wanted
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.index.crashing", action, home, news, folder], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    killed = [(Path(copy), step) for copy, step in (line.split() for line in done.stdout.splitlines())]
    assert {step for _, step in killed} >= EXPECTED[action]
    for number, (copy, step) in enumerate(killed):
        with Library.open(copy, embedder=HashEmbeddings(), create=False) as library:
            _check_what_is_found(library, texts)
            before = library.check()
            if action != "repair":
                assert before.missing_vectors == before.missing_words == before.misplaced == 0, step
                if number % 2:  # either mends it
                    assert library.repair().clean, step
                    _check_what_is_found(library, texts)
            library.sync([news], prune=True)
            _check_what_is_found(library, texts)
            assert {article.text for article in library.articles()} == wanted, step
            after = library.check()
            if action == "repair":  # what it had not reached is still to do, but the sync takes nothing away
                assert after.missing_vectors <= before.missing_vectors, step
                assert after.missing_words <= before.missing_words, step
                after = library.repair()
            assert after.clean, (step, after)


def test_a_home_whose_writers_are_killed_at_random_moments_loses_nothing(tmp_path: Path) -> None:
    """Some of the hundred kills of `make crash`."""
    command = [sys.executable, "-m", "tests.index.killing", str(tmp_path / "home"), "10"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("10 ")
