"""The page's server and its filters, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from index.embed import SentenceTransformerEmbeddings
from index.errors import ModelError, SettingsError
from index.filters import Filters
from index.library import Library
from rag.chain import NewsChain
from rag.events import Event, Retrieved
from tests.ui.serving import served
from ui.asking import answer, read_filters
from ui.examples import EXAMPLES, examples, holds_samples
from ui.markup import welcome
from ui.server import listen


@pytest.fixture
def library(tmp_path: Path, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    with Library.open(tmp_path / "home", embedder=embedder) as library:
        yield library


def test_the_page_may_load_only_from_its_own_server_and_answers_to_local_names_only(library: Library) -> None:
    with served(library, NewsChain(library)) as address:
        page = httpx.get(address)
        strange = httpx.get(address, headers={"Host": "news.example"})

    policy = page.headers["Content-Security-Policy"]
    assert strange.status_code == 400
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "There are no articles yet" in page.text
    assert "fonts.googleapis" not in page.text


def test_nothing_can_be_uploaded_and_other_sites_cannot_post(library: Library) -> None:
    with served(library, NewsChain(library)) as address:
        uploads = [
            httpx.post(f"{address}gradio_api/{path}", files={"files": b"x" * 1000})
            for path in ("upload", "upload/", "process_recording")
        ]
        join = f"{address}gradio_api/queue/join"
        foreign = [httpx.post(join, json={}, headers={"Origin": origin}) for origin in ("https://evil.example", "null")]
        own = httpx.post(join, json={}, headers={"Origin": address.rstrip("/")})

    assert [response.status_code for response in uploads] == [404, 404, 404]
    assert [response.status_code for response in foreign] == [403, 403]
    assert own.status_code == 422  # it reached the page, which finds the question missing


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with (
        listen("127.0.0.1", 0) as taken,
        pytest.raises(SettingsError, match=rf"port {taken.getsockname()[1]}: Address already in use.*--port"),
    ):
        listen("127.0.0.1", taken.getsockname()[1])


def test_filters_are_read_as_typed() -> None:
    assert read_filters("", " ", [], False) == Filters()
    assert read_filters("2025-03-01", "2025-03-05", ["North Wire"], True) == Filters(
        date(2025, 3, 1), date(2025, 3, 5), ("North Wire",), undated=True
    )


@pytest.mark.parametrize(
    ("since", "until", "told"), [("2025-13-01", "", "From: “2025-13-01”"), ("", "soon", "To: “soon”")]
)
def test_a_wrong_date_is_named(since: str, until: str, told: str) -> None:
    assert told in str(read_filters(since, until, [], False))


def test_dates_the_wrong_way_round_are_named() -> None:
    assert "lies after" in str(read_filters("2025-03-05", "2025-03-01", [], False))


def test_a_failure_ends_the_question_with_its_message() -> None:
    class Failing(NewsChain):
        def __init__(self) -> None:
            pass

        def stream(self, *_: object) -> Iterator[Event]:
            yield Retrieved(())
            raise ModelError("The model at http://127.0.0.1:1 does not answer.")

    *_, last = answer(Failing(), "How long?", (), Filters())

    assert last[-1].problem == "The model at http://127.0.0.1:1 does not answer."
    assert last[-1].status == ""


def test_an_empty_collection_has_no_example_questions(library: Library) -> None:
    assert examples(library) == ()
    assert not holds_samples(library)


def test_the_samples_answer_the_example_questions(news: Library) -> None:
    chain = NewsChain(news)

    assert examples(news) == tuple(example.question for example in EXAMPLES)
    for example in EXAMPLES:
        citations = chain.ask(example.question).citations
        assert example.url in {a.url for c in citations for a in (c.article, *c.copies)}, example.question


def test_other_articles_give_questions_about_the_newest(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "ferry.md"
    path.write_text("---\ntitle: Ferry sails\npublished: 2025-10-20\n---\nThe ferry sails at noon.\n", encoding="utf-8")
    library.sync([path])

    assert examples(library) == ("What is the latest on “Ferry sails”?",)
    assert not holds_samples(library)
    assert "invented" not in welcome(library.overview(), holds_samples(library))
