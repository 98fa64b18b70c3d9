"""A suite from articles to report, with a real library and chain."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval.evaluate import EvalOutcome, evaluate
from eval.figures import summarise
from eval.save import save_summary, summary_of
from index.embed import SentenceTransformerEmbeddings
from index.errors import CaseError
from index.library import Library
from index.settings import IndexSettings
from rag.chain import NewsChain
from tests.eval.made import BRIDGE, BRIDGE_URL, FERRY, FERRY_URL

ARTICLES = (
    {
        "url": FERRY_URL,
        "title": FERRY.title,
        "publisher": "Coast Post",
        "published": "2024-03-05",
        "text": "The ferry Solvei ran aground off Larsholm on Monday. Eleven people were hurt, the coastguard said. "
        "All 212 passengers left by boat before noon.",
    },
    {
        "url": BRIDGE_URL,
        "title": BRIDGE.title,
        "publisher": "Torvik Gazette",
        "published": "2024-07-01",
        "text": "The old Torvik bridge will close on 4 August 2024. The council voted 9 to 3 to close it. "
        "Drivers must use the tunnel until a new bridge opens.",
    },
    {
        "url": "https://news.example/cheese",
        "title": "Cheese prize for Elvik dairy",
        "publisher": "Coast Post",
        "published": "2024-05-20",
        "text": "A dairy in Elvik won the national cheese prize. It has won before. The dairy has six workers.",
    },
)
CASES: tuple[dict[str, Any], ...] = (
    {
        "id": "hurt",
        "question": "How many people were hurt when the ferry Solvei ran aground?",
        "answerable": True,
        "answers": ["11"],
        "evidence": [{"article": FERRY_URL, "quote": "Eleven people were hurt, the coastguard said."}],
    },
    {
        "id": "vote",
        "question": "How did the council vote on closing the Torvik bridge?",
        "kind": "time",
        "as_of": "2024-07-02",
        "answerable": True,
        "answers": ["9 to 3"],
        "evidence": [{"article": BRIDGE_URL, "quote": "The council voted 9 to 3 to close it."}],
    },
    {
        "id": "workers",
        "question": "How many workers does the dairy in Elvik have?",
        "answerable": True,
        "answers": ["6", "six"],
        "evidence": [{"article": "https://news.example/cheese", "quote": "The dairy has six workers."}],
    },
    {
        "id": "none",
        "question": "Who won the chess title in Ulaanbaatar in 1987?",
        "kind": "unanswerable",
        "answerable": False,
    },
)


class Bench:
    """A suite on disk, and the way to run it."""

    def __init__(self, folder: Path, embedder: SentenceTransformerEmbeddings) -> None:
        self.folder = folder
        self.embedder = embedder
        self.articles = folder / "articles.jsonl"
        self.cases = folder / "tiny.jsonl"
        self.articles.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
        self.cases.write_text("\n".join(map(json.dumps, CASES)), encoding="utf-8")
        self.printed = io.StringIO()

    def run(self, out: str, **options: Any) -> EvalOutcome:
        return evaluate(
            self.cases,
            self.folder / out,
            lambda home: Library.open(home, IndexSettings(), self.embedder),
            NewsChain,
            Console(file=self.printed, width=160),
            home=self.folder / "home",
            articles=self.articles,
            **options,
        )


@pytest.fixture
def bench(tmp_path: Path, embedder: SentenceTransformerEmbeddings) -> Bench:
    return Bench(tmp_path, embedder)


def test_a_suite_is_run_and_reported(bench: Bench) -> None:
    outcome = bench.run("first")
    results = [json.loads(line) for line in (bench.folder / "first" / "results.jsonl").read_text().splitlines()]
    summary = json.loads((bench.folder / "first" / "summary.json").read_text())
    assert [result["id"] for result in results] == ["hurt", "vote", "workers", "none"]
    assert outcome.exit_code == 0
    assert outcome.figures.problems == ()
    assert outcome.figures.overall["article_first"].mean == 1
    assert outcome.figures.overall["quotes_verbatim"].mean == 1
    assert outcome.baseline["article_in_4"].mean == 1
    assert (summary["cases"], summary["articles"], summary["suite"]) == (4, 3, "tiny")
    assert "api_key" not in summary["settings"]["rag"]
    assert (bench.folder / "first" / "report.html").read_text().startswith("<!doctype html>")
    assert "| correct" in (bench.folder / "first" / "report.md").read_text()
    assert "plain recipe" in bench.printed.getvalue()


def test_a_second_run_finds_the_articles_indexed_and_is_compared_with_the_first(bench: Bench) -> None:
    first = bench.run("first", with_baseline=False)
    second = bench.run("second", with_baseline=False, compare_with=bench.folder / "first")
    assert second.figures.by_kind == first.figures.by_kind
    assert "came right: none" in bench.printed.getvalue()
    assert "went wrong: none" in bench.printed.getvalue()


def test_a_missed_threshold_fails_the_run_and_is_named(bench: Bench) -> None:
    bench.cases.with_suffix(".thresholds.toml").write_text("[minimum]\nwords_shown = 1000\n")
    outcome = bench.run("first", with_baseline=False)
    assert outcome.exit_code == 1
    assert "Below threshold: words_shown is" in bench.printed.getvalue()


def test_a_wrong_suite_costs_nothing(bench: Bench) -> None:
    bench.cases.write_text("{}\n")
    with pytest.raises(CaseError, match="line 1"):
        bench.run("first")
    assert not (bench.folder / "home").exists()
    assert not (bench.folder / "first").exists()


def test_a_run_that_shares_no_case_is_refused_before_anything_is_asked(bench: Bench) -> None:
    other = {"id": "other", "question": "?", "status": "answered", "scores": {}}
    (bench.folder / "earlier").mkdir()
    (bench.folder / "earlier" / "results.jsonl").write_text(json.dumps(other) + "\n")
    save_summary(
        summary_of(summarise(()), {}, {}, suite="other", articles=1, seconds=1.0, missed=()), bench.folder / "earlier"
    )
    with pytest.raises(CaseError, match="share no case"):
        bench.run("first", compare_with=bench.folder / "earlier")
    assert not (bench.folder / "home").exists()


def test_names_and_ids_that_others_wrote_cannot_steer_the_terminal(bench: Bench) -> None:
    evidence = [{"article": "https://news.example/\x1b[31m", "quote": "\x1b]0;owned\x07"}]
    case = {"id": "a\x1b[2J\nb", "question": "Who won?", "answerable": True, "evidence": evidence}
    bench.cases.write_text(json.dumps(case))
    (bench.folder / "articles").mkdir()
    (bench.folder / "articles" / "photo\x1b[2J.xyz").write_bytes(b"x")
    bench.articles = bench.articles.rename(bench.folder / "articles" / "news.jsonl").parent
    bench.run("first", with_baseline=False)
    bench.run("second", with_baseline=False, compare_with=bench.folder / "first")
    printed = bench.printed.getvalue()
    assert "\x1b" not in printed
    assert "\x07" not in printed
    assert "Gold evidence: a[2J b: no stored article is https://news.example/[31m" in printed
    [skipped] = {line for line in printed.splitlines() if line.startswith("Skipped")}
    assert skipped.count("photo[2J.xyz") == 1
