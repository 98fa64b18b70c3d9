"""Numbers, dates and quotes are recognised in any spelling, and nothing more is."""

from __future__ import annotations

import pytest

from eval.match import holds_answer, holds_quote


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Eleven people were hurt.", "11"),
        ("It cost €38.8m.", "38.8 million euros"),
        ("It cost €38.8 million.", "38,800,000"),
        ("They voted on 4 August 2024.", "August 4, 2024"),
        ("They voted on Aug. 4th, 2024.", "4 August"),
        ("Published 2024-08-04", "August 4, 2024"),
        ("Turnout was 50.8 per cent.", "50.8%"),
        ("two hundred and fifty people", "250"),
        ("over six million votes", "6 million"),
        ("an eleven-month-old boy", "11-month-old"),
        ("the U.S. ambassador", "US ambassador"),
        ("Zoë’s brother", "zoe"),
        ("a hundred boats", "100"),
        ("the third time", "3rd"),
        ("She ran 2:14:04.", "2:14:04"),
        ("won by 66–27", "66-27"),
    ],
)
def test_other_spellings_of_the_answer_are_found(text: str, answer: str) -> None:
    assert holds_answer(text, answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("in 2005", "5"),
        ("between two hundred and three hundred", "203"),
        ("six, five", "11"),
        ("She ran 2:14:04.", "14"),
        ("Fordham won", "Ford"),
        ("COVID-19 spread", "19"),
        ("They met on 14 August", "4 August"),
        ("next month", "a month"),
        ("anything", "..."),
    ],
)
def test_what_only_looks_alike_is_not_found(text: str, answer: str) -> None:
    assert not holds_answer(text, answer)


def test_a_quote_cut_by_the_edge_of_a_passage_counts_from_half_of_it() -> None:
    quote = "The council voted nine to three to close the old bridge before the winter storms arrive."
    assert holds_quote("Before.  The council\nvoted nine to three to close the old bridge before the", quote)
    assert holds_quote("the old bridge before the winter storms arrive. After.", quote)
    assert not holds_quote("The council voted nine to", quote)
    assert not holds_quote("It rained.", "It poured.")
