"""Two things compared: each side asked about, and only what both quotes hold worked out."""

from __future__ import annotations

from datetime import date

import pytest

from rag.comparing import Comparison, Measure, Value, comparison_of, value_in, worked_out
from rag.question import understand

FIRES = "Which happened first: the Ellery fire, or the Tolen flood?"


def compared(question: str) -> Comparison:
    found = comparison_of(question)
    assert found is not None
    return found


def value(sentence: str, words: str, measure: Measure, published: date | None = None) -> Value:
    start = sentence.index(words)
    found = value_in(sentence, start, start + len(words), published, measure)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "sides", "asked"),
    [
        (FIRES, ("the Ellery fire", "the Tolen flood"), ("When was the Ellery fire?", "When was the Tolen flood?")),
        (
            "Who resigned first, Amsel or Pohl?",
            ("Amsel", "Pohl"),
            ("When was it that Amsel resigned?", "When was it that Pohl resigned?"),
        ),
        ("Who is older, Amsel or Pohl?", ("Amsel", "Pohl"), ("How old is Amsel?", "How old is Pohl?")),
        (
            "How many more votes did Amsel get in Ellery than Pohl?",
            ("Amsel", "Pohl"),
            ("How many votes did Amsel get in Ellery?", "How many votes did Pohl get in Ellery?"),
        ),
        (
            "How much higher was the turnout in 2023 than in 2025?",
            ("in 2023", "in 2025"),
            ("How high was the turnout in 2023?", "How high was the turnout in 2025?"),
        ),
    ],
)
def test_each_side_is_asked_about(question: str, sides: tuple[str, str], asked: tuple[str, str]) -> None:
    found = compared(question)
    assert found.sides == sides
    assert found.questions == asked


@pytest.mark.parametrize(
    "question",
    ["Who runs the ferry?", "Which company was first to sell or lease ships?", "What came first?", "Who is older?"],
)
def test_other_questions_compare_nothing(question: str) -> None:
    assert comparison_of(question) is None


def test_the_order_is_worked_out_from_two_days() -> None:
    fire = value("It broke out on Tuesday.", "Tuesday", "order", date(2024, 10, 16))
    flood = value("The river rose on 12 October 2024.", "12 October 2024", "order")
    said = worked_out(compared(FIRES), fire, flood)
    assert said == ("First: the Tolen flood, on 12 October 2024, 3 days before the Ellery fire, on 15 October 2024.")


def test_the_difference_is_worked_out_from_two_numbers_of_one_unit() -> None:
    more = compared("How many more votes did Amsel get than Pohl?")
    said = worked_out(
        more, value("41,203 votes", "41,203 votes", "size"), value("thirty-eight", "thirty-eight", "size")
    )
    assert said == "Amsel: 41,203 votes, against thirty-eight for Pohl; a difference of 41,165."
    younger = compared("Who is younger, Amsel or Pohl?")
    assert worked_out(younger, value("aged 43", "43", "size"), value("41", "41", "size")).startswith("Pohl: 41")


def test_two_things_to_compare_are_set_side_by_side() -> None:
    question = understand("Compare the turnout in Ellery in 2019 and the turnout in Tolen in 2023.")
    assert question.comparison is not None
    assert question.comparison.sides == ("the turnout in Ellery in 2019", "the turnout in Tolen in 2023")
    said = worked_out(question.comparison, value("61%", "61%", "size"), value("48%", "48%", "size"))
    assert said.startswith("The turnout in Ellery in 2019: 61%, against 48%")
    assert said.endswith("a difference of 13 points.")


def test_what_cannot_be_compared_is_not() -> None:
    more = compared("How many more votes did Amsel get than Pohl?")
    assert worked_out(more, value("$4 million", "$4 million", "size"), value("12%", "12%", "size")) == ""
    assert value_in("four of 5", 0, 9, None, "size") is None
    assert value_in("in March 2024", 3, 13, None, "order") is None
