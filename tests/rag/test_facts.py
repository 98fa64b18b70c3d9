"""Facts of a text: one form for each number, date and name."""

from __future__ import annotations

from datetime import date

import pytest

from rag.facts import (
    PartialDate,
    content_words,
    dates,
    knows,
    names,
    numbers,
    opposite,
    polarity,
    relative_dates,
    weekdays,
)
from rag.words import stem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,020 people", {"1020"}),
        ("seventeen dead", {"17"}),
        ("two hundred and fifty-three thousand", {"253000"}),
        ("100% and 40 per cent", {"100%", "40%"}),
        ("0.5 percentage points", {"0.5pp"}),
        ("$3.5 billion", {"3500000000 usd"}),
        ("3.5 billion dollars", {"3500000000 usd"}),
        ("£3bn", {"3000000000 gbp"}),
        ("a million pounds", {"1000000 gbp"}),
        ("a dozen", {"12"}),
        ("thousands of people", {"thousands"}),
        ("the third quarter", {"3th"}),
        ("the 21st", {"21th"}),
        ("5 p.m. and 17:30", {"17:00", "17:30"}),
        ("one-third of voters", {"1/3"}),
        ("half of them", {"1/2"}),
        ("no one, one of them, one person", {"1"}),
        ("first he said it for the first time", set()),
        ("two to three, a 4-1 win", {"2", "3", "4", "1"}),
        ("G20", set()),
        ("on 14 October 2025", set()),
        ("In 2025, 2000 people", {"2000"}),
    ],
)
def test_numbers_have_one_form(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 October 2025", {PartialDate(2025, 10, 14)}),
        ("the 14th of October, 2025", {PartialDate(2025, 10, 14)}),
        ("October 14, 2025", {PartialDate(2025, 10, 14)}),
        ("Oct. 14", {PartialDate(None, 10, 14)}),
        ("2025-10-14", {PartialDate(2025, 10, 14)}),
        ("December 2024", {PartialDate(2024, 12)}),
        ("in May", {PartialDate(None, 5)}),
        ("He may march", set()),
        ("2,024 people", set()),
        ("since 2019 and mid-2020", {PartialDate(2019), PartialDate(2020)}),
        ("$2000", set()),
    ],
)
def test_dates_are_read_as_far_as_they_go(text: str, expected: set[PartialDate]) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Tuesday", PartialDate(2025, 1, 14)),
        ("on Monday", PartialDate(2025, 1, 13)),
        ("last Tuesday", PartialDate(2025, 1, 7)),
        ("next Monday", PartialDate(2025, 1, 20)),
        ("they will meet on Friday", PartialDate(2025, 1, 17)),
        ("yesterday", PartialDate(2025, 1, 13)),
        ("last month", PartialDate(2024, 12)),
        ("last year", PartialDate(2024)),
        ("30 December", PartialDate(2024, 12, 30)),
    ],
)
def test_relative_dates_are_read_from_the_day_of_publication(text: str, expected: PartialDate) -> None:
    assert expected in relative_dates(text, date(2025, 1, 14))


def test_weekdays_are_found() -> None:
    assert weekdays("from Monday to next Friday") == {0, 4}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inflation rose, the Bank of England said on Tuesday.", {"Bank of England"}),
        ("He met WHO chief Tedros Ghebreyesus.", {"WHO", "Tedros Ghebreyesus"}),
        ("President Trump's aide. Smith resigned.", {"Trump", "Smith"}),
        ("New rules hit New York and the U.S. economy.", {"New York", "U.S."}),
        ("The bill passed in March.", set()),
        ("“Talks failed,” Guo said.", {"Guo"}),
    ],
)
def test_names_leave_titles_days_and_sentence_starts_out(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("support", "name", "known"),
    [
        ("Chinese officials", "China", True),
        ("the World Health Organization", "WHO", True),
        ("WHO", "World Health Organization", True),
        ("who said so", "WHO", False),
        ("the United States", "U.S.", True),
        ("he told us", "US", False),
        ("Germany", "German", True),
        ("Austria", "Australia", False),
        ("Niger", "Nigeria", False),
        ("Rubio", "Marco Rubio", False),
        ("Sao Paulo", "São Paulo", True),
        ("the Defense Ministry", "Defence Ministry", True),
    ],
)
def test_names_are_known_under_their_other_forms(support: str, name: str, known: bool) -> None:
    assert knows(support, name) is known


def test_stems_join_the_forms_of_a_word() -> None:
    for forms in ("vote votes voted voting", "stop stops stopped stopping", "rise rose risen rising", "city cities"):
        assert len({stem(word) for word in forms.split()}) == 1


def test_stems_join_british_and_american_spellings() -> None:
    for forms in ("defence defense", "organise organized organising", "travelled traveling", "tonnes tons ton"):
        assert len({stem(word) for word in forms.split()}) == 1


def test_content_words_leave_stop_words_and_numbers_out() -> None:
    assert content_words("The 3 ministers have agreed on it") == {"minister", stem("agree")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bill did not pass.", {"pass"}),
        ("It isn't immediately clear", {"clear"}),
        ("They failed to agree", {stem("agree")}),
        ("He denied taking bribes", {stem("take")}),
        ("Not only that, No. 10 spoke", set()),
        ("Nobody was hurt", {"hurt"}),
    ],
)
def test_negations_name_what_is_negated(text: str, expected: set[str]) -> None:
    assert polarity(text)[1] == expected


def test_a_word_can_be_affirmed_and_negated() -> None:
    affirmed, negated = polarity("It did not pass on Monday but passed on Tuesday.")
    assert "pass" in affirmed & negated


def test_opposites_are_found_only_where_each_text_has_one_side() -> None:
    assert opposite("Prices rose", "Prices fell") == (stem("rise"), stem("fall"))
    assert opposite("Prices rose", "Prices fell, then rose") is None
