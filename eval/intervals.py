"""Means with 95% intervals, where cases about one article are not independent of each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from eval.clusters import numbered, spread

FEW = 5  # cases, or clusters of them, under which an interval says little
FEWEST = 20  # cases under which a figure leaving its interval tells no regression: one case moves it too far
SHARE = (0.0, 1.0)  # the bounds of a share
_FEW_CLUSTERS = 30  # under which their number is told with the interval
_SEED = 20
_Z = 1.959964  # 97.5% point of the normal distribution
_TAIL = 0.975


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `n` cases with its 95% interval; `clusters` counts the groups of cases that share an article."""

    mean: float
    low: float
    high: float
    n: int
    clusters: int = 0

    @property
    def few(self) -> bool:
        """Whether there are so few cases, or groups of them, that the interval says little."""
        return min(self.n, self.clusters or self.n) < FEW

    @property
    def groups(self) -> str:
        """` in 22 groups`, where there are fewer than 30 and fewer than cases: on them the interval rests; else ``."""
        grouped = 0 < self.clusters < min(self.n, _FEW_CLUSTERS)
        return f" in {self.clusters} group{'s' * (self.clusters > 1)}" if grouped else ""


def clustered_mean(
    values: Sequence[float], groups: Sequence[Hashable] = (), bounds: tuple[float, float] | None = None
) -> Figure:
    """The mean of the values of cases, one or more, and its 95% interval. `groups` names each case's cluster;
    without it, each case is its own. `bounds` are the least and the greatest value that there can be, if any.

    The spread is the cluster-robust one with the degrees of freedom that few clusters leave (`clusters.spread`):
    drawing whole clusters anew, the bootstrap's way, gives intervals too narrow with few clusters (Cameron, Gelbach
    and Miller 2008, "Bootstrap-Based Improvements for Inference with Clustered Errors", RES 90). Between bounds, the
    interval is Wilson's (1927, JASA 22) for as many independent cases as would spread as much, with Student's t
    (Korn and Graubard 1998, "Confidence Intervals for Proportions with Small Expected Number of Positive Counts
    Estimated from Survey Data", Survey Methodology 24, for the number), so that it never leaves them; else it is
    the mean and t times the error. `eval.coverage` tells how often each holds the truth.

    Where all values are the same, or there is one cluster, nothing tells the spread: between bounds, Wilson's
    interval has one observation a cluster (8 of 8 is not certain; within bounds no distribution varies more than
    the one it assumes); without bounds it is the least and the greatest value.
    """
    data, cluster = np.asarray(values, dtype=float), numbered(groups or range(len(values)))
    count, mean = int(cluster.max()) + 1, float(data.mean())
    alike = count < 2 or bool(np.all(data == data[0]))
    if bounds is None:
        low, high = (float(data.min()), float(data.max())) if alike else _around(mean, data, cluster)
    else:
        least, width = bounds[0], bounds[1] - bounds[0]
        share = min(1.0, max(0.0, (mean - least) / width))
        if alike:
            low, high = wilson(share, count)
        else:
            error, freedom = spread(data, cluster)
            low, high = wilson(share, share * (1 - share) * (width / error) ** 2, _t(freedom))
        low, high = (least + place * width for place in (low, high))
    return Figure(mean, low, high, len(data), count)


def paired_mean(
    differences: Sequence[float], groups: Sequence[Hashable] = (), bounds: tuple[float, float] | None = None
) -> Figure:
    """The mean of paired differences with its 95% interval: the mean and t times the clustered error, kept within
    what two scores within `bounds` can differ by.

    Where all pairs differ alike, it is Wilson's interval with one observation a cluster; where none differs, the
    shares that may get better or worse are at most what Wilson's interval leaves.
    """
    if bounds is None:
        return clustered_mean(differences, groups)
    data, cluster = np.asarray(differences, dtype=float), numbered(groups or range(len(differences)))
    count, width = int(cluster.max()) + 1, bounds[1] - bounds[0]
    if not data.any():
        most = width * wilson(0.0, count)[1]
        return Figure(0.0, -most, most, len(data), count)
    if count < 2 or np.all(data == data[0]):
        return clustered_mean(differences, groups, (-width, width))
    low, high = _around(float(data.mean()), data, cluster)
    return Figure(float(data.mean()), max(-width, low), min(width, high), len(data), count)


def bootstrap_of(
    statistic: Callable[[NDArray[np.intp]], float | None],
    groups: Sequence[Hashable],
    observations: int = 0,
    resamples: int = 500,
) -> Figure | None:
    """A share that is no mean, with its 95% interval by the bootstrap over clusters: `statistic` gets the places of
    the cases drawn and gives 0 to 1, or None where they do not tell; None where all of them do not.

    The percentiles are those that few clusters ask for (`expanded`). Where drawing cannot tell, because there are
    fewer than 5 clusters or all draws come out alike, it is Wilson's interval with `observations`, the clusters if 0.
    """
    value = statistic(np.arange(len(groups)))
    if value is None:
        return None
    cluster = numbered(groups)
    count = int(cluster.max()) + 1
    members = [np.flatnonzero(cluster == number) for number in range(count)]
    random = np.random.default_rng(_SEED)
    drawn = [
        found
        for _ in range(resamples)
        if (found := statistic(np.concatenate([members[number] for number in random.integers(0, count, count)])))
        is not None
    ]
    if count < FEW or len(set(drawn)) < 2:
        return Figure(value, *wilson(value, observations or count), len(groups), count)
    low, high = np.quantile(drawn, expanded(np.bincount(cluster)))
    return Figure(value, float(low), float(high), len(groups), count)


def wilson(share: float, n: float, quantile: float = _Z) -> tuple[float, float]:
    """The 95% interval of a share of `n` observations (Wilson 1927, JASA 22); `quantile` is the 97.5% point of the
    distribution that its error follows.
    """
    half = quantile * sqrt(share * (1 - share) / n + quantile**2 / (4 * n**2))
    middle, scale = share + quantile**2 / (2 * n), 1 + quantile**2 / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def expanded(sizes: NDArray[np.int64]) -> tuple[float, float]:
    """The two quantiles of drawn statistics that make a 95% interval, further out the fewer clusters, of these sizes,
    carry the cases (Hesterberg 2015, "What Teachers Should Know About the Bootstrap", The American Statistician 69:
    expanded percentiles); as many as there were if all had one size.
    """
    from scipy.special import ndtr

    carrying = max(float(sizes.sum() ** 2 / (sizes.astype(float) ** 2).sum()), 2.0)  # one alone tells nothing
    tail = float(ndtr(-sqrt(carrying / (carrying - 1)) * _t(carrying - 1)))
    return tail, 1 - tail


def _around(mean: float, data: NDArray[np.float64], cluster: NDArray[np.intp]) -> tuple[float, float]:
    error, freedom = spread(data, cluster)
    half = _t(freedom) * error
    return mean - half, mean + half


def _t(freedom: float) -> float:
    """The 97.5% point of Student's t."""
    from scipy.special import stdtrit

    return _Z if freedom > 1e6 else float(stdtrit(freedom, _TAIL))
