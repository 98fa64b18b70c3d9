"""The number and the place that go with what was done, not those beside them; and whom it was done to."""

from __future__ import annotations

import pytest

from rag.asked import asked_for, asks_for_several
from rag.done_to import told_elsewhere, told_of_them
from rag.fits import fits
from rag.inside import is_inside
from rag.of_whole import counted, where_done
from rag.suited import suited

BOATS = "Of the 90 boats in the harbour, 40 were sunk by the storm."
RUNNERS = "Some 900 swimmers set out, of whom 700 reached the shore."
RING = "The ring, taken in May from a villa in Tolen, was found on Monday under a bench in Ellery."


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("How many boats were sunk?", BOATS, "90", "40"),
        ("How many boats were sunk?", BOATS, "40", "40"),
        ("How many boats were in the harbour?", BOATS, "90", "90"),
        ("How many swimmers reached the shore?", RUNNERS, "900", "700"),
        ("How many swimmers set out?", RUNNERS, "900", "900"),
        ("How many boats were sunk?", "The storm sank 90 of the boats and 40 rafts.", "90", "90"),
    ],
)
def test_the_number_is_that_of_the_part_asked_for(question: str, sentence: str, words: str, right: str) -> None:
    at = sentence.index(words)
    assert sentence[slice(*counted(question, sentence, at, at + len(words)))] == right


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("Where was the ring found?", RING, "a villa in Tolen", "under a bench in Ellery"),
        ("Where was the ring found?", RING, "a villa in Tolen, was found", "under a bench in Ellery"),
        ("Where was the ring found?", RING, "Ellery", "Ellery"),
        ("Where was the ring taken?", RING, "a villa in Tolen", "a villa in Tolen"),
        ("Where was it found?", "The ring, taken from Tolen, was found on Monday.", "Tolen", None),
        ("Where was it made?", "The ring, cast in Tolen, is old.", "Tolen", "Tolen"),
    ],
)
def test_the_place_is_where_it_was_done(question: str, sentence: str, words: str, right: str | None) -> None:
    at = sentence.index(words)
    found = where_done(question, sentence, at, at + len(words))
    assert (sentence[slice(*found)] if found else None) == right


def test_who_was_arrested_is_told_by_a_sentence_about_an_arrest() -> None:
    asked = "Who are the two men arrested over the leak?"
    assert told_of_them(asked, "Police held Jens Roth and Arne Holm.", "")
    assert told_of_them(asked, "They are Jens Roth and Arne Holm.", "Police detained two men.")
    assert not told_of_them(asked, "The board chose Olga Thiel as director.", "The director will leave.")
    assert told_of_them("Who is the director?", "The board chose Olga Thiel as director.", "")


def test_the_group_of_those_arrested_is_none_of_them() -> None:
    before = "Police arrested two men who are said to belong to "
    assert is_inside("Who are the men arrested?", before)
    assert not is_inside("Which gang did they belong to?", before)
    assert not is_inside("Who has the best time?", "The best time belongs to ")


def test_the_very_thing_is_measured() -> None:
    asked, paid = "What was the guide price of the barn?", "The barn was let for 90 crowns a week."
    assert told_elsewhere(asked, paid, ["The agent put the guide price at 4,000 crowns."])
    assert not told_elsewhere(asked, paid, ["The barn is old."])
    assert not told_elsewhere("What was the price of the barn?", paid, ["The guide price is 4,000 crowns."])


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("How many votes did Olga Thiel get?", "Thiel lost by 214 votes.", "214", False),
        ("How many votes did Olga Thiel get?", "Thiel got 9,214 votes.", "9,214", True),
        ("How many votes did Olga Thiel lose by?", "Thiel lost by 214 votes.", "214", True),
    ],
)
def test_a_margin_is_no_count(question: str, sentence: str, words: str, right: bool) -> None:
    at = sentence.index(words)
    assert fits(question, sentence, at, at + len(words)) is right


@pytest.mark.parametrize(
    ("sentence", "words", "right"),
    [
        ("The ferry carries 900 guests a day.", "900 guests a day", False),
        ("The ferry carries 900 guests a day.", "900", False),
        ("The ferry does 40 kilometres an hour.", "40 kilometres an hour", True),
        ("The ferry does 40 mph.", "40 mph", True),
        ("It crossed in nine minutes.", "nine minutes", True),
    ],
)
def test_a_speed_is_no_count(sentence: str, words: str, right: bool) -> None:
    question = "How fast is the ferry?"
    before, _, after = sentence.partition(words)
    assert suited(words, asked_for(question), question, before, after) is right


def test_a_rate_asks_for_one_figure() -> None:
    assert not asks_for_several("How many guests does the ferry carry each day?")
    assert asks_for_several("How many guests does each ferry carry?")
