"""How far grades agree with labels: the share that is equal, and Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.intervals import SHARE, Figure, clustered_mean, wilson

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


def agreement(pairs: Sequence[tuple[str, str | None]], grades: Sequence[str]) -> Agreement:
    """The agreement of (label, grade) pairs; a grade None was not scored."""
    counts = Counter(pair for pair in pairs if pair[1] is not None)
    table = np.array([[counts[label, grade] for grade in grades] for label in grades])
    equal = [float(label == grade) for label, grade in pairs if grade is not None]
    return Agreement(
        grades=tuple(grades),
        confusion={label: {grade: counts[label, grade] for grade in grades} for label in grades},
        accuracy=clustered_mean(equal, bounds=SHARE) if equal else None,
        kappa=_with_interval(table),
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


def _with_interval(table: NDArray[np.int64]) -> Figure | None:
    """Kappa with its 95% interval by the percentile bootstrap over items; resamples without a kappa are left out.

    Where all grades are equal to the labels, or none is, drawing cannot tell: the interval is that of the share of
    equal ones, Wilson's, put into kappa's scale.
    """
    total = int(table.sum())
    value = float(kappa(table)) if total else float("nan")
    if np.isnan(value):
        return None
    shares = table.ravel() / total
    draws = np.random.default_rng(_SEED).multinomial(total, shares, _RESAMPLES).reshape(-1, *table.shape)
    low, high = np.nanpercentile(kappa(draws), [2.5, 97.5])
    observed = float(np.trace(table)) / total
    if observed in SHARE:
        expected = float(table.sum(axis=1) @ table.sum(axis=0)) / total**2
        low, high = ((place - expected) / (1 - expected) for place in wilson(observed, total))
    return Figure(value, float(low), float(high), total)
