"""Means, intervals, counts, thresholds, comparisons and the trade-off, by hand-made scores."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.figures import bootstrap, summarise
from eval.run import Result, Step, run_suite
from eval.score import Scored, score_results
from eval.thresholds import load_thresholds, missed, thresholds_path
from eval.tradeoff import curve, tradeoff
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


def test_an_interval_holds_its_mean_and_is_the_same_each_time() -> None:
    figure = bootstrap([1.0] * 30 + [0.0] * 10)
    assert figure.mean == 0.75
    assert 0.55 < figure.low < 0.75 < figure.high < 0.95
    assert figure == bootstrap([1.0] * 30 + [0.0] * 10)
    assert bootstrap([1.0]).low == 1.0


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


def test_the_tradeoff_runs_from_refusing_nothing_to_refusing_all() -> None:
    points = curve([0.9, 0.6], [0.5, 0.7])
    assert points[0][1:] == (0.0, 1.0)
    assert points[-1][1:] == (1.0, 0.0)
    assert (0.0, 0.5) in [point[1:] for point in points]  # a threshold of .6
    assert curve([0.9], []) == ()


def test_the_tradeoff_takes_what_the_gate_gave_each_answer() -> None:
    unanswerable = hurt_case(answerable=False, answers=(), evidence=())
    answers = [(hurt_case(), RIGHT), (unanswerable, refused()), (hurt_case(), replace(refused(), covered=None))]
    items = score_results([Result(case, answer, 1.0) for case, answer in answers], STORED.get)
    assert tradeoff(items) == curve([0.9], [0.2])
