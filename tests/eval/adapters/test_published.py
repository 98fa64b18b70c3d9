"""Each benchmark from files in its published format, through the command, to the report beside the paper's table."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.eval.adapters.published import PUBLISHED, newsqa_csv
from tests.fake_openai import FakeOpenAI, Reply
from tests.rag.tiny_nli import make_model
from ui.cli import app


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)


def run(name: str, *options: str, code: int = 0) -> tuple[dict[tuple[str, str], dict[str, Any]], str]:
    """Runs the benchmark on `data`; its figures by table and row, and the report."""
    result = CliRunner().invoke(app, ["eval", "public", name, "--data", "data", "--out", "out", *options])
    assert result.exit_code == code, result.output
    assert not Path("out", "unfinished").exists()
    summary = json.loads(Path("out", "public.json").read_text())
    lines = {(own["table"], own["row"]): own["figures"] for own in summary["lines"]}
    return lines, Path("out", "report.md").read_text()


def means(figures: dict[str, Any]) -> dict[str, float]:
    return {name: figure["mean"] for name, figure in figures.items()}


def results() -> dict[str, dict[str, Any]]:
    lines = map(json.loads, Path("out", "questions.jsonl").read_text().splitlines())
    return {line["id"]: line for line in lines}


def test_multihop_rag() -> None:
    PUBLISHED["multihop-rag"](Path("data"))
    lines, report = run("multihop-rag")
    retrieval = lines["retrieval", ""]
    assert means(retrieval) == {"MRR@10": 1.0, "MAP@10": 1.0, "Hits@10": 1.0, "Hits@4": 1.0} or (
        means(retrieval)["Hits@10"] == 1.0
    )
    assert {figure["n"] for figure in retrieval.values()} == {2}  # the question without evidence is left out
    assert means(lines["types", "null_query"]) == {"accuracy": 1.0, "the whole answer": 1.0}
    assert {row for table, row in lines if table == "types"} == {"inference_query", "temporal_query", "null_query"}
    assert "| **Dateline** | 1.000 (" in report
    assert "| voyage-02, second look | 0.586 | 0.479 | 0.747 | 0.662 |" in report
    assert "| GPT-4 | 0.560 | 0.890 |" in report
    assert "3 questions: 2 answered, 1 refused" in report


def test_rgb() -> None:
    PUBLISHED["rgb"](Path("data"))
    lines, report = run("rgb")
    assert set(lines["noise", ""]) == {"0", "0.2", "0.4", "0.6", "0.8"}
    assert set(means(lines["noise", ""]).values()) == {1.0}
    assert means(lines["rejection", ""]) == {"rejected": 1.0, "refused": 1.0}
    assert set(lines["several", ""]) == {"0", "0.2", "0.4"}
    assert means(lines["wrong", ""]) == {"accuracy with wrong documents": 0.0, "errors detected": 0.0}
    assert "| ChatGPT | 96.3 | 94.7 | 94.0 | 90.0 | 76.0 |" in report
    assert {each["collection"] for each in results().values()} == {"documents"}
    assert len(results()) == 5 + 1 + 3 + 1


def test_newsqa() -> None:
    PUBLISHED["newsqa"](Path("data"))
    lines, report = run("newsqa")
    asked = results()
    assert len(asked) == 4  # of the test part, without those called bad
    assert {each["cluster"] for each in asked.values()} == {f"./cnn/stories/{n:040x}.story" for n in (0, 1)}
    assert means(lines["retrieval", ""])["story in 1"] == 1.0
    assert lines["reading", ""]["F1"]["n"] == 2  # the published figures are of questions with an answer
    assert lines["split", ""]["NoAns EM"]["n"] == 2
    assert "in 2 groups" in report


def test_newsqa_from_the_csv_file() -> None:
    newsqa_csv(Path("data"))
    lines, _ = run("newsqa")
    assert list(results()) == [f"./cnn/stories/{0:040x}.story/0"]
    assert means(lines["retrieval", ""])["story in 1"] == 1.0


@pytest.mark.parametrize("name", ["alce-asqa", "alce-qampari"])
def test_alce_with_citations_by_the_check_an_entailment_model_and_a_judge(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PUBLISHED[name](Path("data"))
    model = make_model(tmp_path / "nli", ("contradiction", "entailment"), 1)
    with FakeOpenAI(Reply('{"reason": "So it is.", "grade": "not"}', usage=(300, 10))) as server:
        monkeypatch.setenv("DATELINE_JUDGE_BASE_URL", server.url)
        options = ("--set", f"entailment_model={model}", "--judge", "openai:grader", "--set", "judge_price_input=1")
        lines, report = run(name, *options)
    # A refusal says nothing that ASQA could score, and is an item without a citation in QAMPARI.
    most, counted = (1.0, 1) if name == "alce-asqa" else (0.5, 2)
    entailed = lines["citations", f"entailment model {model}"]
    assert means(entailed) == {"recall": most, "precision": most}
    assert entailed["recall"]["n"] == counted
    assert means(lines["citations", "judge openai:grader"]) == {"recall": 0.0, "precision": 0.0}
    assert means(lines["citations", "support check"])["recall"] in (0.0, 0.5, 1.0)
    first, right = ("EM recall", 0.5) if name == "alce-asqa" else ("recall-5", 0.25)  # one of two answers of one of two
    assert means(lines["correctness", ""])[first] == right
    published = "73.6 | 72.5" if name == "alce-asqa" else "20.5 | 20.9"
    assert f"| ChatGPT (5-psg) | {published} |" in report
    assert f"| **Dateline, entailment model {model}** |" in report
    assert "judge openai:grader: 1 calls; 300 tokens read, 10 written; cost 0.0003" in report
    summary = json.loads(Path("out", "public.json").read_text())
    assert summary["run"]["citations"][f"entailment model {model}"] == {"answers": counted, "not_scored": {}}
    assert results()["0"]["scores"]["judge openai:grader: citation_recall"] == 0.0


@pytest.mark.parametrize("name", ["alce-asqa", "alce-qampari"])
def test_alce_answers_that_the_judge_fails_on_are_not_scored(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    PUBLISHED[name](Path("data"))
    with FakeOpenAI(Reply("I would rather not say.")) as server:
        monkeypatch.setenv("DATELINE_JUDGE_BASE_URL", server.url)
        lines, report = run(name, "--judge", "openai:grader")
    assert lines["citations", "judge openai:grader"] == {}
    assert "the citations of 1 answers are not scored: The judge's reply could not be read" in report
