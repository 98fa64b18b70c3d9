"""`dateline eval guard`: a run folder and a baseline file in, a verdict out."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner
from typer.testing import Result as Outcome

from eval.case import load_cases
from eval.provenance import cases_hash
from eval.suite_baseline import baseline_path, load_baseline
from tests.eval.made import save_run
from ui.cli import app
from ui.commands.evaluation import packaged_suites


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return save_run(tmp_path / "good", [True] * 30 + [False] * 10).folder


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return save_run(tmp_path / "bad", [True] * 10 + [False] * 30).folder


def invoke(*args: object) -> Outcome:
    return CliRunner().invoke(app, ["eval", "guard", *map(str, args)])


def test_a_regression_fails_and_an_improvement_does_not(good: Path, bad: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "ferries.baseline.json"
    made = invoke(good, "--baseline", baseline, "--renew")
    assert made.exit_code == 0
    assert "of 40 questions" in made.output

    same = invoke(good, "--baseline", baseline)
    assert same.exit_code == 0
    assert "0 better, 0 worse" in same.output

    worse = invoke(bad, "--baseline", baseline)
    assert worse.exit_code == 1
    assert "Worse: correct (a refusal counts as wrong): .750 -> .250 of 40 cases (20 worse, 0 better)" in worse.output

    invoke(bad, "--baseline", baseline, "--renew")
    better = invoke(good, "--baseline", baseline)
    assert better.exit_code == 0
    assert "Better: correct (a refusal counts as wrong): .250 -> .750 of 40 cases" in better.output


def test_what_only_the_run_tells_is_said_and_an_old_baseline_refused(good: Path, bad: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "ferries.baseline.json"
    refusing = save_run(tmp_path / "refusing", [True] * 30 + [False] * 9, refusals=1).folder
    invoke(refusing, "--baseline", baseline, "--renew")
    result = invoke(good, "--baseline", baseline)
    assert result.exit_code == 0
    assert "Not compared: told only now by c39: correct, of those answered" in result.output

    baseline.write_text('{"suite": "s", "cases": "1", "questions": 3, "figures": {}}', encoding="utf-8")
    old = invoke(good, "--baseline", baseline)
    assert old.exit_code == 2
    assert "made by an earlier version" in old.output
    assert "dateline eval guard RUN --renew" in old.output


def test_what_is_missing_is_named_with_what_to_do(good: Path, tmp_path: Path) -> None:
    for args, named in (
        ([tmp_path / "nowhere"], "Name the folder that `dateline eval --out` wrote."),
        ([good], "'ferries' is no packaged suite, so name the file of its baseline: --baseline FILE."),
        ([good, "--baseline", tmp_path / "no.json"], "no.json: cannot be read"),
    ):
        result = invoke(*args)
        assert result.exit_code == 2
        assert named in result.output


@pytest.mark.parametrize("name", packaged_suites())
def test_the_baseline_of_a_packaged_suite_is_of_the_cases_that_it_has(name: str) -> None:
    path = packaged_suites()[name]
    baseline = load_baseline(baseline_path(path))
    assert baseline.cases == cases_hash(load_cases(path)), "the suite has changed: make baseline"
    assert {"right", "correct", "false_refusal", "false_answer"} <= set(baseline.measures)
    assert baseline_path(path).stat().st_size < 200_000
