"""Asking a suite: several at a time, retried, and in the order of the cases."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from eval.cache import cached
from eval.case import Case
from eval.figures import summarise
from eval.run import Result, Step, run_suite
from eval.score import score_results
from eval.usage import Usage
from index.embed import SentenceTransformerEmbeddings
from index.errors import DatelineError, ModelError
from index.filters import Filters
from index.library import Library
from rag.answer import Answer, ModelFailure, Turn
from rag.chain import NewsChain
from rag.models import open_chat_model
from rag.settings import RagSettings
from tests.eval.made import STORED, hurt_case, quoted, refused
from tests.eval.test_evaluate import ARTICLES
from tests.eval.test_evaluate import CASES as ASKED
from tests.fake_openai import FakeOpenAI, Reply, faithful

CASES = tuple(Case(f"case {number}", f"Question {number}?", answerable=True) for number in range(8))
QUESTIONS = tuple(case["question"] for case in ASKED)


class Scripted:
    """Answers each question from what is next in its script: an answer, or an error to raise."""

    def __init__(self, *script: Answer | Exception) -> None:
        self.script = script
        self.asked: dict[str, int] = {}

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:  # noqa: ARG002
        turn = self.asked.setdefault(question, 0)
        self.asked[question] += 1
        step = self.script[min(turn, len(self.script) - 1)]
        if isinstance(step, Exception):
            raise step
        return step


class Rendezvous:
    """Answers the first question at once, and then only when two are being asked at the same time."""

    def __init__(self) -> None:
        self.barrier = threading.Barrier(2, timeout=30)
        self.asked: list[str] = []

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:  # noqa: ARG002
        self.asked.append(question)
        if len(self.asked) > 1:
            self.barrier.wait()
        return replace(refused(), question=question)


def test_several_are_asked_at_a_time_and_the_results_stand_in_the_order_of_the_cases() -> None:
    steps: list[Step] = []
    kept: list[Result] = []
    run = run_suite(CASES[:7], Rendezvous(), steps.append, workers=2, keep=kept.append)
    assert [result.case for result in run.results] == list(CASES[:7])
    assert all(result.answer and result.answer.question == result.case.question for result in run.results)
    assert [(step.done, step.total) for step in steps] == [(done, 7) for done in range(1, 8)]
    assert sorted(result.case.case_id for result in kept) == [case.case_id for case in CASES[:7]]


def test_the_first_is_asked_alone() -> None:
    chain = Rendezvous()
    run_suite(CASES[:3], chain, workers=8)
    assert chain.asked[0] == CASES[0].question


def test_what_an_earlier_run_has_finished_is_not_asked() -> None:
    finished = {case.case_id: Result(case, refused(), 1.0) for case in CASES[:5]}
    chain = Scripted(refused())
    run = run_suite(CASES, chain, finished=finished, workers=2)
    assert sorted(chain.asked) == [case.question for case in CASES[5:]]
    assert [result.case for result in run.results] == list(CASES)


@pytest.mark.parametrize(
    "failure",
    [
        ModelError("It is busy.", transient=True),
        replace(quoted(), failure=ModelFailure("It is busy.", transient=True)),
    ],
    ids=["raised", "in the answer"],
)
def test_a_failure_that_may_pass_is_tried_again(failure: Answer | Exception) -> None:
    [result] = run_suite(CASES[:1], Scripted(failure, failure, refused()), waits_s=(0, 0, 0)).results
    assert (result.status, result.tries, result.error) == ("refused", 3, None)


@pytest.mark.parametrize(
    ("failure", "tries", "error"),
    [
        (ModelError("It is busy.", transient=True), 3, "ModelError: It is busy."),
        (replace(quoted(), failure=ModelFailure("No key.", transient=False)), 1, "ModelError: No key."),
        (ModelError("No key."), 1, "ModelError: No key."),
        (DatelineError("Too long."), 1, "DatelineError: Too long."),
        (ZeroDivisionError("by zero"), 1, "ZeroDivisionError: by zero"),
    ],
)
def test_a_failure_that_stays_is_an_error_and_no_number(failure: Answer | Exception, tries: int, error: str) -> None:
    cases = (hurt_case(question="Question?"), hurt_case(case_id="other"))
    chain = Scripted(failure)
    run = run_suite(cases, chain, waits_s=(0, 0))
    assert [(result.error, result.tries) for result in run.results] == [(error, tries)] * 2
    figures = summarise(score_results(run.results, STORED.get))
    assert figures.counts == {"answered": 0, "refused": 0, "error": 2}
    assert dict(figures.overall) == {}


def test_an_interrupted_run_asks_no_further_and_does_not_wait_for_retries() -> None:
    def interrupt(step: Step) -> None:
        if step.done == 2:
            raise KeyboardInterrupt

    class Flaky(Scripted):
        def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:
            if question == CASES[1].question:
                raise ModelError("It is busy.", transient=True)
            return super().ask(question, history, filters)

    chain = Flaky(refused())
    with pytest.raises(KeyboardInterrupt):
        run_suite(CASES, chain, interrupt, workers=2, waits_s=(3600,))
    assert len(chain.asked) < len(CASES)


def test_calls_and_tokens_are_counted_by_case_and_time_from_the_cache_is_no_latency(tmp_path: Path) -> None:
    class Asking:
        def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:  # noqa: ARG002
            model.invoke(question)
            return quoted()

    with FakeOpenAI(Reply("Yes.")) as server:
        settings = RagSettings(model="openai:test", base_url=server.url)
        model = cached(open_chat_model(settings), tmp_path / "calls.sqlite")
        first = run_suite(CASES, Asking(), workers=3)
        second = run_suite(CASES, Asking(), workers=3)
    assert [result.usage for result in first.results] == [Usage(calls=1, untold=1)] * 8
    assert [result.usage for result in second.results] == [Usage(calls=1, cached=1, untold=1, cached_untold=1)] * 8
    assert summarise(score_results(first.results, STORED.get)).latency["question"].n == 7
    assert summarise(score_results(second.results, STORED.get)).latency == {}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("news")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    with Library.open(folder / "home", embedder=embedder) as opened:
        opened.sync([folder / "articles.jsonl"])
        yield opened


@pytest.mark.parametrize("model", ["builtin", "openai:scripted"])
def test_any_number_of_workers_comes_to_the_same_answers(library: Library, tmp_path: Path, model: str) -> None:
    suite = [
        Case(f"{number}", question, answerable=True, history=history)
        for history in ((), (Turn("user", "What happened in Larsholm?"),))
        for number, question in enumerate(QUESTIONS, start=4 * len(history))
    ]
    with FakeOpenAI(faithful) as server:
        settings = RagSettings(model=model, base_url=server.url)
        chat_model = None if model == "builtin" else cached(open_chat_model(settings), tmp_path / "calls.sqlite")
        chain = NewsChain(library, settings, chat_model)
        alone = run_suite(suite, chain)
        together = run_suite(suite, chain, workers=4)
    assert [result.error for result in alone.results] == [None] * len(suite)
    assert [untimed(result) for result in alone.results] == [untimed(result) for result in together.results]
    assert {result.status for result in alone.results} == {"answered", "refused"}


def untimed(result: Result) -> Answer | None:
    """The answer but for its times."""
    return result.answer and replace(result.answer, timings_ms={})
