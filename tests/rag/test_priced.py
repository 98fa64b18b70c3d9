"""What a thing costs: the figure of this thing alone, and the newest where the cost has risen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.article import Article
from index.embed import SentenceTransformerEmbeddings
from rag.answer import Turn
from rag.chain import NewsChain
from rag.priced import thing_priced
from rag.question import understand
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "tunnel.md": (
        "Ness tunnel to cost 60 million",
        "Harbour Wire",
        "2024-03-05",
        "The road tunnel under Ness Hill in Brenna will cost 60 million crowns, Mayor Olga Thiel said on Monday. It "
        "will be two kilometres long.",
    ),
    "tunnel2.md": (
        "Ness tunnel a year late",
        "Evening Mail",
        "2024-11-21",
        "The opening of the Ness tunnel in Brenna has been put back by a year because of wet rock, the builder said on "
        "Thursday. The cost has risen to 74 million crowns.",
    ),
    "observatory.md": (
        "Sandholm approves observatory",
        "Evening Mail",
        "2025-02-15",
        "The council of Sandholm approved an observatory on Friday. It will have two domes and cost 12 million crowns.",
    ),
    "pool.md": (
        "Swimming hall dearer",
        "Harbour Wire",
        "2025-01-07",
        "A yearly pass for the swimming hall in Brenna costs 140 crowns from Tuesday. A day ticket costs 6 crowns.",
    ),
    "damages.md": (
        "Brenna pays Hulme Paving",
        "Evening Mail",
        "2024-07-23",
        "Brenna must pay Hulme Paving 2.4 million crowns for the works that it called off, a court ruled on Tuesday.",
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize(
    "question", ["How much will the Ness tunnel cost?", "What will the Ness tunnel in Brenna cost?"]
)
def test_the_newest_cost_leads_where_it_has_risen(chain: NewsChain, question: str) -> None:
    answer = chain.ask(question)
    assert [short.text for short in answer.short] == ["74 million crowns"]
    (difference,) = answer.differences
    assert difference.kind == "changed"
    assert [value.text.split()[0] for value in difference.values] == ["60", "74"]


def test_the_cost_of_another_thing_is_no_difference(chain: NewsChain) -> None:
    answer = chain.ask("How much will the observatory cost?")
    assert [short.text for short in answer.short] == ["12 million crowns"]
    assert answer.differences == ()


@pytest.mark.parametrize(
    "question",
    [
        "How much does a yearly pass for the museum in Brenna cost?",
        "How much did Brenna pay for the Sandholm observatory?",
        "How much did Hulme Paving cost?",
        "How much will the Brenna planetarium cost?",
    ],
)
def test_the_price_of_another_thing_is_no_short_answer(chain: NewsChain, question: str) -> None:
    assert chain.ask(question).short == ()


def test_who_was_paid_is_asked_for_all_the_same(chain: NewsChain) -> None:
    answer = chain.ask("How much must Brenna pay Hulme Paving?")
    assert [short.text for short in answer.short] == ["2.4 million crowns"]


@pytest.mark.parametrize(
    ("question", "noun", "words", "named"),
    [
        ("How much does a yearly pass for the Brenna museum cost?", "pass", {"year", "pass", "museum"}, {"Brenna"}),
        ("How much did Hulme pay for the old mill?", "mill", {"mill"}, set()),
        ("What is the price of Fen Tower?", "", set(), {"Fen Tower"}),
    ],
)
def test_the_thing_that_is_priced_is_read(question: str, noun: str, words: set[str], named: set[str]) -> None:
    thing = thing_priced(understand(question))
    assert thing is not None
    assert (thing.noun, set(thing.words), set(thing.named)) == (noun, words, named)


@pytest.mark.parametrize("question", ["How many people came?", "How much did it cost?", "When was the mill sold?"])
def test_no_thing_is_priced_where_none_is_named(question: str) -> None:
    assert thing_priced(understand(question)) is None


def test_it_is_what_the_question_before_asked_the_price_of() -> None:
    history = (Turn("user", "How much does a yearly pass for the swimming hall cost?"), Turn("assistant", "140 crowns"))
    thing = thing_priced(understand("How much did it cost in 2023?", history))
    assert thing is not None and thing.noun == "pass"
    text = "The swimming hall reopens.\n\nA yearly pass costs 140 crowns. The roof cost 3 million."
    hall, bridge = Article("a", "a.txt", "Hall", text), Article("b", "b.txt", "Bridge", "The bridge cost 3 million.")
    assert thing.priced_by(hall, text.index("A yearly"), text.index(" The roof"))
    assert not thing.priced_by(bridge, 0, len(bridge.text))
