"""How often a 95% interval holds the truth: `python -m eval.coverage` makes scores of which it is known.

Cases of one cluster come out alike: a cluster's own share is drawn from a beta distribution around the truth, so
that two of its cases correlate by `alike`. Beside the interval in force stands the one that drawing whole clusters
anew gives (percentile bootstrap), which it replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.intervals import SHARE, bootstrap_of, clustered_mean, paired_mean, wilson
from eval.tradeoff import auc

LAYOUTS = {
    "the samples' 161 in 22 groups": (37, 24, 21, 20, 11, 10, 5, 4, 4, *[3] * 5, *[2] * 2, *[1] * 6),
    "120 in 13 groups": (24, 18, 15, 12, 11, 10, 8, 7, 5, 4, 3, 2, 1),
    "40 in 8 groups": (5,) * 8,
    "17 in 6 groups": (6, 4, 3, 2, 1, 1),
}
_SHARES = (0.5, 0.75, 0.9, 0.97)
_ALIKE = (0.0, 0.1, 0.3)
_SEED = 20
_SLACK = 1e-9

Interval = Callable[[Sequence[float], Sequence[int]], tuple[float, float]]


class Coverage(NamedTuple):
    """The share of the trials in which the interval held the truth, and how wide it was on average."""

    held: float
    width: float


def coverage(interval: Interval, sizes: Sequence[int], share: float, alike: float, trials: int) -> Coverage:
    """Of an interval for a share, over so many made runs. The seed is fixed."""
    random = np.random.default_rng(_SEED)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    held, width = 0, 0.0
    for _ in range(trials):
        right = random.random(len(groups)) < _leaning(random, share, alike, groups)
        low, high = interval(right.astype(float).tolist(), groups.tolist())
        held += low - _SLACK <= share <= high + _SLACK
        width += high - low
    return Coverage(held / trials, width / trials)


def in_force(values: Sequence[float], groups: Sequence[int]) -> tuple[float, float]:
    """The interval of a report."""
    figure = clustered_mean(values, groups, SHARE)
    return figure.low, figure.high


def drawn_anew(values: Sequence[float], groups: Sequence[int], resamples: int = 500) -> tuple[float, float]:
    """The percentiles of the means of drawn clusters; Wilson's where all values are the same."""
    sums, sizes = np.bincount(groups, values), np.bincount(groups)
    if 0 in (sums.sum(), (sizes - sums).sum()):
        return wilson(float(sums.sum() > 0), len(sizes))
    draws = np.random.default_rng(_SEED).integers(0, len(sizes), (resamples, len(sizes)))
    low, high = np.percentile(sums[draws].sum(axis=1) / sizes[draws].sum(axis=1), [2.5, 97.5])
    return float(low), float(high)


def paired_coverage(sizes: Sequence[int], won: float, lost: float, alike: float, trials: int) -> Coverage:
    """Of the interval of a paired difference, where such shares of the cases are won and lost."""
    random = np.random.default_rng(_SEED)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    held, width = 0, 0.0
    for _ in range(trials):
        changed = random.random(len(groups)) < won + lost
        better = random.random(len(groups)) < _leaning(random, won / (won + lost), alike, groups)
        figure = paired_mean(np.where(changed, np.where(better, 1.0, -1.0), 0.0).tolist(), groups.tolist(), SHARE)
        held += figure.low <= won - lost <= figure.high
        width += figure.high - figure.low
    return Coverage(held / trials, width / trials)


def area_coverage(sizes: Sequence[int], others: int, apart: float, trials: int) -> Coverage:
    """Of the interval of the area under a curve: confidences of answerable questions in clusters, that share a third
    of their variance, lie `apart` standard deviations above those of `others` unanswerable ones.
    """
    from scipy.special import ndtr

    random = np.random.default_rng(_SEED)
    groups = np.concatenate([np.repeat(np.arange(len(sizes)), sizes), len(sizes) + np.arange(others)])
    answerable = np.arange(len(groups)) < sum(sizes)
    truth = float(ndtr(apart / np.sqrt(2)))
    held, width = 0, 0.0
    for _ in range(trials):
        own, shared = random.normal(size=len(groups)), random.normal(size=int(groups.max()) + 1)
        sure = np.sqrt(2 / 3) * own + np.sqrt(1 / 3) * shared[groups] + apart * answerable

        def area(at: NDArray[np.intp], sure: NDArray[np.float64] = sure) -> float | None:
            return auc(sure[at][answerable[at]], sure[at][~answerable[at]])

        figure = bootstrap_of(area, groups.tolist(), len(sizes), resamples=200)
        if figure is not None:
            held += figure.low <= truth <= figure.high
            width += figure.high - figure.low
    return Coverage(held / trials, width / trials)


def _leaning(random: np.random.Generator, share: float, alike: float, groups: NDArray[np.intp]) -> NDArray[np.float64]:
    """Each case's chance, that of its cluster."""
    count = int(groups.max()) + 1
    if not alike:
        return np.full(len(groups), share)
    rest = 1 / alike - 1
    return random.beta(share * rest, (1 - share) * rest, count)[groups]


def _lines(trials: int) -> Iterator[str]:
    yield "| cases | interval in force: held, least | width | clusters drawn anew: held, least | width |"
    yield "|---|---|---|---|---|"
    for name, sizes in LAYOUTS.items():
        cells = []
        for interval in (in_force, drawn_anew):
            found = [coverage(interval, sizes, share, alike, trials) for share in _SHARES for alike in _ALIKE]
            held = [each.held for each in found]
            cells.append(f"{np.mean(held):.3f}, {min(held):.3f} | {np.mean([each.width for each in found]):.2f}")
        yield f"| {name} | {' | '.join(cells)} |"
    sizes = LAYOUTS["the samples' 161 in 22 groups"]
    paired = [paired_coverage(sizes, 0.05, lost, alike, trials) for lost in (0.05, 0.1) for alike in _ALIKE]
    held = [each.held for each in paired]
    width = np.mean([each.width for each in paired])
    yield f"| differences of pairs, the same cases | {np.mean(held):.3f}, {min(held):.3f} | {width:.2f} | | |"
    area = area_coverage(sizes, 45, 1.0, max(trials // 5, 1))
    yield f"| area under the curve, with 45 others | {area.held:.3f} | {area.width:.2f} | | |"


def main(trials: int = 1000) -> None:
    """Prints the table: mean and least over shares of .5 to .97 and clusters alike by 0 to .3."""
    import sys

    sys.stdout.writelines(f"{text}\n" for text in _lines(trials))


if __name__ == "__main__":
    main()
