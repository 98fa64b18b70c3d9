"""`dateline bench answers` on articles of one's own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app

CASE = {"id": 1, "question": "How many people did the Orwick ferry carry?", "answerable": True, "answers": ["12,400"]}
FERRY = "# Ferry crowds\n\nThe Orwick ferry carried 12,400 people in its first year."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A suite and a folder of articles in the current folder; no variables of the developer's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")  # on a narrow terminal the names are broken, where all peers are there
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    Path("suite.jsonl").write_text(json.dumps(CASE))
    Path("news").mkdir()
    Path("news", "ferry.md").write_text(FERRY)


def test_articles_are_indexed_anew_and_leave_no_collection_behind() -> None:
    args = ["bench", "answers", "--cases", "suite.jsonl", "--articles", "news", "--retrieve-only", "--limit", "1"]
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, result.output
    assert "LangChain recipe" in result.output
    written = json.loads(Path("runs", "bench", "suite", "answers.json").read_text())
    assert (written["cases"], written["articles"]) == (1, 1)
    assert "correct" not in written["systems"][0]["figures"]
    assert not Path(".dateline").exists()


def test_what_cannot_be_run_is_one_clear_message() -> None:
    for args, words in (
        (["samples", "--cases", "suite.jsonl"], "takes the place of SUITE"),
        (["nonsense"], "no packaged suite"),
        (["--limit", "0"], "--limit"),
        (["suite.jsonl"], ".dateline"),
    ):
        result = CliRunner().invoke(app, ["bench", "answers", *args])
        assert result.exit_code == 2, result.output
        assert words in result.output
        assert "Traceback" not in result.output
