"""The commands that make and check files of cases."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.case import Evidence
from eval.feedback import Feedback
from ui.cli import app
from ui.feedback import FeedbackStore

CASE = {
    "id": 1,
    "question": "How many people did the Orwick ferry carry?",
    "answerable": True,
    "answers": ["12,400"],
    "evidence": [{"article": "https://news.example/ferry", "quote": "The Orwick ferry carried 12,400 people in May."}],
}
FERRY = """---
title: Ferry crowds
url: https://news.example/ferry
published: 2025-06-01
---
The Orwick ferry carried 12,400 people in May. The tram carried fewer.
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of articles in the current folder; no variables of the developer's own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    Path("news").mkdir()
    Path("news", "ferry.md").write_text(FERRY)


def write(*cases: object) -> None:
    Path("suite.jsonl").write_text("\n".join(json.dumps(case) for case in cases))


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["eval", *args])
    return result.exit_code, result.output


def test_a_suite_in_order_passes_the_check_without_an_index() -> None:
    write(CASE)

    assert run("check", "suite.jsonl", "--articles", "news") == (0, "suite.jsonl is in order.\n")
    assert not Path(".dateline").exists()


def test_problems_have_lines_and_the_status_1_and_warnings_alone_do_not() -> None:
    write(CASE | {"answers": ["9,100"]})
    warned = run("check", "suite.jsonl", "--articles", "news")
    write(CASE, CASE | {"question": ""})
    wrong = run("check", "suite.jsonl", "--articles", "news")

    assert warned[0] == 0
    assert "line 1 (1): warning: the gold quotes do not hold “9,100”" in warned[1]
    assert wrong[0] == 1
    assert "suite.jsonl, line 2 (1): question is empty" in wrong[1]
    assert wrong[1].endswith("2 problems, 0 warnings.\n")


def test_the_collection_is_asked_where_no_articles_are_named() -> None:
    write(CASE)
    assert CliRunner().invoke(app, ["index", "news"]).exit_code == 0

    assert run("check", "suite.jsonl") == (0, "suite.jsonl is in order.\n")


def test_the_packaged_suite_is_in_order() -> None:
    code, output = run("check", "samples")

    assert code == 0, output
    assert "0 problems" in output or "in order" in output


def test_a_missing_file_costs_one_message() -> None:
    code, output = run("check", "none.jsonl", "--articles", "news")

    assert code == 2
    assert "none.jsonl: cannot be read" in output


def test_a_new_suite_is_to_be_filled_in_and_is_never_written_over() -> None:
    assert CliRunner().invoke(app, ["index", "news"]).exit_code == 0

    assert run("new", "--out", "new.jsonl", "--articles", "3") == (
        0,
        "new.jsonl: 2 cases, 2 to fill in. Then: dateline eval check new.jsonl\n",
    )
    code, told = run("check", "new.jsonl")
    again = run("new", "--out", "new.jsonl")

    assert code == 1
    assert told.count("question is empty") == 2
    assert "2 problems" in told
    assert again[0] == 2
    assert "--force" in again[1]
    assert run("new", "--out", "new.jsonl", "--force")[0] == 0


def test_feedback_becomes_cases() -> None:
    empty = run("new", "--from-feedback")
    Path(".dateline").mkdir(exist_ok=True)
    FeedbackStore(Path(".dateline")).put(
        Feedback(
            question="ferry passengers?",
            verdict="good",
            at=datetime(2025, 7, 1, tzinfo=UTC),
            sentences=("The Orwick ferry carried 12,400 people in May.",),
            quotes=(Evidence("https://news.example/ferry", "The Orwick ferry carried 12,400 people in May."),),
        )
    )

    assert empty[0] == 2
    assert "no feedback" in empty[1]
    assert "1 case, 0 to fill in" in run("new", "--from-feedback", "--out", "mine.jsonl")[1]
    assert run("check", "mine.jsonl", "--articles", "news") == (0, "mine.jsonl is in order.\n")
