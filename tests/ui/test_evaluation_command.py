"""`dateline eval` on articles of one's own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app

CASE = {"id": 1, "question": "How many people did the Orwick ferry carry?", "answerable": True, "answers": ["12,400"]}


@pytest.fixture(autouse=True)
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A suite and two folders of articles in the current folder; no variables of the developer's own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    Path("suite.jsonl").write_text(json.dumps(CASE))
    for folder, number in (("old", "9,100"), ("new", "12,400")):
        Path(folder).mkdir()
        Path(folder, "ferry.md").write_text(
            f"# Ferry crowds in the {folder} year\n\nThe Orwick ferry carried {number}."
        )


def run(articles: str, *options: str) -> dict[str, object]:
    """Runs the suite on a folder of articles; the summary."""
    args = [*options, "eval", "--cases", "suite.jsonl", "--articles", articles, "--out", "out"]
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, result.output
    summary = json.loads(Path("out", "summary.json").read_text())
    assert isinstance(summary, dict)
    return summary


def test_other_articles_are_asked_alone_and_other_index_settings_make_the_index_anew() -> None:
    assert run("old")["articles"] == 1
    assert run("new")["articles"] == 1
    Path("link").symlink_to("new")
    settings = run("link", "--set", "chunk_words=100")["settings"]
    assert isinstance(settings, dict)
    assert settings["index"]["chunk_words"] == 100
    assert len(list(Path(".dateline", "eval").iterdir())) == 2


def test_several_suites_have_a_folder_each_and_the_worst_decides() -> None:
    Path("other.jsonl").write_text(json.dumps(CASE | {"id": 2}))
    Path("other.thresholds.toml").write_text("[minimum]\nwords_shown = 1000\n")
    args = ["eval", "suite.jsonl", "other.jsonl", "--articles", "new"]

    result = CliRunner().invoke(app, args)
    compared = CliRunner().invoke(app, [*args, "--out", "again", "--compare", "runs"])

    assert (result.exit_code, compared.exit_code) == (1, 1)
    for folder in ("runs", "again"):
        assert [json.loads(Path(folder, name, "results.jsonl").read_text())["id"] for name in ("suite", "other")] == [
            "1",
            "2",
        ]
    assert compared.output.count("went wrong: none") == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["suite.jsonl", "--cases", "suite.jsonl"], "takes the place of SUITE"),
        (["suite.jsonl", "old/../suite.jsonl"], "2 of the suites are called 'suite'"),
        (["suite.jsonl", "missing.jsonl"], "missing.jsonl: cannot be read"),
    ],
)
def test_wrong_suites_cost_one_message_and_nothing_is_asked(args: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["eval", *args])
    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path("runs").exists()
