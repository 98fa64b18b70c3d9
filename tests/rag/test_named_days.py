"""The days that a short answer means, as seen from the day its article appeared."""

from __future__ import annotations

from datetime import date

import pytest

from rag.answer import NO_DATES, DateSpan
from rag.named_days import days_named, lies_behind

PUBLISHED = date(2028, 10, 19)  # a Thursday


@pytest.mark.parametrize(
    ("sentence", "words", "first", "last"),
    [
        ("The mayor resigned on Tuesday.", "Tuesday", date(2028, 10, 17), date(2028, 10, 17)),
        ("The mayor resigned on Tuesday.", "on Tuesday", date(2028, 10, 17), date(2028, 10, 17)),
        ("It burned down last month.", "last month", date(2028, 9, 1), date(2028, 9, 30)),
        ("The vote is tomorrow.", "tomorrow", date(2028, 10, 20), date(2028, 10, 20)),
        ("It sank on 4 August.", "4 August", date(2028, 8, 4), date(2028, 8, 4)),
    ],
)
def test_relative_days_are_read_from_the_day_of_the_article(sentence: str, words: str, first: date, last: date) -> None:
    assert days_named(sentence, words, PUBLISHED) == DateSpan(first, last)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The mayor resigned on 4 August 2028.", "4 August 2028"),  # tells all by itself
        ("Twelve people were arrested on Tuesday.", "Twelve people"),
        ("Twelve people were arrested on Tuesday.", "Twelve people were arrested on Tuesday"),
        ("The vote is tomorrow.", "yesterday"),
    ],
)
def test_other_words_get_no_days(sentence: str, words: str) -> None:
    assert days_named(sentence, words, PUBLISHED) == NO_DATES


def test_an_undated_article_tells_no_days() -> None:
    assert days_named("The mayor resigned on Tuesday.", "Tuesday", None) == NO_DATES


@pytest.mark.parametrize(
    ("question", "sentence", "words", "behind"),
    [
        ("When will the bridge open?", "On Tuesday the mayor promised to open the bridge.", "Tuesday", True),
        ("When is the bridge due to open?", "On Tuesday the mayor promised to open it.", "On Tuesday", True),
        ("When will the bridge open?", "The bridge opens on 4 November.", "4 November", False),
        ("When will the bridge open?", "The bridge opens tomorrow.", "tomorrow", False),
        ("When is Pohl said to have left the bar?", "He left the bar on Tuesday.", "Tuesday", False),
        ("When was the bridge opened?", "The mayor opened the bridge on Tuesday.", "Tuesday", False),
    ],
)
def test_what_is_to_come_did_not_come_before_it_was_told(
    question: str, sentence: str, words: str, behind: bool
) -> None:
    assert lies_behind(question, sentence, words, PUBLISHED) is behind
