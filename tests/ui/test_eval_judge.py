"""`dateline eval judge`: without a model, with one, and with one that is gone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.fake_openai import FakeOpenAI, Reply, Request
from ui.cli import app

ITEM = {
    "id": "a",
    "question": "How many were hurt?",
    "answers": ["11"],
    "answer": "Eleven were hurt.",
    "article": {"title": "Ferry aground", "text": "The ferry sank. Eleven were hurt."},
    "quote": "Eleven were hurt.",
    "correctness": "correct",
    "support": "supports",
}


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two labelled answers in the current folder; no variables of the developer's own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("DATELINE_", "OPENAI_", "LANGSMITH_"))]:
        monkeypatch.delenv(name)
    wrong = {"id": "b", "answer": "Nine were hurt.", "correctness": "wrong", "support": "not"}
    Path("own.jsonl").write_text("\n".join(map(json.dumps, (ITEM, {**ITEM, **wrong}))))


def run(*args: str, server: FakeOpenAI | None = None) -> Result:
    place = ["--set", f"judge_base_url={server.url}", "--set", "max_retries=0"] if server else []
    return CliRunner().invoke(app, [*place, "eval", "judge", *args, "--labelled", "own.jsonl"])


def grade(request: Request) -> Reply:
    grades = ("correct", "wrong") if "Answer to grade" in request.prompt else ("supports", "not")
    return Reply(json.dumps({"reason": "so", "grade": grades["Nine" in request.prompt]}))


def test_the_built_in_scorers_need_no_model() -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert "builtin on 2 labelled answers" in result.output
    rows = [line.split("│")[1:4] for line in result.output.splitlines() if line.startswith("│ correctness")]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["correctness", "2", "1.00 (0.21–1.00)"]
    ]  # of one article
    assert "2 of 2" in result.output


def test_a_judge_is_asked_once_and_its_key_is_written_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_JUDGE_API_KEY", "sk-secret-0123456789")
    with FakeOpenAI(grade) as server:
        first = run("openai:grader", server=server)
        asked = len(server.requests)
        second = run("openai:grader", "--json", server=server)
    assert first.exit_code == 0, first.output
    assert "│ correctness │      3 │" in first.output
    assert "partly" in first.output
    assert (asked, len(server.requests)) == (4, 4)  # the second run finds the replies of the first
    assert server.requests[0].key == "Bearer sk-secret-0123456789"
    saved = json.loads(second.stdout)
    assert saved["three"]["correctness"]["accuracy"]["mean"] == 1
    assert saved["prompts"]["digest"]
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"sk-secret" in data for data in [*written, first.output.encode(), second.output.encode()])


def test_a_judge_that_is_gone_scores_nothing_and_the_command_fails() -> None:
    with FakeOpenAI(Reply(status=503)) as server:
        result = run("openai:grader", server=server)
    assert result.exit_code == 1
    assert "Not scored, 4 times:" in result.output
    assert "503" in result.output


@pytest.mark.parametrize("name", ["gpt-4", "nobody:model"])
def test_a_judge_that_cannot_be_opened_is_one_clear_line(name: str) -> None:
    result = run(name)
    assert result.exit_code == 2
    assert name in result.output
    assert "Traceback" not in result.output
