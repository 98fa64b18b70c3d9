"""Two publishers that count the same crowd differently: both figures with who gives them, or the one asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from rag.sources import credited, of_source, source_asked
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "rally.md": (
        "Dockers rally against Ness tunnel",
        "Harbour Wire",
        "2024-06-04",
        "About 9,000 people rallied in Brenna on Monday against the plan to dig a road tunnel under Ness Hill, the "
        "union said. The rally ended at the old customs house.",
    ),
    "rally2.md": (
        "Tunnel rally draws 3,500",
        "Evening Mail",
        "2024-06-04",
        "Some 3,500 people took part in Monday's rally against the Ness Hill tunnel in Brenna, according to the "
        "police.",
    ),
}
HOW_MANY = "How many people took part in the rally against the Ness Hill tunnel"


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize(
    "question", [f"{HOW_MANY}?", "How many people rallied against the Ness Hill tunnel in Brenna?"]
)
def test_both_figures_are_shown_each_with_who_says_so(chain: NewsChain, question: str) -> None:
    answer = chain.ask(question)
    (difference,) = answer.differences
    assert difference.kind == "disputed"
    told = {(short.text, short.care) for short in answer.short}
    assert told == {("9,000", "according to the union"), ("3,500", "according to the police")}


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        (f"{HOW_MANY} according to the union?", "9,000"),
        (f"According to the police, {HOW_MANY[0].lower()}{HOW_MANY[1:]}?", "3,500"),
        ("How many people did the union say rallied against the Ness Hill tunnel?", "9,000"),
    ],
)
def test_the_figure_of_the_source_that_is_asked_for_stands_alone(chain: NewsChain, question: str, figure: str) -> None:
    answer = chain.ask(question)
    assert answer.differences == ()
    assert [short.text for short in answer.short] == [figure]


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("How many marched, according to the unions?", {"union"}),
        ("According to the police, how many marched?", {"polic"}),
        ("How many does the mayor say marched?", {"mayor"}),
        ("How many people marched?", set()),
    ],
)
def test_the_source_that_a_question_names_is_read(question: str, source: set[str]) -> None:
    assert source_asked(question) == source


def test_a_sentence_is_by_the_word_of_those_whom_it_names() -> None:
    assert credited("Some 300 came, the organisers said.") == "according to the organisers"
    assert credited("Some 300 came.") == ""
    assert not of_source("Some 300 came, the organisers said.", frozenset({"polic"}))
    assert of_source("Some 300 came.", frozenset({"polic"}))
    assert of_source("Tolen army spokesman Karl Ode said ten drones were sent.", frozenset({"tolens"}))
