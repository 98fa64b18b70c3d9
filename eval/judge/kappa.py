"""How far grades agree with labels: the share that is equal, and Cohen's kappa."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.clusters import numbered
from eval.intervals import FEW, SHARE, Figure, clustered_mean, expanded, wilson

_RESAMPLES = 2000
_SEED = 20


@dataclass(frozen=True, slots=True)
class Agreement:
    """Grades against labels. `confusion[label][grade]` counts the items that got a grade; `not_scored` counts
    the others, which are in no figure. `accuracy` and `kappa` are None where they are not defined.
    """

    grades: tuple[str, ...]
    confusion: Mapping[str, Mapping[str, int]]
    accuracy: Figure | None
    kappa: Figure | None
    not_scored: int

    @property
    def scored(self) -> int:
        return sum(sum(counts.values()) for counts in self.confusion.values())

    @property
    def equal(self) -> int:
        return sum(self.confusion[grade][grade] for grade in self.grades)


def agreement(
    pairs: Sequence[tuple[str, str | None]], grades: Sequence[str], groups: Sequence[Hashable] = ()
) -> Agreement:
    """The agreement of (label, grade) pairs; a grade None was not scored. `groups` names the article of each pair, for
    the intervals; without it each is its own.
    """
    named = zip(pairs, groups or range(len(pairs)), strict=True)
    scored = [(label, grade, group) for (label, grade), group in named if grade is not None]
    cluster = numbered(group for _, _, group in scored)
    tables = np.zeros((int(cluster.max()) + 1 if scored else 1, len(grades), len(grades)), dtype=np.int64)
    for (label, grade, _), at in zip(scored, cluster, strict=True):
        tables[at, grades.index(label), grades.index(grade)] += 1
    table = tables.sum(axis=0)
    equal = [float(label == grade) for label, grade, _ in scored]
    return Agreement(
        grades=tuple(grades),
        confusion={
            label: {grade: int(table[row, column]) for column, grade in enumerate(grades)}
            for row, label in enumerate(grades)
        },
        accuracy=clustered_mean(equal, cluster.tolist(), SHARE) if equal else None,
        kappa=_with_interval(tables),
        not_scored=len(pairs) - len(equal),
    )


def kappa(table: NDArray[np.int64]) -> NDArray[np.float64]:
    """Cohen's kappa (Cohen 1960, "A Coefficient of Agreement for Nominal Scales", Educational and
    Psychological Measurement 20): the agreement beyond what the two distributions of grades would give by
    chance, as a share of what chance leaves open. 1 is full agreement, 0 that of chance.

    `table` has the shape (..., grades, grades), label by grade; tables are taken one by one. NaN where it is
    not defined: nothing is counted, or both sides know a single grade only.
    """
    total = table.sum(axis=(-2, -1)).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.trace(table, axis1=-2, axis2=-1) / total
        expected = (table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1) / total**2
        return np.asarray((observed - expected) / np.where(expected < 1, 1 - expected, np.nan))


def _with_interval(tables: NDArray[np.int64]) -> Figure | None:
    """Kappa of a table for each group of items, with its 95% interval by the bootstrap over groups, its percentiles
    those that few groups ask for (`intervals.expanded`); resamples without a kappa are left out.

    Where all grades are equal to the labels, or none is, or there are fewer than five groups, drawing cannot tell: the
    interval is that of the share of equal ones, Wilson's with one observation a group, put into kappa's scale.
    """
    table, groups = tables.sum(axis=0), len(tables)
    total = int(table.sum())
    value = float(kappa(table)) if total else float("nan")
    if np.isnan(value):
        return None
    observed = float(np.trace(table)) / total
    if observed in SHARE or groups < FEW:
        expected = float(table.sum(axis=1) @ table.sum(axis=0)) / total**2
        low, high = ((place - expected) / (1 - expected) for place in wilson(observed, groups))
    else:
        draws = np.random.default_rng(_SEED).multinomial(groups, np.full(groups, 1 / groups), _RESAMPLES)
        drawn = kappa(np.tensordot(draws, tables, axes=1))
        low, high = np.nanquantile(drawn, expanded(tables.sum(axis=(1, 2))))
    return Figure(value, float(low), float(high), total, groups)
