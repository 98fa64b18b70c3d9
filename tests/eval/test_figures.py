"""Means, intervals, counts, thresholds, comparisons and the trade-off, by hand-made scores."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.figures import summarise
from eval.run import Result, Step, run_suite
from eval.score import Scored, score_results
from eval.thresholds import load_thresholds, missed, thresholds_path
from index.errors import CaseError
from rag.answer import Answer
from tests.eval.made import FERRY, STORED, hurt_case, passage, quoted, refused

RIGHT = quoted((FERRY, "Eleven people were hurt."), passages=(passage(FERRY),))
WRONG = quoted((FERRY, "All 212 passengers left by boat."), passages=(passage(FERRY),))


def scored(*answers: Answer | None, kind: str = "fact") -> tuple[Scored, ...]:
    results = [
        Result(hurt_case(case_id=f"c{at}", kind=kind), answer, 10.0 * at, None if answer else "ValueError: broken")
        for at, answer in enumerate(answers)
    ]
    return score_results(results, STORED.get)


def test_errors_are_counted_and_stay_out_of_the_means() -> None:
    figures = summarise(scored(RIGHT, refused(), None))
    assert figures.counts == {"answered": 1, "refused": 1, "error": 1}
    assert figures.reasons == {"not_covered": 1}
    assert figures.overall["correct"].mean == 0.5
    assert figures.overall["correct"].n == 2
    assert "false_answer" not in figures.overall


def test_latency_leaves_out_the_first_question_and_tells_stages_apart() -> None:
    figures = summarise(scored(RIGHT, RIGHT, WRONG))
    assert figures.first_ms == 0.0
    assert figures.latency["question"].p50 == 15.0
    assert figures.latency["retrieve"].n == 2
    assert "total" not in figures.latency


def test_a_question_that_raises_is_an_error_and_the_run_goes_on() -> None:
    class Moody:
        def ask(self, question: str, *_: object, **__: object) -> Answer:
            if question == "boom":
                raise ValueError("broken")
            return RIGHT

    steps: list[Step] = []
    run = run_suite([hurt_case(question="boom"), hurt_case()], Moody(), steps.append)
    assert [result.status for result in run.results] == ["error", "answered"]
    assert run.results[0].error == "ValueError: broken"
    assert [(step.done, step.total) for step in steps] == [(1, 2), (2, 2)]


def test_figures_below_the_threshold_are_named(tmp_path: Path) -> None:
    path = thresholds_path(tmp_path / "suite.jsonl")
    path.write_text(
        '[minimum]\ncorrect = 0.9\n"correct/fact" = 0.4\nquotes_verbatim = 1\n[maximum]\nfalse_answer = 0.1\n'
    )
    lines = missed(load_thresholds(path), summarise(scored(RIGHT, WRONG)))
    assert lines == (
        "correct is 0.500; its minimum is 0.9.",
        "false_answer was not measured; its maximum is 0.1.",
    )


def test_an_error_misses_even_where_no_threshold_is_set(tmp_path: Path) -> None:
    assert load_thresholds(tmp_path / "none.thresholds.toml") == ()
    assert missed((), summarise(scored(RIGHT))) == ()
    assert missed((), summarise(scored(RIGHT, None))) == ("1 question ended in an error.",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[minimum]\ncorect = 1", "'corect'"),
        ("[least]\ncorrect = 1", r"\[least\]"),
        ("[minimum]\ncorrect = 'high'", "not a number"),
        ("correct = 1", r"\[correct\]"),
        ("[minimum", "not TOML"),
    ],
)
def test_a_wrong_thresholds_file_is_explained(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "s.thresholds.toml"
    path.write_text(text)
    with pytest.raises(CaseError, match=words):
        load_thresholds(path)


def test_the_figures_tell_what_was_expected_and_given_and_what_the_gate_trades() -> None:
    early = hurt_case(answerable=False, answers=(), evidence=(), reason="outside_dates")
    unanswerable = hurt_case(answerable=False, answers=(), evidence=())
    answers = [(hurt_case(), RIGHT), (unanswerable, refused()), (early, refused()), (early, WRONG)]
    figures = summarise(score_results([Result(case, answer, 1.0) for case, answer in answers], STORED.get))
    assert figures.refusals == {
        "answer": {"answer": 1},
        "outside_dates, fact": {"not_covered": 1, "answer": 1},
        "refusal, fact": {"not_covered": 1},
    }
    assert figures.overall["reason_right"].mean == 0
    assert figures.overall["crag"].mean == pytest.approx((1 + 1 + 1 - 1) / 4)
    assert figures.tradeoff is not None
    assert figures.tradeoff.auc.mean == pytest.approx(5 / 6)  # .9 against .2, .2 and .9: a win, a win and a tie
    assert summarise(scored(RIGHT)).tradeoff is None


def test_cases_about_one_story_are_one_cluster() -> None:
    assert summarise(scored(RIGHT, WRONG, RIGHT)).overall["correct"].clusters == 1
