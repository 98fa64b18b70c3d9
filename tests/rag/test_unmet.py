"""Quotes that read like an answer and are none: of another year, or of what was done but not by whom."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage
from rag.question import understand
from rag.quote import Quote
from rag.unmet import unmet

CUP = "Ines Moreau won the Tarnholm cup for rowers. Last year it went to Jonas Pohl. In 2018 it rained."
KNIFE = "Oskar Lindqvist was stabbed at the quay in Ellery on Monday. He was taken to hospital."


def asked(question: str, text: str) -> str:
    article = Article("a", "a.txt", "Tarnholm", text, published=date(2021, 3, 1), story_id="a")
    passage = Passage(1, article, 0, len(text), 0.9)
    return unmet(understand(question), lambda: [Quote(passage, 0, text.index(".") + 1, 0.8)], [passage])


def test_a_quote_of_another_year_is_no_answer() -> None:
    told = asked("Who won the Tarnholm cup in 2015?", CUP)
    assert "2015" in told and "published in 2021" in told


@pytest.mark.parametrize(
    "question",
    [
        "Who won the Tarnholm cup in 2021?",
        "Who won the Tarnholm cup in 2020?",  # 'last year'
        "Who won the Tarnholm cup in 2018?",  # the passage speaks of that year
        "Who has won the Tarnholm cup since 2015?",
        "Who won the Tarnholm cup of 2015-16?",
        "Who won the Tarnholm cup?",
    ],
)
def test_what_may_be_of_the_year_is_left_alone(question: str) -> None:
    assert asked(question, CUP) == ""


def test_what_was_done_by_nobody_known_does_not_tell_who_did_it() -> None:
    assert "not who did it" in asked("Who stabbed Oskar Lindqvist?", KNIFE)
    assert asked("Who was stabbed in Ellery?", KNIFE) == ""
    for known in (" The police arrested a sailor.", " Karl Ode stabbed him.", " He was stabbed by a sailor."):
        assert asked("Who stabbed Oskar Lindqvist?", KNIFE + known) == ""
