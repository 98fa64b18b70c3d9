"""Texts with their marks, and what differs between two."""

from __future__ import annotations

import pytest

from eval.calibration import calibration_error, reliability
from eval.report.marks import Part, difference, find_quote, mark_quotes, mark_words
from eval.saved_case import SavedResult


def marked(parts: tuple[Part, ...]) -> list[str]:
    return [part.text for part in parts if part.mark]


def test_a_quote_is_found_whatever_its_white_space_and_quotation_marks() -> None:
    text = "He said:\n\u201cIt  was\nlate.\u201d Then he left."
    assert marked(mark_quotes(text, ['"It was late."'])) == ["\u201cIt  was\nlate.\u201d"]
    assert "".join(part.text for part in mark_quotes(text, ['"It was late."'])) == text
    assert find_quote(text, "It was early.") is None
    assert find_quote(text, " ") is None


def test_of_a_long_quote_the_half_that_the_passage_holds_is_marked() -> None:
    quote = "The council voted nine to three to close the old bridge for good."
    assert marked(mark_quotes("... to close the old bridge for good. Drivers must", [quote])) == [
        " to close the old bridge for good."[1:]
    ]
    assert find_quote("late.", "It was late.") is None  # half of a short one proves nothing


def test_words_are_marked_whole_and_overlaps_once() -> None:
    assert marked(mark_words("Six of 66 won; six lost.", ["six", "6"])) == ["Six", "six"]
    assert marked(mark_words("New York City", ["New York", "York City"])) == ["New York", " City"]
    assert mark_words("", ["x"]) == (Part(""),)


def test_two_answers_are_shown_in_one_text() -> None:
    parts = difference("It closed in May 2024.", "It closed in June 2024.")
    assert [(part.text, part.mark) for part in parts] == [
        ("It closed in ", ""),
        ("May", "gone"),
        ("June", "new"),
        (" 2024.", ""),
    ]
    assert difference("", "New") == (Part("New", "new"),)


def result(covered: float | None, answerable: bool, right: float) -> SavedResult:
    return SavedResult(
        id="c", question="?", status="answered", scores={"right": right}, covered=covered, answerable=answerable
    )


def test_reliability_counts_what_each_probability_came_to() -> None:
    results = [result(0.92, True, 1), result(0.98, True, 0), result(1.0, False, 1), result(0.05, False, 1)]
    low, high = reliability([*results, result(None, True, 0)])
    assert (low.n, low.answerable, low.answered_right) == (1, 0, 0)
    assert (high.n, high.low, high.high) == (3, 0.9, 1.0)
    assert high.answerable == pytest.approx(2 / 3)
    assert high.answered_right == pytest.approx(1 / 3)
    assert high.interval == pytest.approx((0.0438, 0.9887), abs=1e-4)  # Wilson's, of 2 in 3, with t of 2 degrees
    assert calibration_error([low, high]) == pytest.approx((0.05 + 3 * (2.9 / 3 - 2 / 3)) / 4)
    assert calibration_error([]) == 0
