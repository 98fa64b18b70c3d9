"""`dateline eval compare` and `dateline eval report`: run folders in, a verdict or a page out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner
from typer.testing import Result as Outcome

from eval.figures import summarise
from eval.run import Result
from eval.save import save_results, save_summary, summary_of
from eval.score import score_results
from rag.answer import Answer
from tests.eval.made import FERRY, STORED, hurt_case, passage, quoted
from ui.cli import app

RIGHT = quoted((FERRY, "Eleven people were hurt."), passages=(passage(FERRY),))
WRONG = quoted((FERRY, "All 212 passengers left by boat."), passages=(passage(FERRY),))


def write_run(folder: Path, *answers: Answer, question: str = "How many were hurt?", prefix: str = "c") -> Path:
    """A run folder with these answers."""
    cases = [hurt_case(case_id=f"{prefix}{at}", question=question, evidence=()) for at in range(len(answers))]
    scored = score_results([Result(case, answer, 5.0) for case, answer in zip(cases, answers, strict=True)], STORED.get)
    folder.mkdir()
    save_results(scored, folder)
    summary = summary_of(summarise(scored), {}, {}, suite="ferries", articles=3, seconds=1.0, missed=())
    save_summary(summary, folder)
    return folder


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_run(tmp_path / "good", *[RIGHT] * 20)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return write_run(tmp_path / "bad", *[RIGHT] * 5, *[WRONG] * 15)


def invoke(*args: object) -> Outcome:
    return CliRunner().invoke(app, ["eval", "compare", *map(str, args)])


def test_a_loss_is_named_and_fails_only_where_asked(good: Path, bad: Path) -> None:
    result = invoke(good, bad)
    assert result.exit_code == 0
    assert "went wrong: 15" in result.output
    assert "Worse: correct (a refusal counts as wrong): 1.000 -> .250, significantly worse" in result.output
    assert "Looked at: correct (a refusal counts as wrong); first quote holds the answer;" in result.output
    assert invoke(good, bad, "--fail-on-regression").exit_code == 1


def test_a_gain_and_the_same_run_pass(good: Path, bad: Path) -> None:
    for before, after in ((bad, good), (good, good)):
        result = invoke(before, after, "--fail-on-regression")
        assert result.exit_code == 0
        assert "No regression, looking at: correct (a refusal counts as wrong); first quote" in result.output


def test_json_holds_the_whole_comparison(good: Path, bad: Path) -> None:
    result = invoke(good, bad, "--json", "--fail-on-regression")
    assert result.exit_code == 1
    values = json.loads(result.stdout)
    assert len(values["cases"]) == 15
    assert values["regressions"]
    [correct] = [measure for measure in values["measures"] if measure["name"] == "correct"]
    assert (correct["wins"], correct["losses"], correct["significant"]) == (0, 15, True)


def test_the_page_is_written_from_the_folders_alone(good: Path, bad: Path, tmp_path: Path) -> None:
    assert invoke(good, bad, "--html", tmp_path / "both.html").exit_code == 0
    assert "15 went wrong" in (tmp_path / "both.html").read_text(encoding="utf-8")
    for args, file, compared in (
        ([bad], bad / "report.html", False),
        ([bad, "--compare", good, "--out", tmp_path / "own.html"], tmp_path / "own.html", True),
    ):
        result = CliRunner().invoke(app, ["eval", "report", *map(str, args)])
        assert (result.exit_code, result.output) == (0, f"Report: {file}\n")
        assert ("15 went wrong" in file.read_text(encoding="utf-8")) == compared
    assert CliRunner().invoke(app, ["eval", "report", str(tmp_path)]).exit_code == 2


def test_what_is_no_run_or_shares_no_case_is_one_clear_line(good: Path, tmp_path: Path) -> None:
    stranger = write_run(tmp_path / "stranger", RIGHT, prefix="x")
    for other, words in (
        (tmp_path / "none", "cannot be read"),
        (tmp_path, "cannot be read"),
        (stranger, "share no case"),
    ):
        result = invoke(good, other)
        assert result.exit_code == 2
        assert words in result.output
        assert result.output.count("\n") == 1


def test_questions_that_others_wrote_cannot_steer_the_terminal(tmp_path: Path) -> None:
    hostile = "Who won?\x1b[2J\x1b]0;owned\x07\u202egnp\nsecond [red]line[/red]"
    before = write_run(tmp_path / "a", RIGHT, question=hostile)
    after = write_run(tmp_path / "b", WRONG, question=hostile)
    output = invoke(before, after).output
    assert not {"\x1b", "\x07", "\u202e"} & set(output)
    assert "Who won?[2J]0;ownedgnp second [red]line[/red]" in output
