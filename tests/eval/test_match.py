"""Numbers, dates and quotes are recognised in any spelling, and nothing more is."""

from __future__ import annotations

from datetime import date

import pytest

from eval.match import holds_answer, holds_quote, same_answer


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
        ("half a million people", "500,000"),
        ("two and a half million euros", "2.5 million"),
        ("It closed on 4 August 2019.", "August 2019"),
        ("It opens at 5 p.m.", "17:00"),
        ("at 14:39", "2:39 p.m."),
        ("seventeen dead", "17"),
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


MONDAY = date(2019, 8, 5)  # the day that an article appeared


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It closed on 4 August.", "2019-08-04"),
        ("It closed on Sunday.", "4 August 2019"),
        ("It closed yesterday.", "Sunday, 4 August 2019"),
        ("It closed in June.", "June 2019"),
        ("It opened last year.", "2018"),
    ],
)
def test_a_date_is_completed_by_the_day_the_article_appeared(text: str, answer: str) -> None:
    assert holds_answer(text, answer, MONDAY)
    assert not holds_answer(text, answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It closed on 4 August 2018.", "2019-08-04"),
        ("It closed on Saturday.", "2019-08-04"),
        ("It closed on Sunday.", "2019"),  # a day, where a year is asked for
        ("It closed on Sunday.", "August 2019"),
        ("It closed on 4 August.", "4 August 2019 at noon"),
    ],
)
def test_another_date_or_a_vaguer_one_is_not_the_answer(text: str, answer: str) -> None:
    assert not holds_answer(text, answer, MONDAY)


def test_the_same_answer_has_no_word_more() -> None:
    assert same_answer("The 17", "seventeen")
    assert same_answer("Sunday", "2019-08-04", MONDAY)
    assert same_answer("5 p.m.", "17:00")
    assert not same_answer("17 men", "17")
    assert not same_answer("closed on Sunday", "2019-08-04", MONDAY)
    assert not same_answer("...", "...")
