"""Cases that are not independent of each other, and how much a mean over groups of such cases can be trusted."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from math import inf, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Spread(NamedTuple):
    """The standard error of a mean and the degrees of freedom with which it is known."""

    error: float
    freedom: float


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


def numbered(groups: Iterable[Hashable]) -> NDArray[np.intp]:
    """The groups of cases as numbers from 0, in the order in which they first come."""
    numbers: dict[Hashable, int] = {}
    return np.fromiter((numbers.setdefault(group, len(numbers)) for group in groups), dtype=np.intp)


def spread(data: NDArray[np.float64], cluster: NDArray[np.intp]) -> Spread:
    """The spread of the mean of the data, of two clusters or more, numbered from 0; a cluster weighs as much as
    its cases.

    The error is the cluster-robust one with the correction for few clusters called CR2 (Bell and McCaffrey 2002,
    "Bias Reduction in Standard Errors for Linear Regression with Multi-Stage Samples", Survey Methodology 28), and
    no smaller than that of as many independent cases. The degrees of freedom are Satterthwaite's for it, where
    cases of a cluster are alike as much as these are (Imbens and Kolesár 2016, "Robust Standard Errors in Small
    Samples", Review of Economics and Statistics 98): clusters of unlike sizes count for fewer than there are.
    """
    sizes = np.bincount(cluster).astype(float)
    cases, count = float(sizes.sum()), len(sizes)
    residuals = data - data.mean()
    sums = np.bincount(cluster, residuals, count)
    raised = 1 / (1 - sizes / cases)  # the square of CR2's correction of a cluster's residuals
    robust = sqrt(float((raised * sums**2).sum())) / cases
    independent = sqrt(float((residuals**2).sum()) / (cases - 1) / cases)
    return Spread(max(robust, independent), _freedom(sizes, raised, alikeness(data, cluster)))


def alikeness(data: NDArray[np.float64], cluster: NDArray[np.intp]) -> float:
    """The correlation of two cases of a cluster, 0 to 1, by the analysis of variance (Donner 1986, "A Review of
    Inference Procedures for the Intraclass Correlation Coefficient", International Statistical Review 54).
    """
    sizes = np.bincount(cluster).astype(float)
    cases, count = float(sizes.sum()), len(sizes)
    if cases == count or count < 2:
        return 0.0
    means = np.bincount(cluster, data, count) / sizes
    between = float((sizes * (means - data.mean()) ** 2).sum()) / (count - 1)
    within = float(((data - means[cluster]) ** 2).sum()) / (cases - count)
    size = (cases - float((sizes**2).sum()) / cases) / (count - 1)
    whole = between + (size - 1) * within
    return min(1.0, max(0.0, (between - within) / whole)) if whole > 0 else 0.0


def _freedom(sizes: NDArray[np.float64], raised: NDArray[np.float64], alike: float) -> float:
    """trace(M)^2 / trace(MM) of the matrix M of which the variance is the quadratic form, without making it.

    M_gh is a_g a_h (d_gh own_g + n_g n_h (at + slope (n_g + n_h))), for clusters of n cases with `raised` a^2, where
    d_gh is 1 for g = h, else 0, and the correlation within a cluster is `alike`.
    """
    cases, squares = float(sizes.sum()), float((sizes**2).sum())
    own = (1 - alike) * sizes + alike * sizes**2
    at, slope = -(1 - alike) / cases + alike * squares / cases**2, -alike / cases
    diagonal = raised * (own + sizes**2 * (at + 2 * slope * sizes))
    weight = raised * sizes**2
    w0, w1, w2 = (float((weight * sizes**power).sum()) for power in range(3))
    pairs = at**2 * w0**2 + 4 * at * slope * w0 * w1 + 2 * slope**2 * (w0 * w2 + w1**2)
    same = float(((weight * (at + 2 * slope * sizes)) ** 2).sum())
    squared = pairs - same + float((diagonal**2).sum())
    return float(diagonal.sum()) ** 2 / squared if squared > 0 else inf
