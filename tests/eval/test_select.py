"""Parts of a suite: kinds, a stratified sample, the first so many."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from eval.case import Case
from eval.select import EVERYTHING, Selection
from index.errors import CaseError
from rag.answer import Turn

SIZES = {"fact": 60, "time": 30, "follow-up": 9, "none": 1}
SUITE = tuple(
    Case(f"{kind} {number}", "?", answerable=True, kind=kind)
    for number in range(60)
    for kind in SIZES
    if number < SIZES[kind]
)


def ids(selection: Selection, suite: tuple[Case, ...] = SUITE) -> list[str]:
    return [case.case_id for case in selection.of(suite)]


def test_without_a_choice_everything_is_asked() -> None:
    assert EVERYTHING.of(SUITE) == SUITE


def test_kinds_sample_and_limit_follow_each_other() -> None:
    chosen = Selection(kinds=("time", "none"), sample=10, limit=4).of(SUITE)
    assert len(chosen) == 4
    assert {case.kind for case in chosen} <= {"time", "none"}
    assert ids(Selection(limit=3)) == ["fact 0", "time 0", "follow-up 0"]


def test_a_sample_has_each_kind_in_its_share_and_keeps_the_order() -> None:
    chosen = Selection(sample=20).of(SUITE)
    assert Counter(case.kind for case in chosen) == {"fact": 12, "time": 6, "follow-up": 2}
    assert list(chosen) == [case for case in SUITE if case in chosen]


@pytest.mark.parametrize(("size", "drawn"), [(1, 1), (7, 7), (99, 99), (100, 100), (1000, 100)])
def test_a_sample_has_as_many_cases_as_asked_for_where_there_are_so_many(size: int, drawn: int) -> None:
    assert len(Selection(sample=size).of(SUITE)) == drawn


def test_the_same_seed_draws_the_same_whatever_else_the_suite_holds_and_another_seed_others() -> None:
    assert ids(Selection(sample=20, seed=1)) == ids(Selection(sample=20, seed=1))
    assert ids(Selection(sample=20, seed=1)) != ids(Selection(sample=20, seed=2))
    assert set(ids(Selection(kinds=("fact",), sample=10))) < set(ids(Selection(kinds=("fact",), sample=20)))
    turned = tuple(reversed(SUITE))
    assert sorted(ids(Selection(sample=20), turned)) == sorted(ids(Selection(sample=20)))


def test_a_kind_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(CaseError, match=r"'tiem'. It has: fact, time, follow-up, none"):
        Selection(kinds=("tiem",)).of(SUITE)


def test_a_choice_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(CaseError, match="No case is left"):
        Selection(sample=0).of(SUITE)


def test_put_to_articles_on_other_subjects_every_question_has_to_be_refused() -> None:
    asked = Case("a", "And when?", True, "time", (Turn("user", "Who won?"),), date(2024, 1, 2), ("May",), note="all")
    [case] = Selection(off_subject=True).of((asked,))
    assert (case.case_id, case.question, case.history) == ("a", "And when?", asked.history)
    assert (case.answerable, case.kind, case.parts, case.as_of) == (False, "off-subject", (), None)
