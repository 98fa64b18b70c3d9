"""The run of a public benchmark: several questions at a time, tried again, gone on with, a part, errors apart."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from eval.adapters import find_benchmark
from eval.adapters.evaluate import PublicOutcome, evaluate_public
from eval.run import run_suite
from index.embed import SentenceTransformerEmbeddings
from index.errors import CaseError, ModelError
from index.filters import Filters
from index.library import Library
from rag.answer import Answer, Turn
from rag.chain import NewsChain
from tests.eval.adapters.made import write_json
from tests.eval.adapters.published import BRIDGE, DAIRY, FERRY, rgb
from tests.fake_openai import FakeOpenAI, Reply, Request, faithful
from ui.cli import app

ROOT = Path(__file__).parents[3]
ASKED: dict[str, list[tuple[str, str | None]]] = {
    FERRY: [("How many people were hurt on the ferry?", "Eleven"), ("How many passengers left by boat?", "212")],
    BRIDGE: [("Who designed the Torvik bridge?", "Ada Brandt"), ("When did the Torvik bridge open?", "1931")],
    DAIRY: [("How many workers does the dairy have?", "six"), ("What is the name of the dairy's dog?", None)],
}


def squad(folder: Path) -> None:
    """Three articles of one paragraph, two questions each."""
    data, number = [], 0
    for at, (text, questions) in enumerate(ASKED.items()):
        asked = []
        for question, answer in questions:
            number += 1
            answers = [{"text": answer, "answer_start": text.index(answer)}] if answer else []
            asked.append({"id": f"q{number}", "question": question, "answers": answers, "is_impossible": not answers})
        data.append({"title": f"Article_{at}", "paragraphs": [{"context": text, "qas": asked}]})
    write_json(folder / "dev-v2.0.json", {"version": "v2.0", "data": data})


class Chained(NewsChain):
    """The chain, with a word in the way of some questions, and a record of them."""

    asked: list[str]
    fails: dict[str, list[BaseException]]

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:
        self.asked.append(question)
        if self.fails.get(question):
            raise self.fails[question].pop(0)
        return super().ask(question, history, filters)


class Bench:
    """A made benchmark in a folder, and the way to run it."""

    def __init__(self, folder: Path, embedder: SentenceTransformerEmbeddings) -> None:
        self.folder, self.embedder = folder, embedder
        self.printed = io.StringIO()
        self.asked: list[str] = []
        squad(folder / "data")

    def run(self, name: str = "squad-2.0", out: str = "out", fails: Any = None, **options: Any) -> PublicOutcome:
        def chain(library: Library) -> NewsChain:
            made = Chained(library)
            made.asked, made.fails = self.asked, dict(fails or {})
            return made

        return evaluate_public(
            find_benchmark(name),
            self.folder / "data",
            self.folder / out,
            lambda home: Library.open(home, embedder=self.embedder),
            chain,
            Console(file=self.printed, width=200),
            home=self.folder / "home",
            **options,
        )

    def summary(self, out: str = "out") -> Any:
        return json.loads((self.folder / out / "public.json").read_text())


@pytest.fixture
def bench(tmp_path: Path, embedder: SentenceTransformerEmbeddings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr("eval.adapters.evaluate.run_suite", partial(run_suite, waits_s=(0.0, 0.0)))
    yield Bench(tmp_path, embedder)


def test_any_number_of_workers_comes_to_the_same_and_intervals_are_over_articles(bench: Bench) -> None:
    alone, together = bench.run(), bench.run(out="again", workers=4)
    assert alone.counted == together.counted
    figures = {line.table: line.figures for line in alone.counted.lines}
    assert (figures["reading"]["F1"].n, figures["reading"]["F1"].clusters) == (6, 3)
    assert "n = 6 in 3 groups" in bench.printed.getvalue()


def test_what_fails_for_the_moment_is_tried_again_and_an_error_is_not_scored(bench: Bench) -> None:
    busy = [ModelError("It is busy.", transient=True), ModelError("It is busy.", transient=True)]
    fails = {"Who designed the Torvik bridge?": busy, "How many passengers left by boat?": [OSError("gone")]}
    outcome = bench.run(fails=fails)
    assert outcome.exit_code == 1
    assert set(outcome.counted.scores) == {"q1", "q3", "q4", "q5", "q6"}
    figures = {line.table: line.figures for line in outcome.counted.lines}
    assert figures["reading"]["F1"].n == 5  # neither right nor wrong
    assert bench.summary()["run"]["retries"] == 2
    printed = bench.printed.getvalue()
    assert "6 questions:" in printed
    assert "1 not scored, for an error" in printed
    assert "1 questions ended in an error and are not scored. The first: OSError" in printed
    [failed] = [
        line
        for line in map(json.loads, (bench.folder / "out" / "questions.jsonl").read_text().splitlines())
        if line["status"] == "error"
    ]
    assert (failed["id"], failed["scores"]) == ("q2", {})


def test_all_questions_failing_leaves_no_figures(bench: Bench) -> None:
    outcome = bench.run(fails={question: [OSError()] for asked in ASKED.values() for question, _ in asked})
    assert outcome.exit_code == 1
    assert not any(line.figures for line in outcome.counted.lines)


def test_a_stopped_run_goes_on_where_it_was(bench: Bench) -> None:
    with pytest.raises(KeyboardInterrupt):
        bench.run(fails={"When did the Torvik bridge open?": [KeyboardInterrupt()]})
    assert not (bench.folder / "out" / "public.json").exists()
    stopped = len(bench.asked)
    outcome = bench.run()
    assert (stopped, len(bench.asked) - stopped) == (4, 3)
    assert "3 of 6 questions taken from the unfinished run" in bench.printed.getvalue()
    assert bench.summary()["run"]["resumed"] == 3
    assert outcome.counted == bench.run(out="whole").counted
    assert not (bench.folder / "out" / "unfinished").exists()


def test_a_sample_has_each_kind_in_its_share_and_other_samples_other_questions(bench: Bench) -> None:
    bench.run(sample=3)
    asked = bench.summary()["questions"]
    bench.run(out="other", sample=3, seed=5)
    ids = [
        [json.loads(line)["id"] for line in (bench.folder / out / "questions.jsonl").read_text().splitlines()]
        for out in ("out", "other")
    ]
    assert (asked, len(ids[1])) == (3, 3)
    assert ids[0] != ids[1]
    assert "A sample of 3 questions, each kind in its share." in bench.printed.getvalue()


def test_only_what_the_questions_asked_may_be_answered_from_is_indexed(bench: Bench) -> None:
    rgb(bench.folder / "data")
    bench.run("rgb", sample=1)
    with Library.open(bench.folder / "home" / "documents", embedder=bench.embedder) as library:
        assert 0 < library.overview().articles <= 5


def test_two_runs_do_not_write_into_one_folder(bench: Bench) -> None:
    class Meanwhile(Chained):
        def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:
            with pytest.raises(CaseError, match="Another evaluation is writing"):
                evaluate_public(
                    find_benchmark("squad-2.0"),
                    bench.folder / "data",
                    bench.folder / "out",
                    lambda home: Library.open(bench.folder / "elsewhere" / home.name, embedder=bench.embedder),
                    NewsChain,
                    Console(file=io.StringIO()),
                    home=bench.folder / "elsewhere",
                )
            return NewsChain.ask(self, question, history, filters)

    evaluate_public(
        find_benchmark("squad-2.0"),
        bench.folder / "data",
        bench.folder / "out",
        lambda home: Library.open(home, embedder=bench.embedder),
        Meanwhile,
        Console(file=io.StringIO()),
        home=bench.folder / "home",
        limit=1,
    )


def test_a_killed_run_of_the_command_goes_on_and_tells_what_it_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    squad(Path("data"))
    reached, let_go = threading.Event(), threading.Event()

    def script(request: Request) -> Reply:
        if len(server.requests) == 3 and not let_go.is_set():
            reached.set()
            let_go.wait(60)
        said = faithful(request)
        return Reply(said.text, usage=(1000, 50))

    with FakeOpenAI(script) as server:
        args = [
            *("eval", "public", "squad-2.0", "--data", "data", "--out", "out", "--workers", "1"),
            *("--model", "openai:test", "--base-url", server.url, "--set", "precision=float32"),
            *("--set", "gate_threshold=0", "--set", "price_input=2"),  # every question is a call
        ]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        killed = subprocess.Popen([sys.executable, "-m", "ui", *args], env=environment)
        assert reached.wait(300)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        let_go.set()
        assert not Path("out", "public.json").exists()
        resumed = CliRunner().invoke(app, args)
    assert resumed.exit_code == 0, resumed.output
    assert "2 of 6 questions taken from the unfinished run in out." in resumed.output
    run = json.loads(Path("out", "public.json").read_text())["run"]
    assert run["resumed"] == 2
    assert run["usage"]["input_tokens"] == 6000
    assert run["cost"]["total"] == pytest.approx(0.012)
    assert "cost 0.012, 0.002 a question" in resumed.output
    assert not Path("out", "unfinished").exists()
