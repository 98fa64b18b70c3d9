"""Whether the gate's probability means what it says: of the questions that get .7, are seven in ten answerable?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.clusters import clusters
from eval.intervals import SHARE, clustered_mean
from eval.saved_case import SavedResult

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The `n` questions whose probability lies from `low` to `high`; `mean` is the mean of these probabilities.

    `answerable`: the share that have an answer, with its 95% interval. `answered_right`: the share
    that got the right one; an unanswerable question never does.
    """

    low: float
    high: float
    n: int
    mean: float
    answerable: float
    interval: tuple[float, float]
    answered_right: float


def reliability(results: Sequence[SavedResult]) -> tuple[Bin, ...]:
    """Ten bins of equal width, those with questions in them (the reliability diagram of DeGroot and Fienberg
    1983). Questions without a probability, for which nothing was found, stay out.
    """
    filled: dict[int, list[tuple[SavedResult, int]]] = {}
    for result, group in zip(results, clusters([result.about for result in results]), strict=True):
        if result.covered is not None:
            filled.setdefault(min(int(result.covered * _BINS), _BINS - 1), []).append((result, group))
    return tuple(_bin(at, held) for at, held in sorted(filled.items()))


def calibration_error(bins: Sequence[Bin]) -> float:
    """How far the probability is from the share that is answerable, on average over the questions, 0 to 1
    (Guo et al. 2017, "On Calibration of Modern Neural Networks", ICML: expected calibration error).
    """
    total = sum(item.n for item in bins)
    return sum(item.n * abs(item.mean - item.answerable) for item in bins) / total if total else 0.0


def _bin(at: int, grouped: Sequence[tuple[SavedResult, int]]) -> Bin:
    held, groups = [result for result, _ in grouped], [group for _, group in grouped]
    n = len(held)
    answerable = clustered_mean([float(result.answerable) for result in held], groups, SHARE)
    return Bin(
        low=at / _BINS,
        high=(at + 1) / _BINS,
        n=n,
        mean=sum(result.covered or 0.0 for result in held) / n,
        answerable=answerable.mean,
        interval=(answerable.low, answerable.high),
        answered_right=sum(result.answerable and result.scores.get("right", 0.0) for result in held) / n,
    )
