"""How old somebody is: of the person asked about alone, and in the words that news has for it."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage, Turn
from rag.differ import found_differing
from rag.question import understand
from rag.read import with_reading
from tests.rag.readings import reading

TOLD = (
    "Ines Moreau, the mayor of Tarnholm, opened the mill. Moreau, 49, ran a ferry for thirty years. Her rival, Jonas"
    " Pohl (61), stayed away. The 17-year-old student Hanna Weil spoke. Oskar Lindqvist was 83 when he died."
    " Moreau took 55 percent of the vote and Pohl 45."
)


def age(question: str, *history: Turn) -> str | None:
    article = Article("a", "a.txt", "Tarnholm", TOLD, publisher="Wire", published=date(2024, 3, 1), story_id="a")
    passage = with_reading(Passage(1, article, 0, len(TOLD), 0.9), reading(TOLD, {"thirty years": 4.0}, 0.5))
    found = found_differing(understand(question, history), [passage])
    return found.values[-1].words if found else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How old is Ines Moreau?", "49"),
        ("How old is the mayor of Tarnholm?", "49"),
        ("How old is Jonas Pohl?", "61"),
        ("What is Hanna Weil's age?", "17"),
        ("How old was Oskar Lindqvist?", "83"),
        ("How old is the mill?", None),
        ("How old is Karl Ode?", None),
    ],
)
def test_an_age_is_that_of_the_person_asked_about(question: str, expected: str | None) -> None:
    assert age(question) == expected


def test_a_follow_up_asks_for_the_age_of_whom_the_answer_named() -> None:
    history = (Turn("user", "Who is the mayor of Tarnholm?"), Turn("assistant", "Ines Moreau [1]."))
    assert age("And how old is she?", *history) == "49"
