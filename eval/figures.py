"""From scores to figures: means with intervals, overall and by kind of question; counts; latency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from eval.clusters import clusters
from eval.intervals import Figure, clustered_mean
from eval.measures import MEASURES
from eval.score import Scored
from eval.score.refusals import confusion
from eval.tradeoff import Tradeoff, tradeoff

OVERALL = "all"


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
    tells is absent. `counts` are cases by status, `reasons` refusals by their reason, `refusals` all
    cases as `score.refusals.confusion` counts them. `tradeoff` is None where a suite has no questions of one
    kind. `latency` is by stage, "question" being the whole; the first question, which loads the models,
    stands apart in `first_ms`.
    """

    by_kind: Mapping[str, Mapping[str, Figure]]
    counts: Mapping[str, int]
    reasons: Mapping[str, int]
    latency: Mapping[str, Latency]
    first_ms: float
    problems: tuple[str, ...]
    refusals: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    tradeoff: Tradeoff | None = None

    @property
    def overall(self) -> Mapping[str, Figure]:
        return self.by_kind[OVERALL]


def summarise(scored: Sequence[Scored]) -> Figures:
    """The figures of a run. Errors are in `counts` and in no mean."""
    kinds = dict.fromkeys(item.result.case.kind for item in scored)
    told = [(item, item.result.answer) for item in scored if item.result.answer is not None and not item.failed]
    ids = [item.result.case.case_id for item in scored]
    cluster = dict(zip(ids, clusters([item.gold.about for item in scored]), strict=True))
    by_kind = {OVERALL: _means(scored, cluster)}
    by_kind |= {kind: _means([item for item in scored if item.result.case.kind == kind], cluster) for kind in kinds}
    return Figures(
        by_kind=by_kind,
        counts={"answered": 0, "refused": 0, "error": 0}
        | Counter("error" if item.failed else item.result.status for item in scored),
        reasons=dict(Counter(answer.refusal.reason for _, answer in told if answer.refusal)),
        latency=_latency(scored[1:]),
        first_ms=scored[0].result.ms if scored else 0.0,
        problems=tuple(problem for item in scored for problem in item.gold.problems),
        refusals=confusion((item.result.case, answer) for item, answer in told),
        tradeoff=tradeoff(
            [answer.covered for _, answer in told],
            [item.result.case.answerable for item, _ in told],
            [cluster[item.result.case.case_id] for item, _ in told],
        ),
    )


def _means(scored: Sequence[Scored], cluster: Mapping[str, int]) -> dict[str, Figure]:
    means = {}
    for measure in MEASURES:
        told = [item for item in scored if measure.name in item.scores]
        if told:
            values = [item.scores[measure.name] for item in told]
            groups = [cluster[item.result.case.case_id] for item in told]
            means[measure.name] = clustered_mean(values, groups, measure.bounds)
    return means


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
