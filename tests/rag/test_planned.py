"""A planned day is not when it happened, once an article tells that it did; else the plan is what is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from rag.day_of import day_beside
from rag.suited import suited
from tests.rag.newsroom import open_newsroom
from tests.rag.test_differ import found, words

ARTICLES = {
    "plan.md": (
        "Ship lift for Quorn",
        "Harbour Wire",
        "2014-04-02",
        "Quorn will have its first ship lift since 1951. It is to open in May 2017, the waterways office said.",
    ),
    "late.md": (
        "Quorn ship lift delayed",
        "Evening Mail",
        "2016-09-14",
        "The ship lift in Quorn will open in March 2018, ten months later than planned, the waterways office said on "
        "Tuesday.",
    ),
    "open.md": (
        "First barge goes up in Quorn",
        "Harbour Wire",
        "2018-10-22",
        "Hundreds of people came to the quay on Saturday when the first barge in 67 years was lifted in Quorn. "
        "The ship lift opened seven months later than planned.",
    ),
    "baths.md": (
        "New baths for Ellery",
        "Evening Mail",
        "2015-03-03",
        "The baths in Ellery were to be ready by now. The baths will open in June 2016, the town said.",
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize("question", ["When did the ship lift in Quorn open?", "When was the ship lift opened?"])
def test_a_planned_day_is_not_when_it_opened(chain: NewsChain, question: str) -> None:
    answer = chain.ask(question)
    assert not {"May 2017", "March 2018", "1951"} & {short.text for short in answer.short}
    assert answer.citations[0].article.published == date(2018, 10, 22)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("When will the baths in Ellery open?", "June 2016"),
        ("When did the baths in Ellery open?", "June 2016"),
    ],
)
def test_a_plan_that_nothing_overtook_is_what_is_known(chain: NewsChain, question: str, day: str) -> None:
    assert day in chain.ask(question).sentences[0].text


def test_the_day_of_the_sentence_stands_in_for_a_while_that_passed() -> None:
    sentence = "Crowds came on Saturday when the first barge in 67 years arrived."
    start = sentence.index("67 years")
    place = day_beside("When did the barge arrive?", sentence, start, start + 8, date(2018, 10, 22))
    assert sentence[slice(*place)] == "Saturday"
    sentence = "The barge arrived three weeks ago, the office said on Saturday."
    start = sentence.index("three weeks")
    place = day_beside("When did the barge arrive?", sentence, start, start + 11, date(2018, 10, 22))
    assert sentence[slice(*place)] == "three weeks"


def test_the_time_since_the_one_before_is_not_when_the_first_was() -> None:
    asked = "When did Quorn get its first ship lift?"
    assert not suited("1951", "time", asked, "Quorn has its first ship lift since ", ".")
    assert not suited("seven months later", "time", asked, "It opened ", " than planned.")
    assert suited("1951", "time", "When did Quorn last have a ship lift?", "Quorn has its first ship lift since ", ".")
    assert suited("1951", "time", "Since when is there a ship lift?", "There has been a ship lift since ", ".")


def test_a_launch_of_others_is_no_other_day_of_this_one() -> None:
    told = (
        "Wire",
        "Probe Merel in orbit",
        date(2024, 3, 5),
        "The probe Merel was launched on 4 March 2024.",
        "4 March 2024",
    )
    others = (
        "Ledger",
        "The maker of Merel",
        date(2024, 3, 1),
        "It will launch five probes in 2027. Merel is one.",
        "2027",
    )
    itself = ("Ledger", "Probe Merel", date(2024, 1, 2), "The probe Merel will be launched in May 2024.", "May 2024")
    assert found("When was the probe Merel launched?", told, others) is None
    assert words(found("When is the probe Merel launched?", told, itself)) == ["May 2024", "4 March 2024"]
