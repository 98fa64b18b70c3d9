"""Made archives: the same for the same seed, news-like, with copies and undated articles among them."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import numpy as np

from eval.indexing.archive import made_articles, write_archive, write_files
from eval.indexing.vectors import MadeEmbeddings
from index.read import Skipped, read_path
from index.settings import IndexSettings


def test_a_seed_gives_the_same_articles_and_another_seed_others() -> None:
    assert list(made_articles(20, seed=3)) == list(made_articles(20, seed=3))
    texts = {record["text"] for record in made_articles(20, seed=3)}
    assert texts.isdisjoint(record["text"] for record in made_articles(20, seed=4))


def test_the_articles_are_as_long_and_as_mixed_as_news(tmp_path: Path) -> None:
    records = list(made_articles(400))
    lengths = [len(record["text"].split()) for record in records]
    assert 300 < median(lengths) < 500
    assert max(lengths) < 2600
    assert 3 < sum("published" not in record for record in records) < 20
    assert 15 < len(records) - len({record["title"] for record in records}) < 60
    assert len({record["publisher"] for record in records}) > 30
    read = list(read_path(write_archive(tmp_path / "made.jsonl", 400), IndexSettings()))
    assert len(read) == 400


def test_in_files_of_three_kinds_the_same_articles_are_read(tmp_path: Path) -> None:
    expected = read_path(write_archive(tmp_path / "made.jsonl", 12), IndexSettings())
    write_files(tmp_path / "made", 12)
    files = sorted(path for path in (tmp_path / "made").rglob("*") if path.is_file())
    assert [path.suffix for path in files[:3]] == [".txt", ".md", ".html"]
    for path, record in zip(files, expected, strict=True):
        (article,) = read_path(path, IndexSettings())
        assert not isinstance(article, Skipped)
        assert not isinstance(record, Skipped)
        assert (article.title, article.text.split()) == (record.title, record.text.split())
        if path.suffix != ".txt":
            assert (article.url, article.publisher, article.published) == (
                record.url,
                record.publisher,
                record.published,
            )


def test_made_vectors_are_unit_and_follow_the_text() -> None:
    embedder = MadeEmbeddings()
    vectors = embedder.encode_documents(["rain", "snow", "rain"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[0], vectors[2])
    assert float(vectors[0] @ vectors[1]) < 0.9
