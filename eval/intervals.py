"""Means with 95% intervals, where cases about one article are not independent of each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

FEW = 5  # cases, or clusters of them, under which an interval says little
FEWEST = 20  # cases under which a figure leaving its interval tells no regression: one case moves it too far
SHARE = (0.0, 1.0)  # the bounds of a share
_RESAMPLES = 2000
_SEED = 20
_DRAWS_AT_ONCE = 2_000_000  # 16 MB
_Z = 1.959964  # 97.5% point of the normal distribution


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


def bootstrap(
    values: Sequence[float], groups: Sequence[Hashable] = (), bounds: tuple[float, float] | None = None
) -> Figure:
    """The mean of the values of cases, one or more, and its 95% interval. `groups` names each case's cluster;
    without it, each case is its own. `bounds` are the least and the greatest value that there can be, if any.

    The interval is the percentile bootstrap over clusters: whole clusters are drawn with replacement, as many
    as there are (Field and Welsh 2007, "Bootstrapping clustered data", JRSS B 69; Cameron, Gelbach and Miller
    2008, "Bootstrap-Based Improvements for Inference with Clustered Errors", RES 90). The seed is fixed: the
    same scores give the same interval.

    Where drawing cannot tell, because there are fewer than 5 clusters or all values are the same, a bounded
    figure gets Wilson's interval with one observation a cluster (Wilson 1927, JASA 22): 8 of 8 is not certain.
    It is wide on purpose; within bounds no distribution varies more than the one it assumes.
    """
    data = np.asarray(values, dtype=float)
    cluster = np.fromiter(_numbered(groups or range(len(data))), dtype=np.intp)
    count = int(cluster.max()) + 1
    mean = float(data.mean())
    if bounds is not None and (count < FEW or np.all(data == data[0])):
        low, high = wilson((mean - bounds[0]) / (bounds[1] - bounds[0]), count)
        low, high = (bounds[0] + place * (bounds[1] - bounds[0]) for place in (low, high))
    else:
        low, high = _percentiles(data, cluster, count)
    return Figure(mean, low, high, len(data), count)


def bootstrap_of(
    statistic: Callable[[NDArray[np.intp]], float | None], groups: Sequence[Hashable], resamples: int = 500
) -> Figure | None:
    """A figure that is no mean, with its interval by the same bootstrap: `statistic` gets the places of the
    cases drawn and gives None where they do not tell; None where all of them do not.
    """
    everything = np.arange(len(groups))
    value = statistic(everything)
    if value is None:
        return None
    cluster = np.fromiter(_numbered(groups), dtype=np.intp)
    count = int(cluster.max()) + 1
    members = [everything[cluster == number] for number in range(count)]
    random = np.random.default_rng(_SEED)
    drawn = [
        statistic(np.concatenate([members[number] for number in random.integers(0, count, count)]))
        for _ in range(resamples)
    ]
    low, high = np.percentile([found for found in drawn if found is not None] or [value], [2.5, 97.5])
    return Figure(value, float(low), float(high), len(groups), count)


def clusters(shared: Sequence[Iterable[str]]) -> tuple[int, ...]:
    """The cluster of each case, given the stories it is about: cases that share a story, or are joined by
    others that do, form one. A case about none is one of its own.
    """
    parent = list(range(len(shared)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[str, int] = {}
    for at, stories in enumerate(shared):
        for story in stories:
            parent[root(at)] = root(first.setdefault(story, at))
    return tuple(root(at) for at in range(len(shared)))


def _numbered(groups: Iterable[Hashable]) -> Iterable[int]:
    numbers: dict[Hashable, int] = {}
    for group in groups:
        yield numbers.setdefault(group, len(numbers))


def _percentiles(data: NDArray[np.float64], cluster: NDArray[np.intp], count: int) -> tuple[float, float]:
    """The 2.5% and 97.5% points of the means of drawn clusters; a cluster weighs as much as its cases."""
    sums, sizes = np.bincount(cluster, data, count), np.bincount(cluster, minlength=count)
    random = np.random.default_rng(_SEED)
    means: list[NDArray[np.float64]] = []
    at_once = max(1, _DRAWS_AT_ONCE // count)
    for start in range(0, _RESAMPLES, at_once):
        draws = random.integers(0, count, (min(at_once, _RESAMPLES - start), count))
        means.append(sums[draws].sum(axis=1) / sizes[draws].sum(axis=1))
    low, high = np.percentile(np.concatenate(means), [2.5, 97.5])
    return float(low), float(high)


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95% interval of a share of `n` observations (Wilson 1927, JASA 22)."""
    spread = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    middle, scale = share + _Z**2 / (2 * n), 1 + _Z**2 / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
