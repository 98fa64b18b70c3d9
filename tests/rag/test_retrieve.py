"""Fusion, one story once, and the LangChain retriever, on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.filters import Filters
from index.library import Library
from rag.period import Period
from rag.question import understand
from rag.rank import second_look
from rag.read import reading_of
from rag.reader.features import Featurizer
from rag.reader.model import fresh_model
from rag.reader.pytorch import TorchScorer
from rag.reader.read import Reader
from rag.retrieve import merge, period_first, retrieve, retrieve_each
from rag.retriever import NewsRetriever
from rag.settings import RagSettings
from tests.rag.newsroom import open_newsroom

STORM = (
    "Storm Petra tore the roof off the Ellery fish market on Sunday night. Nobody was hurt, the harbour office said. "
    "Market warden Lotte Brandt put the damage at 40,000 crowns and hoped to open again within nine days. "
    "Fishing boats were moved to the inner basin before the storm came in from the north."
)
ARTICLES = {
    "market.md": ("Storm tears roof off Ellery fish market", "Northern Wire", "2024-02-05", STORM),
    "market-copy.md": ("Ellery fish market loses roof", "Coast Courier", "2024-02-06", f"(Northern Wire) - {STORM}"),
    "budget.md": (
        "Ellery council passes budget",
        "Coast Courier",
        "2024-06-18",
        "The Ellery town council passed a budget of 12 million crowns on Tuesday. Mayor Nils Aaberg said schools would "
        "get a tenth more. The opposition called the sum for roads a disgrace.",
    ),
    "whales.md": (
        "Whales seen off Tarnholm",
        "Northern Wire",
        "2023-08-01",
        "A pod of eleven pilot whales was seen off Tarnholm on Monday, the first in four summers, Ida Roos said.",
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    yield from open_newsroom(tmp_path_factory, embedder, ARTICLES)


def sources(library: Library, text: str, filters: Filters = Filters(), **settings: float) -> list[str]:
    found = retrieve(library, understand(text, filters=filters), RagSettings.model_validate(settings))
    return [Path(passage.article.source).name for passage in found]


def test_the_passage_that_answers_comes_first(library: Library) -> None:
    assert sources(library, "How many whales were spotted near Tarnholm?")[0] == "whales.md"
    assert sources(library, "what did the mayor say about schools")[0] == "budget.md"


@pytest.mark.parametrize("weight", [0.0, 0.4, 1.0])
def test_scores_fall_and_lie_between_0_and_1_for_every_weight(library: Library, weight: float) -> None:
    found = retrieve(library, understand("storm damage at the market"), RagSettings(dense_weight=weight))
    scores = [passage.score for passage in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 + 1e-9 for score in scores)


def test_a_story_on_two_sites_is_found_once_and_names_the_other_site(library: Library) -> None:
    found = retrieve(library, understand("Ellery fish market roof storm"), RagSettings())
    market = [passage for passage in found if "market" in Path(passage.article.source).name]
    assert len(market) == 1
    assert {market[0].article.publisher, *(copy.publisher for copy in market[0].copies)} == {
        "Northern Wire",
        "Coast Courier",
    }


def test_of_two_copies_the_agency_that_the_other_credits_is_named(library: Library) -> None:
    for text in ("Ellery fish market loses roof", "Storm tears roof off Ellery fish market"):
        found = retrieve(library, understand(text), RagSettings())
        assert found[0].article.publisher == "Northern Wire"
        assert [copy.publisher for copy in found[0].copies] == ["Coast Courier"]


def test_a_copy_outside_the_filters_is_not_named(library: Library) -> None:
    question = understand("Ellery fish market roof storm", filters=Filters(until=date(2024, 2, 5)))
    found = retrieve(library, question, RagSettings())
    assert [passage.article.publisher for passage in found][:1] == ["Northern Wire"]
    assert found[0].copies == ()


def test_filters_hold(library: Library) -> None:
    assert sources(library, "Ellery", Filters(since=date(2024, 6, 1))) == ["budget.md"]
    assert "whales.md" not in sources(library, "whales", Filters(publishers=("coast courier",)))
    assert sources(library, "Ellery", Filters(as_of=date(2023, 12, 31))) == ["whales.md"]
    assert sources(library, "Ellery", Filters(since=date(2030, 1, 1))) == []


def test_passages_are_exact_slices_of_their_articles(library: Library) -> None:
    for passage in retrieve(library, understand("Ellery storm budget whales"), RagSettings()):
        assert passage.text == passage.article.text[passage.start : passage.end] != ""


def test_with_a_reader_the_first_passages_are_read_and_the_others_stay_behind(library: Library) -> None:
    reader = Reader(TorchScorer(fresh_model(seed=3).eval()), Featurizer())
    found = retrieve(library, understand("Who counted the whales?"), RagSettings(read=2, reader_weight=0.7), reader)
    read = [reading_of(passage) is not None for passage in found]
    assert read.count(True) == 2
    assert read == sorted(read, reverse=True)
    assert all(0 <= reading.relevance <= 1 for p in found if (reading := reading_of(p)))


def test_the_passages_of_several_parts_are_merged_best_of_each_first(library: Library) -> None:
    question = understand("How many whales were spotted near Tarnholm, and how much damage did the Ellery storm do?")
    each = retrieve_each(library, question.each, RagSettings())
    merged = merge(each, 4)
    assert [passage.chunk_id for passage in merged[:2]] == [found[0].chunk_id for found in each]
    assert len({passage.chunk_id for passage in merged}) == len(merged) == 3  # the copy in neither
    assert each[0] == retrieve(library, question.parts[0], RagSettings())


def test_articles_of_the_time_asked_about_come_first(library: Library) -> None:
    found = retrieve(library, understand("Ellery storm"), RagSettings())
    days = sorted({passage.article.published for passage in found if passage.article.published})
    period = Period(days[-1], days[-1], "then")
    looked = period_first(found, period, 1.0)
    assert looked[0].article.published == days[-1]
    assert {p.chunk_id for p in looked} == {p.chunk_id for p in found}
    assert all(new.score <= old.score + 1e-9 for new in looked for old in found if new.chunk_id == old.chunk_id)


def test_late_interaction_reorders_the_same_passages(library: Library, embedder: SentenceTransformerEmbeddings) -> None:
    found = retrieve(library, understand("Ellery"), RagSettings())
    looked = second_look("Who counted the whales?", found, embedder, 20, 1.0)
    assert {p.chunk_id for p in looked} == {p.chunk_id for p in found}
    assert Path(looked[0].article.source).name == "whales.md"


def test_the_retriever_gives_documents_to_langchain(library: Library) -> None:
    documents = NewsRetriever(library=library).invoke("How much damage did the storm do?")
    assert "40,000 crowns" in documents[0].page_content
    assert documents[0].metadata["publisher"] in ("Northern Wire", "Coast Courier")
    assert documents[0].metadata["published"].startswith("2024-02-0")
