"""Readers' verdicts as cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from eval.case import Evidence
from eval.feedback import Feedback, feedback_cases, feedback_on
from index.filters import Filters
from rag.answer import Turn
from tests.eval.made import FERRY, FERRY_URL, quoted, refused

AT = datetime(2024, 5, 1, 23, 30, tzinfo=UTC)
HURT = "Eleven people were hurt."
QUESTION = "how many hurt"
GOOD = feedback_on(quoted((FERRY, HURT)), QUESTION, (), Filters(), "good", AT)


def test_an_answer_found_right_is_a_case_with_its_quotes() -> None:
    [case] = feedback_cases([GOOD])

    assert (case.question, case.answerable, case.answers) == (QUESTION, True, (HURT,))
    assert case.evidence == (Evidence(FERRY_URL, HURT),)
    assert case.as_of == date(2024, 5, 1)
    assert "to fill in" not in case.note


def test_an_answer_found_wrong_is_a_case_to_fill_in() -> None:
    [case] = feedback_cases([replace(GOOD, verdict="bad", comment="That is the crew.", wanted="212")])

    assert (case.answerable, case.answers, case.evidence) == (True, ("212",), ())
    assert case.note.startswith("to fill in")
    assert HURT in case.note
    assert "That is the crew." in case.note


def test_refusals_are_judged_too() -> None:
    right = feedback_on(refused(), "who won?", (), Filters(), "good", AT)
    [none, missed] = feedback_cases([right, replace(right, question="who?", verdict="bad")])

    assert (none.kind, none.answerable, none.answers) == ("unanswerable", False, ())
    assert (missed.kind, missed.answerable, missed.answers) == ("fact", True, ())
    assert "It was refused." in missed.note


def test_the_last_verdict_on_a_question_counts_and_another_conversation_is_another_question() -> None:
    later = replace(GOOD, verdict="bad", at=AT + timedelta(minutes=1))
    elsewhere = replace(GOOD, history=(Turn("user", "What ran aground?"), Turn("assistant", "The Solvei.")))
    cases = feedback_cases([later, GOOD, elsewhere])

    assert [(case.kind, case.note.startswith("to fill in")) for case in cases] == [("fact", True), ("followup", False)]
    assert len({case.case_id for case in cases}) == 2


def test_a_question_about_another_day_keeps_it() -> None:
    record = Feedback(QUESTION, "good", AT, sentences=(HURT,), filters=Filters(as_of=date(2024, 3, 6)))

    assert feedback_cases([record])[0].as_of == date(2024, 3, 6)
