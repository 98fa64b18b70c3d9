"""One process writes while another reads: the reader never fails, and sees what is new and what is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from index.library import Library
from tests.index.hashing import HashEmbeddings, record, write_records

_WRITER = """
import sys
from pathlib import Path
import index.pipeline
from index.library import Library
from tests.index.hashing import HashEmbeddings

index.pipeline._BATCH = 5
with Library.open(Path(sys.argv[1]), embedder=HashEmbeddings()) as library:
    for name in sys.argv[2:]:
        library.sync([Path(name)], prune=True)
        print(name, flush=True)
    library.remove([library.articles()[0].article_id])
"""


def _text(number: int, word: str) -> str:
    return f"The {word} of case {number} landed in Holt. Crowds cheered it loudly. " * 3


def test_a_reader_beside_a_writer_never_fails_and_sees_what_it_wrote(tmp_path: Path) -> None:
    home, news = tmp_path / "home", tmp_path / "news.jsonl"
    with Library.open(home, embedder=HashEmbeddings()) as library:
        library.sync([write_records(news, [record(n, text=_text(n, "zeppelin")) for n in range(20)])])
    write_records(news, [record(n, text=_text(n, "balloon")) for n in range(5, 30)])
    with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
        vector = library.embedder.encode_query("zeppelin balloon landed")
        assert len(library.search_vectors(vector, 100)) == len(library.search_words("zeppelin", 100)) == 20
        looks = 0
        with subprocess.Popen([sys.executable, "-c", _WRITER, str(home), str(news)]) as writer:
            while writer.poll() is None:
                for word in ("zeppelin", "balloon"):
                    found = library.locate([hit.chunk_id for hit in library.search_words(word, 100)])
                    assert all(word in article.text for _, article in found.values())
                library.locate([hit.chunk_id for hit in library.search_vectors(vector, 100)])
                looks += 1
        assert writer.returncode == 0 and looks > 1
        assert library.search_words("zeppelin", 100) == ()
        assert len(library.search_vectors(vector, 100)) == len(library.search_words("balloon", 100)) == 24
        assert library.overview().articles == 24
        assert library.check().clean


def test_of_two_writers_the_second_waits(tmp_path: Path) -> None:
    home = tmp_path / "home"
    names = [
        write_records(tmp_path / f"{start}.jsonl", [record(n) for n in range(start, start + 30)]) for start in (0, 100)
    ]
    Library.open(home, embedder=HashEmbeddings()).close()
    program = _WRITER.replace("prune=True", "prune=False")
    both = [subprocess.Popen([sys.executable, "-c", program, str(home), str(name)]) for name in names]
    assert [writer.wait() for writer in both] == [0, 0]
    with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
        assert library.overview().articles in (58, 59, 60)  # each removes one article of what it sees
        assert library.check().clean
