"""Asks the questions of a suite, one after the other, and keeps what came back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from eval.case import Case
from index.filters import Filters
from rag.answer import Answer, Turn


class Chain(Protocol):
    """What is put to the test: `NewsChain`, or anything that answers like it."""

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = ...) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a case: its answer, or the error that was raised. `ms` is wall time, milliseconds."""

    case: Case
    answer: Answer | None
    ms: float
    error: str | None = None

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


def run_suite(cases: Sequence[Case], chain: Chain, progress: Callable[[Step], None] | None = None) -> Run:
    """Asks every case. One that raises is kept as an error, and the run goes on."""
    begin = time.perf_counter()
    results: list[Result] = []
    for case in cases:
        results.append(_ask(case, chain))
        if progress:
            progress(Step(len(results), len(cases), results[-1]))
    return Run(tuple(results), time.perf_counter() - begin)


def _ask(case: Case, chain: Chain) -> Result:
    begin = time.perf_counter()
    try:
        answer = chain.ask(case.question, case.history, case.filters)
    except Exception as error:  # whatever breaks on one question must not lose the others
        return Result(case, None, _ms_since(begin), f"{type(error).__name__}: {error}")
    return Result(case, answer, _ms_since(begin))


def _ms_since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000
