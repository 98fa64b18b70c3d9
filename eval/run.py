"""Asks the questions of a suite, several at a time, and keeps what came back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from eval.case import Case
from eval.usage import NO_USAGE, Usage, counting
from index.errors import ModelError
from index.filters import Filters
from rag.answer import Answer, Turn

RETRY_WAITS_S = (1.0, 4.0, 16.0)  # before the second, third and fourth try of a case


class Chain(Protocol):
    """What is put to the test: `NewsChain`, or anything that answers like it."""

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = ...) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a case: its answer, or the error that was raised.

    `ms` is the wall time of the last of its `tries`, milliseconds. `usage` counts the calls of chat models
    of all tries, where the chain asks one through the cache.
    """

    case: Case
    answer: Answer | None
    ms: float
    error: str | None = None
    tries: int = 1
    usage: Usage = NO_USAGE

    @property
    def status(self) -> str:
        """`answered`, `refused` or `error`."""
        return self.answer.status if self.answer else "error"


@dataclass(frozen=True, slots=True)
class Run:
    """The results of a suite in the order of its cases, and the wall time of the whole, in seconds."""

    results: tuple[Result, ...]
    seconds: float


class Step(NamedTuple):
    """How far a run is."""

    done: int
    total: int
    result: Result


def run_suite(
    cases: Sequence[Case],
    chain: Chain,
    progress: Callable[[Step], None] | None = None,
    *,
    workers: int = 1,
    finished: Mapping[str, Result] | None = None,
    keep: Callable[[Result], None] | None = None,
    waits_s: Sequence[float] = RETRY_WAITS_S,
) -> Run:
    """Asks every case, `workers` at a time. One that raises is kept as an error, and the run goes on.

    Where the chat model failed in a way that may pass, the case is asked again after each of `waits_s`
    seconds; an answer that the model failed to write is an error, not an answer. `finished` are results of
    an earlier run, by case id, which are taken as they are; `keep` gets each new result as soon as it is there.
    The first case is asked alone, since it loads the models.
    """
    begin = time.perf_counter()
    results = [(finished or {}).get(case.case_id) for case in cases]
    waiting = [at for at, result in enumerate(results) if result is None]
    stop, lock = threading.Event(), threading.Lock()

    def ask(at: int) -> None:
        result = _ask(cases[at], chain, waits_s, stop)
        with lock:
            if keep:
                keep(result)
            results[at] = result
            if progress:
                progress(Step(len(results) - results.count(None), len(results), result))

    alone = 1 if workers > 1 else len(waiting)
    for at in waiting[:alone]:
        ask(at)
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(ask, at) for at in waiting[alone:]]
        try:
            for future in as_completed(futures):
                future.result()
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Run(tuple(result for result in results if result), time.perf_counter() - begin)


def _ask(case: Case, chain: Chain, waits_s: Sequence[float], stop: threading.Event) -> Result:
    """The case, tried again after each wait while its failure may pass."""
    tries, usage = 0, NO_USAGE
    for wait_s in (*waits_s, None):
        tries += 1
        with counting() as count:
            result, transient = _try(case, chain)
        usage = usage.plus(count.usage)
        if not transient or wait_s is None or stop.wait(wait_s):
            break
    return replace(result, tries=tries, usage=usage)


def _try(case: Case, chain: Chain) -> tuple[Result, bool]:
    """What came of asking once, and whether another try may come to more."""
    begin = time.perf_counter()
    try:
        answer = chain.ask(case.question, case.history, case.filters)
    except Exception as error:  # whatever breaks on one question must not lose the others
        failed = Result(case, None, _ms_since(begin), f"{type(error).__name__}: {error}")
        return failed, isinstance(error, ModelError) and error.transient
    if answer.failure:
        return Result(case, None, _ms_since(begin), f"ModelError: {answer.failure.message}"), answer.failure.transient
    return Result(case, answer, _ms_since(begin)), False


def _ms_since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000
