"""From the scores of single questions to the figures of a line, with their intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.adapters.benchmark import Line, Outcome
from eval.intervals import SHARE, Figure, bootstrap_of, clustered_mean


class Own(NamedTuple):
    """A question's scores, and the group of questions that it is not independent of."""

    scores: Mapping[str, float]
    group: Hashable


def owns(outcomes: Iterable[Outcome], scores: Mapping[str, Mapping[str, float]]) -> list[Own]:
    """The scores of these questions, by their ids, with their groups; those without scores are left out."""
    return [Own(scores[each.case.case_id], each.group) for each in outcomes if each.case.case_id in scores]


def mean_line(table: str, row: str, every: Sequence[Own], columns: Mapping[str, str]) -> Line:
    """A line of means. `columns` says which score (of those that tell it) goes into which column."""
    told = {column: [own for own in every if name in own.scores] for column, name in columns.items()}
    return Line(
        table,
        row,
        {
            column: mean([own.scores[columns[column]] for own in having], [own.group for own in having])
            for column, having in told.items()
            if having
        },
    )


def mean(values: Sequence[float], groups: Sequence[Hashable]) -> Figure:
    """The mean of shares, 0 to 1, with its 95% interval; questions of one group are not independent."""
    return clustered_mean(values, groups, SHARE)


def resampled(statistic: Callable[[NDArray[np.intp]], float], groups: Sequence[Hashable]) -> Figure:
    """A share that is no mean, with its 95% interval by the bootstrap over groups; NaN where the questions do not
    tell it.

    `statistic` gets the places of the questions it is taken over, some of them more than once, and gives NaN where
    it is not defined for them.
    """

    def told(at: NDArray[np.intp]) -> float | None:
        value = statistic(at)
        return None if math.isnan(value) else value

    return bootstrap_of(told, groups) or Figure(math.nan, math.nan, math.nan, len(groups), len(set(groups)))
