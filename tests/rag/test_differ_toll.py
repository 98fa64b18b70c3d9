"""The tolls of an accident as they rise from article to article, beside the other figures of the same sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from rag.portion import of_another_fate, told_of
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "boiler.md": (
        "Boiler bursts on ferry in Sandholm",
        "Harbour Wire",
        "2024-03-05",
        "A boiler burst on a car ferry in Sandholm, killing at least three people and injuring 21 on Tuesday, the "
        "coastguard said. The Brenna Queen had been in service since 1988.",
    ),
    "boiler2.md": (
        "Ferry toll climbs in Sandholm",
        "Evening Mail",
        "2024-03-06",
        "The death toll of the boiler blast on the Brenna Queen ferry in Sandholm rose to eight on Wednesday.",
    ),
    "boiler3.md": (
        "Divers leave Sandholm ferry",
        "Evening Mail",
        "2024-03-11",
        "Eleven people died in the boiler blast on the ferry in Sandholm, the coastguard said, and 34 were injured. "
        "The Brenna Queen will be scrapped.",
    ),
    "bus.md": (
        "Bus overturns in Ellery",
        "Harbour Wire",
        "2024-03-07",
        "A bus overturned in Ellery on Thursday, killing two people and injuring 40.",
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize(
    ("question", "newest", "oldest"),
    [
        ("How many people died in the Sandholm ferry blast?", "eleven", "three"),
        ("How many people were killed when the boiler burst on the ferry in Sandholm?", "eleven", "three"),
        ("What is the death toll of the ferry blast in Sandholm?", "eleven", "three"),
        ("How many people were injured in the Sandholm ferry blast?", "34", "21"),
        ("How many people died in the explosion on the ferry in Sandholm?", "eleven", "three"),
    ],
)
def test_the_newest_toll_leads_and_the_earlier_ones_are_told_as_changed(
    chain: NewsChain, question: str, newest: str, oldest: str
) -> None:
    answer = chain.ask(question)
    assert [short.text.lower() for short in answer.short] == [newest]
    (difference,) = answer.differences
    assert difference.kind == "changed"
    assert difference.values[0].text.lower() == oldest
    assert difference.values[-1].text.lower() == newest


@pytest.mark.parametrize(
    "question", ["How many people died in the bus accident in Ellery?", "How many were hurt in Ellery?"]
)
def test_the_toll_of_another_accident_is_no_difference(chain: NewsChain, question: str) -> None:
    assert chain.ask(question).differences == ()


@pytest.mark.parametrize(
    ("sentence", "figure", "told"),
    [
        ("A fire killed 4 people and injured 17 on Monday.", "4", "A fire killed 4 people"),
        ("A fire killed 4 people and injured 17 on Monday.", "17", "and injured 17 on Monday."),
        ("Nine people died, and 22 were hurt.", "Nine", "Nine people died"),
        ("A fire killed 4 people and injured dozens of guests.", "4", "A fire killed 4 people"),
        ("A fire killed 4 people and wounded many others.", "4", "A fire killed 4 people"),
        ("Some 300 workers are on strike.", "300", "Some 300 workers are on strike."),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_words(sentence: str, figure: str, told: str) -> None:
    assert told_of(sentence, sentence.index(figure)).strip(" ,") == told


def test_the_dead_are_not_counted_where_the_injured_are_asked_for() -> None:
    assert of_another_fate("A fire killed 4 people", "How many people were injured?")
    assert not of_another_fate("A fire killed 4 people", "How many victims were there?")
    assert not of_another_fate("17 were wounded", "How many people were injured?")
