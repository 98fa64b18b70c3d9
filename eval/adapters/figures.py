"""From the scores of single questions to the figures of a line, with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.adapters.benchmark import Line
from eval.intervals import SHARE, Figure, wilson

_RESAMPLES = 1000
_SEED = 20


def mean_line(table: str, row: str, scores: Sequence[Mapping[str, float]], columns: Mapping[str, str]) -> Line:
    """A line of means. `columns` says which score (of those that tell it) goes into which column."""
    told = {column: [each[name] for each in scores if name in each] for column, name in columns.items()}
    return Line(table, row, {column: mean(values) for column, values in told.items() if values})


def mean(values: Sequence[float]) -> Figure:
    """The mean with its 95% interval. One resample at a time: a benchmark can have tens of thousands of questions.

    Where all of them are 0, or all 1, drawing cannot tell, and Wilson's interval stands (`eval.intervals`).
    """
    data = np.asarray(values, dtype=float)
    if np.all(data == data[0]) and data[0] in SHARE:
        low, high = wilson(float(data[0]), len(data))
        return Figure(float(data[0]), low, high, len(data))
    return resampled(lambda at: float(data[at].mean()), len(data))


def resampled(statistic: Callable[[NDArray[np.int64]], float], n: int) -> Figure:
    """Any statistic of `n` cases with its 95% interval by the percentile bootstrap over cases (Efron and
    Tibshirani 1993, "An Introduction to the Bootstrap", ch. 13), from a fixed seed.

    `statistic` gets the places of the cases it is taken over, some of them more than once, and gives NaN where it
    is not defined for them.
    """
    generator = np.random.default_rng(_SEED)
    values = np.array([statistic(generator.integers(0, n, n)) for _ in range(_RESAMPLES)])
    defined = values[~np.isnan(values)]
    low, high = np.percentile(defined, [2.5, 97.5]) if len(defined) else (np.nan, np.nan)
    return Figure(statistic(np.arange(n)), float(low), float(high), n)
