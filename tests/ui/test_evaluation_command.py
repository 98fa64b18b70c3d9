"""`dateline eval` on articles of one's own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.fake_openai import FakeOpenAI, Reply, Request, faithful
from tests.rag.tiny_nli import make_model
from ui.cli import app

ROOT = Path(__file__).parents[2]

CASE = {"id": 1, "question": "How many people did the Orwick ferry carry?", "answerable": True, "answers": ["12,400"]}

PASSENGERS = ("people", "passengers", "travellers", "people in all", "persons", "folk", "riders", "souls")


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
        (["suite.jsonl", "--articles", "nowhere"], "--articles nowhere: there is no such file or folder."),
        (
            ["suite.jsonl", "--articles", "new", "--out", "suite.jsonl/runs"],
            "cannot be made a folder (Not a directory)",
        ),
    ],
)
def test_wrong_suites_cost_one_message_and_nothing_is_asked(args: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["eval", *args])
    assert result.exit_code == 2
    assert message in result.stderr
    assert not Path("runs").exists()


def test_each_wrong_line_of_a_suite_has_a_line_of_its_own() -> None:
    Path("suite.jsonl").write_text('{"id": 1}\n{"id": 2, "question"')
    result = CliRunner().invoke(app, ["eval", "suite.jsonl", "--articles", "new"])
    assert result.exit_code == 2
    told = result.stderr.splitlines()
    assert len(told) == 2
    assert told[0].startswith("dateline: suite.jsonl, line 1: question is missing")
    assert told[1].startswith("dateline: suite.jsonl, line 2: it is not JSON")


@pytest.mark.parametrize("command", ["", "check"])
def test_a_folder_without_articles_is_no_collection_to_ask(command: str) -> None:
    Path("empty").mkdir()
    result = CliRunner().invoke(app, ["eval", *command.split(), "suite.jsonl", "--articles", "empty"])
    assert result.exit_code == 2
    assert "empty: there is no article to" in result.stderr


def cases(number: int) -> None:
    """A suite of so many questions in place of the one."""
    lines = [
        CASE | {"id": at, "kind": ("fact", "time")[at % 2], "question": f"How many {who} did the Orwick ferry carry?"}
        for at, who in enumerate(PASSENGERS[:number])
    ]
    Path("suite.jsonl").write_text("\n".join(map(json.dumps, lines)))


def results(folder: str) -> list[dict[str, Any]]:
    """The results of a run, without times."""
    lines = [json.loads(line) for line in Path(folder, "results.jsonl").read_text().splitlines()]
    return [
        {name: value for name, value in line.items() if name not in ("ms", "timings_ms", "usage")} for line in lines
    ]


def test_a_part_of_a_suite_is_asked_and_its_thresholds_are_not_enforced() -> None:
    cases(8)
    Path("suite.thresholds.toml").write_text("[minimum]\nwords_shown = 1000\n")
    args = ["eval", "suite.jsonl", "--articles", "new", "--out", "out"]

    for part, ids in [
        (["--limit", "3"], ["0", "1", "2"]),
        (["--kind", "time", "--limit", "2"], ["1", "3"]),
    ]:
        result = CliRunner().invoke(app, [*args, *part])
        assert result.exit_code == 0, result.output
        assert f"Asking {len(ids)} of 8 cases" in result.output
        assert [line["id"] for line in results("out")] == ids
        assert f"{len(ids)} of the suite&#39;s 8 cases" in Path("out", "report.html").read_text()
    assert CliRunner().invoke(app, [*args, "--sample", "8"]).exit_code == 1
    wrong = CliRunner().invoke(app, [*args, "--kind", "tiem"])
    assert (wrong.exit_code, "It has: fact, time" in wrong.stderr) == (2, True)


def test_off_the_subject_every_answer_is_a_false_one_and_no_threshold_holds() -> None:
    Path("suite.thresholds.toml").write_text("[minimum]\ncorrect = 1\n")
    result = CliRunner().invoke(app, ["eval", "--cases", "suite.jsonl", "--articles", "new", "--off-subject"])
    assert result.exit_code == 0, result.output
    assert "every question has to be refused" in result.output
    [line] = results("runs/suite-off-subject")
    assert (line["kind"], line["answerable"], line["status"]) == ("off-subject", False, "answered")
    assert line["scores"]["false_answer"] == 1


def test_a_judge_grades_beside_the_other_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeOpenAI(Reply('{"reason": "As accepted.", "grade": "correct"}')) as server:
        monkeypatch.setenv("DATELINE_JUDGE_BASE_URL", server.url)
        args = ["eval", "--cases", "suite.jsonl", "--articles", "new", "--out", "out", "--judge", "openai:grader"]
        result = CliRunner().invoke(app, args)
        assert result.exit_code == 0, result.output
        assert "judge openai:grader: 1 grades" in result.output
        CliRunner().invoke(app, args)
        assert len(server.requests) == 1  # its replies are kept
    [line] = results("out")
    assert line["scores"]["judge_correct"] == 1
    assert line["grades"] == [{"about": "the answer", "grade": "correct", "reason": "As accepted.", "by": "judge"}]
    assert "As accepted." in Path("out", "report.html").read_text()
    summary = json.loads(Path("out", "summary.json").read_text())
    assert summary["run"]["judge"]["not_scored"] == {}
    assert len(summary["run"]["judge"]["prompts"]["digest"]) == 16


def test_a_run_folder_says_how_it_was_made() -> None:
    summary = run("new", "--set", "precision=float32")
    made = summary["run"]
    assert isinstance(made, dict)
    assert summary["settings"]["index"]["precision"] == "float32"  # type: ignore[index]
    assert made["selection"] == {
        "kinds": [],
        "sample": None,
        "seed": 0,
        "limit": None,
        "off_subject": False,
        "of": 1,
    }
    assert (made["workers"], made["resumed"], made["retries"]) == (1, 0, 0)
    assert set(made["usage"].values()) == {0}
    assert made["cost"] is None
    assert made["machine"]["cores"] >= 1
    assert all(len(made[name]) == 32 for name in ("cases", "articles", "code"))
    assert made == run("new", "--set", "precision=float32")["run"]
    assert made["articles"] != run("old", "--set", "precision=float32")["run"]["articles"]  # type: ignore[index]


def test_a_killed_run_goes_on_where_it_stopped_and_comes_to_the_same() -> None:
    cases(5)
    reached, let_go = threading.Event(), threading.Event()

    def script(request: Request) -> Reply:
        if len(server.requests) == 4 and not let_go.is_set():
            reached.set()
            let_go.wait(60)
        return faithful(request)

    with FakeOpenAI(script) as server:
        args = [
            *("eval", "suite.jsonl", "--articles", "new", "--model", "openai:test", "--base-url", server.url),
            *("--set", "precision=float32", "--workers", "1", "--set", "gate_threshold=0"),  # every case is a call
        ]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        killed = subprocess.Popen([sys.executable, "-m", "ui", *args, "--out", "out"], env=environment)
        assert reached.wait(300)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        let_go.set()
        assert not Path("out", "results.jsonl").exists()
        assert len(Path("out", "unfinished.jsonl").read_text().splitlines()) == 1 + 3

        resumed = CliRunner().invoke(app, [*args, "--out", "out"])
        asked_again = len(server.requests) - 4
        whole = CliRunner().invoke(app, [*args, "--out", "whole", "--cache", "another"])

    assert (resumed.exit_code, whole.exit_code) == (0, 0), resumed.output
    assert "3 of 5 cases taken from the unfinished run in out." in resumed.output
    assert asked_again == 2
    assert json.loads(Path("out", "summary.json").read_text())["run"]["resumed"] == 3
    assert results("out") == results("whole")
    assert not Path("out", "unfinished.jsonl").exists()
    assert "5 calls of the chat model, 0 of them answered from the cache" in whole.output


def test_a_chat_model_is_asked_once_and_a_failing_one_gives_no_figures() -> None:
    cases(3)
    with FakeOpenAI(faithful) as server:
        args = ["eval", "suite.jsonl", "--articles", "new", "--model", "openai:test", "--base-url", server.url]
        args += ["--set", "gate_threshold=0"]  # every case is a call
        first = CliRunner().invoke(app, [*args, "--out", "first"])
        second = CliRunner().invoke(app, [*args, "--out", "second"])
        assert len(server.requests) == 3
        server.script = (Reply(status=401),)
        other = CliRunner().invoke(app, [*args, "--out", "other", "--set", "temperature=0.5"])
    assert (first.exit_code, second.exit_code, other.exit_code) == (0, 0, 1)
    assert "3 calls of the chat model, 3 of them answered from the cache" in second.output
    assert results("first") == results("second")
    failed = json.loads(Path("other", "summary.json").read_text())
    assert failed["counts"] == {"answered": 0, "refused": 0, "error": 3}
    assert failed["by_kind"]["all"] == {}
    assert "refused the key" in results("other")[0]["error"]


def test_an_entailment_model_and_a_judge_score_citations_beside_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = make_model(tmp_path / "nli", ("contradiction", "entailment"), 0)
    with FakeOpenAI(Reply('{"reason": "As accepted.", "grade": "correct"}')) as server:
        monkeypatch.setenv("DATELINE_JUDGE_BASE_URL", server.url)
        args = ["eval", "--cases", "suite.jsonl", "--articles", "new", "--out", "out", "--judge", "openai:grader"]
        result = CliRunner().invoke(app, [*args, "--set", f"entailment_model={name}"])
    assert result.exit_code == 0, result.output
    [line] = results("out")
    recalls = {name: line["scores"][f"{name}citation_recall"] for name in ("", "judge_", "entailed_")}
    assert recalls == {"": 1, "judge_": 1, "entailed_": 0}  # a quote proves itself to check and judge
    summary = json.loads(Path("out", "summary.json").read_text())
    record = summary["run"]["entailment"]
    assert (record["name"], record["threshold"], record["not_scored"]) == (name, 0.5, {})
    assert summary["by_kind"]["all"]["entailed_citation_precision"]["mean"] == 0
    page, table = Path("out", "report.html").read_text(), Path("out", "report.md").read_text()
    for text in (page, table):
        assert f"entailment model {name} (supports from 0.5): {record['grades']} grades" in text
        assert "judge openai:grader: 1 grades" in text
        assert "entailment model: sentences that their citations support" in text
    assert "Entailment model</h4>" in page


def test_an_entailment_model_that_is_not_there_costs_nothing(tmp_path: Path) -> None:
    args = ["eval", "--cases", "suite.jsonl", "--articles", "new", "--out", "out"]
    result = CliRunner().invoke(app, [*args, "--set", f"entailment_model={tmp_path / 'nowhere'}"])
    assert result.exit_code == 2
    assert "could not be loaded" in result.output
    assert not Path("out").exists()


@pytest.mark.parametrize("priced", [True, False])
def test_tokens_and_cost_stand_in_table_report_and_json(monkeypatch: pytest.MonkeyPatch, priced: bool) -> None:
    def told(request: Request) -> Reply:
        return replace(faithful(request), usage=(1000, 50))

    def graded(_request: Request) -> Reply:
        return Reply('{"reason": "As accepted.", "grade": "correct"}', usage=(500, 20))

    prices = ("price_input=2", "price_output=8", "judge_price_input=1", "judge_price_output=1") if priced else ()
    with FakeOpenAI(told) as writer, FakeOpenAI(graded) as judge:
        monkeypatch.setenv("DATELINE_BASE_URL", writer.url)
        monkeypatch.setenv("DATELINE_JUDGE_BASE_URL", judge.url)
        args = ["--model", "openai:x", "eval", "--cases", "suite.jsonl", "--articles", "new", "--out", "out"]
        options = [part for price in prices for part in ("--set", price)]
        result = CliRunner().invoke(app, [*args, "--judge", "openai:grader", *options])
    assert result.exit_code == 0, result.output
    summary, [line] = json.loads(Path("out", "summary.json").read_text()), results("out")
    assert json.loads(Path("out", "results.jsonl").read_text())["usage"]["input_tokens"] == 1000
    assert line["cost"] == (0.0024 if priced else None)
    assert summary["run"]["cost"]["a_question"] == (0.0024 if priced else None)
    assert summary["run"]["judge"]["cost"]["total"] == (0.00052 if priced else None)
    assert ("cost" in summary["by_kind"]["all"]) is priced
    cost = "cost 0.0024, 0.0024 a question" if priced else "cost unknown, for no price is set"
    for text in (result.output, Path("out", "report.md").read_text(), Path("out", "report.html").read_text()):
        assert f"1,000 tokens read, 50 written; {cost}; 0 retried" in text
        assert ("500 tokens read, 20 written; cost 0.00052" in text) is priced
        assert "tokens read, a question" in text
        assert ("cost, a question" in text) is priced


def test_a_run_that_cannot_begin_leaves_no_folder() -> None:
    Path("none").mkdir()
    for options in (["--articles", "none"], ["--articles", "gone"], []):  # no article, no folder, no collection
        result = CliRunner().invoke(app, ["eval", "--cases", "suite.jsonl", "--out", "out", *options])
        assert (result.exit_code, result.output.count("\n")) == (2, 1), result.output
        assert not Path("out").exists()
