"""A run held against baseline figures: what fails, what does not, and what the file holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.guard import baseline_of, hold_against, load_baseline, save_baseline
from eval.intervals import FEWEST
from eval.saved import SavedRun
from index.errors import CaseError
from tests.eval.made import save_run

RIGHT, WRONG = True, False


def run_of(folder: Path, right: int, wrong: int, **others: int) -> SavedRun:
    """A run with so many cases answered right and wrong; all about different stories."""
    return save_run(folder, [RIGHT] * right + [WRONG] * wrong, **others)


@pytest.fixture
def earlier(tmp_path: Path) -> SavedRun:
    return run_of(tmp_path / "earlier", right=30, wrong=10)


def test_the_same_figures_and_a_little_less_hold(earlier: SavedRun, tmp_path: Path) -> None:
    baseline = baseline_of(earlier)
    assert hold_against(baseline, earlier) == ((), (), len(baseline.figures))

    verdict = hold_against(baseline, run_of(tmp_path / "later", right=27, wrong=13))
    assert verdict.worse == ()
    assert verdict.held == len(baseline.figures)


def test_a_figure_below_its_interval_is_worse_and_one_above_it_only_better(earlier: SavedRun, tmp_path: Path) -> None:
    baseline = baseline_of(earlier)
    worse = hold_against(baseline, run_of(tmp_path / "worse", right=15, wrong=25))
    assert any(line.startswith("correct (a refusal counts as wrong): .375 is below") for line in worse.worse)
    assert worse.better == ()
    assert worse.held + len(worse.worse) == len(baseline.figures)

    better = hold_against(baseline, run_of(tmp_path / "better", right=40, wrong=0))
    assert better.worse == ()
    assert any(line.startswith("correct (a refusal counts as wrong): 1.000 is above") for line in better.better)


def test_where_low_is_better_a_higher_figure_is_worse(earlier: SavedRun, tmp_path: Path) -> None:
    baseline = baseline_of(earlier)
    assert baseline.figures["false_refusal"].mean == 0
    refusing = run_of(tmp_path / "refusing", right=20, wrong=0, refusals=20)
    worse = hold_against(baseline, refusing).worse
    assert any(line.startswith("false refusals, of answerable questions: .500 is above") for line in worse)


def test_errors_and_figures_that_are_gone_are_worse(earlier: SavedRun, tmp_path: Path) -> None:
    baseline = baseline_of(earlier)
    failing = run_of(tmp_path / "failing", right=29, wrong=10, failed=1)
    verdict = hold_against(baseline, failing)
    assert verdict.worse == ("1 question ended in an error",)
    assert verdict.held == len(baseline.figures)
    with pytest.raises(CaseError, match="1 question ended in an error"):
        baseline_of(failing)

    refusing = run_of(tmp_path / "refusing", right=0, wrong=0, refusals=40)
    assert any("no longer measured" in line for line in hold_against(baseline, refusing).worse)


def test_other_cases_are_no_comparison(earlier: SavedRun, tmp_path: Path) -> None:
    other = run_of(tmp_path / "other", right=30, wrong=11)
    with pytest.raises(CaseError, match=r"41 questions against 40.*--renew"):
        hold_against(baseline_of(earlier), other)


def test_of_few_cases_there_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="told by 20 cases or more"):
        baseline_of(run_of(tmp_path / "few", right=FEWEST - 1, wrong=0))
    assert baseline_of(run_of(tmp_path / "enough", right=FEWEST, wrong=0)).figures["correct"].n == FEWEST


def test_the_file_reads_back_and_holds_no_texts(earlier: SavedRun, tmp_path: Path) -> None:
    path = tmp_path / "ferries.baseline.json"
    save_baseline(baseline_of(earlier), path)
    assert load_baseline(path) == baseline_of(earlier)
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["figures"]["correct"]["mean"] == 0.75
    assert stored["figures"]["correct"]["n"] == 40
    assert not any(result.question in path.read_text(encoding="utf-8") for result in earlier.results)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "not a baseline: it is not JSON"),
        ('{"suite": "s", "cases": "1", "questions": 3, "figures": {"right": {"mean": 1}}}', "figures.right.low"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_baseline_is_named(tmp_path: Path, content: str | None, problem: str) -> None:
    path = tmp_path / "x.baseline.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CaseError, match=problem) as error:
        load_baseline(path)
    assert "x.baseline.json" in str(error.value)


def test_a_run_that_does_not_say_what_it_asked_is_no_baseline(earlier: SavedRun) -> None:
    summary = {name: value for name, value in earlier.summary.items() if name != "run"}
    with pytest.raises(CaseError, match="does not say which cases"):
        baseline_of(replace(earlier, summary=summary))
