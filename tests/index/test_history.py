"""Earlier versions of an article stay readable, a bounded number of them, and never answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article import Article
from index.corrections import correction_note, with_note
from index.library import Library
from index.store.history import KEPT
from tests.index.hashing import HashEmbeddings, record, write_records


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as opened:
        yield opened


def _texts(library: Library) -> tuple[str, list[str]]:
    """The only article's text, and those of its earlier versions."""
    (article,) = library.articles()
    return article.text, [version.article.text for version in library.history(article.article_id)]


def _text(word: str) -> str:
    return f"The {word} landed in Holt. Crowds cheered it loudly."


def test_a_replaced_version_stays_readable_and_is_not_searched(library: Library, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    for word, updated in (("zeppelin", None), ("balloon", "2025-06-02"), ("glider", "2025-06-03")):
        library.sync([write_records(news, [record(1, text=_text(word), published="2025-06-01", updated=updated)])])
    assert _texts(library) == (_text("glider"), [_text("balloon"), _text("zeppelin")])
    (article,) = library.articles()
    newest = library.history(article.article_id)[0].article
    assert (newest.title, newest.updated, newest.authors) == (article.title, article.published and newest.updated, ())
    assert library.search_words("zeppelin balloon", 9) == () != library.search_words("glider", 9)
    assert len(library.search_vectors(library.embedder.encode_query("zeppelin"), 9)) == 1
    assert library.check().clean and library.overview().articles == 1


@pytest.mark.parametrize("together", [True, False])
def test_an_older_version_that_comes_later_is_history_and_replaces_nothing(
    library: Library, tmp_path: Path, together: bool
) -> None:
    new = write_records(tmp_path / "new.jsonl", [record(1, text=_text("glider"), published="2025-06-03")])
    old = write_records(tmp_path / "old.jsonl", [record(1, text=_text("zeppelin"), published="2025-06-01")])
    for paths in ([[new, old]] if together else [[new], [old]]) * 2:
        library.sync(paths)
    assert _texts(library) == (_text("glider"), [_text("zeppelin")])


def test_a_newer_version_in_the_same_run_makes_the_older_one_history(library: Library, tmp_path: Path) -> None:
    both = [record(1, text=_text(w), published=f"2025-06-0{n}") for n, w in enumerate(("zeppelin", "glider"), 1)]
    library.sync([write_records(tmp_path / "news.jsonl", both)])
    assert _texts(library) == (_text("glider"), [_text("zeppelin")])


def test_a_version_that_returns_is_no_earlier_one(library: Library, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    for word in ("zeppelin", "balloon", "zeppelin"):
        library.sync([write_records(news, [record(1, text=_text(word))])])
    assert _texts(library) == (_text("zeppelin"), [_text("balloon")])


def test_the_newest_versions_are_kept_and_all_go_with_their_article(library: Library, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    for day in range(1, KEPT + 4):
        text, published = _text(f"craft{day}"), f"2025-06-{day:02d}"
        library.sync([write_records(news, [record(1, text=text, published=published)])])
    (article,) = library.articles()
    kept = [version.article.text for version in library.history(article.article_id)]
    assert kept == [_text(f"craft{day}") for day in range(KEPT + 2, 2, -1)]
    library.remove([article.article_id])
    assert library.history(article.article_id) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this story gave the wrong name.",
        "CORRECTION (4 May): the figure in the third paragraph was wrong.",
        "Clarification: the company says it never operated the line.",
        "(Corrects spelling of the mayor's name in paragraph 2.)",
        "This article was amended on 4 May to give the right date.",
        "Editor's note: On 4 May this story has been corrected to say that nobody was hurt.",
        "An earlier version of this report misstated the cost of the bridge.",
    ],
)
def test_a_correction_note_is_known(line: str) -> None:
    text = f"Rain fell in Holt.\n\n{line}\n\nIt went on."
    assert correction_note(text) == line
    assert Article("a", "s", "T", text).correction == line


@pytest.mark.parametrize(
    "line",
    [
        "Markets saw a sharp correction on Monday, traders said.",
        "The report wrongly claimed that the bridge was safe, the minister said.",
        "Correctional officers went on strike.",
        "The minister said this week's report was out of date.",
    ],
)
def test_a_story_about_mistakes_is_no_correction_note(line: str) -> None:
    assert correction_note(f"Rain fell in Holt.\n{line}") is None


def test_a_note_that_stands_apart_joins_the_text_once() -> None:
    noted = with_note("Rain fell.", "the cost was wrong.")
    assert noted == "Rain fell.\n\nCorrection: the cost was wrong."
    assert with_note(noted, "the cost was wrong.") == noted
    assert with_note("Rain fell.", "") == "Rain fell."


def test_the_correction_of_a_record_is_part_of_its_article(library: Library, tmp_path: Path) -> None:
    library.sync([write_records(tmp_path / "n.jsonl", [record(1, text=_text("glider"), correction="It was blue.")])])
    (article,) = library.articles()
    assert article.correction == "Correction: It was blue." and article.text.endswith(article.correction)
