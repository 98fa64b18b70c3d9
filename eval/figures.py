"""From scores to figures: means with intervals, overall and by kind of question; counts; latency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.measures import MEASURES
from eval.score import Scored

OVERALL = "all"
_RESAMPLES = 2000
_SEED = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `n` cases with its 95% interval."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds: half of the questions took at most `p50`, 19 of 20 at most `p95`."""

    p50: float
    p95: float
    n: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run comes to.

    `by_kind[kind][name]` are the means, with `OVERALL` as the first kind; a figure that no case of a kind
    tells is absent. `counts` are cases by status, `reasons` refusals by their reason. `latency` is by
    stage, "question" being the whole; the first question, which loads the models, stands apart in `first_ms`.
    """

    by_kind: Mapping[str, Mapping[str, Figure]]
    counts: Mapping[str, int]
    reasons: Mapping[str, int]
    latency: Mapping[str, Latency]
    first_ms: float
    problems: tuple[str, ...]

    @property
    def overall(self) -> Mapping[str, Figure]:
        return self.by_kind[OVERALL]


def summarise(scored: Sequence[Scored]) -> Figures:
    """The figures of a run. Errors are in `counts` and in no mean."""
    kinds = dict.fromkeys(item.result.case.kind for item in scored)
    by_kind = {OVERALL: _means(scored)}
    by_kind |= {kind: _means([item for item in scored if item.result.case.kind == kind]) for kind in kinds}
    answers = [item.result.answer for item in scored if item.result.answer and not item.failed]
    return Figures(
        by_kind=by_kind,
        counts={"answered": 0, "refused": 0, "error": 0}
        | Counter("error" if item.failed else item.result.status for item in scored),
        reasons=dict(Counter(answer.refusal.reason for answer in answers if answer.refusal)),
        latency=_latency(scored[1:]),
        first_ms=scored[0].result.ms if scored else 0.0,
        problems=tuple(problem for item in scored for problem in item.gold.problems),
    )


def bootstrap(values: Sequence[float]) -> Figure:
    """The mean and its 95% interval by the percentile bootstrap over cases (Efron and Tibshirani 1993,
    "An Introduction to the Bootstrap", ch. 13). The seed is fixed: the same scores give the same interval.
    """
    data = np.asarray(values, dtype=float)
    draws = np.random.default_rng(_SEED).integers(0, len(data), (_RESAMPLES, len(data)))
    low, high = np.percentile(data[draws].mean(axis=1), [2.5, 97.5])
    return Figure(float(data.mean()), float(low), float(high), len(data))


def _means(scored: Sequence[Scored]) -> dict[str, Figure]:
    columns = {m.name: [item.scores[m.name] for item in scored if m.name in item.scores] for m in MEASURES}
    return {name: bootstrap(values) for name, values in columns.items() if values}


def _latency(scored: Sequence[Scored]) -> dict[str, Latency]:
    """By stage, over the questions that went through it; a chat model's reply from the cache took no time."""
    times: dict[str, list[float]] = {}
    for item in scored:
        if item.result.answer is None or item.failed or item.result.usage.cached:
            continue
        times.setdefault("question", []).append(item.result.ms)
        for stage, ms in item.result.answer.timings_ms.items():
            if stage != "total":
                times.setdefault(stage, []).append(ms)
    return {
        stage: Latency(float(np.percentile(ms, 50)), float(np.percentile(ms, 95)), len(ms))
        for stage, ms in times.items()
    }
