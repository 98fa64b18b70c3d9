"""Whether a difference between two runs could be chance, and what many such questions at once cost."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

_TRIALS = 10_000
_BATCH = 1_000  # trials drawn at once: a matrix of these by the cases
_MOST_LISTED = 13  # clusters whose outcomes, 2 to the power of these, are all gone through
_SEED = 20
_ROUNDING = 1e-9

Side = Literal["both", "up", "down"]


def randomisation_p(differences: Sequence[float], groups: Sequence[Hashable] = (), side: Side = "both") -> float:
    """The p of paired differences by approximate randomisation: how often a coin for each case, swapping the two
    runs, gives a mean at least as far from 0 (Noreen 1989; for retrieval: Smucker, Allan and Carterette 2007, "A
    Comparison of Statistical Significance Tests for IR Evaluation", CIKM); with `side`, as far up, or down.

    `groups` names each case's cluster (see `clusters`): cases that share an article win or lose together, so
    that one coin swaps them all. 1 where nothing differs. Of up to 13 clusters that differ all outcomes are gone
    through, of more 10,000 are drawn from a fixed seed: the same differences give the same p.
    """
    sums: dict[Hashable, float] = {}
    for group, value in zip(groups or range(len(differences)), differences, strict=True):
        sums[group] = sums.get(group, 0.0) + value
    data = np.asarray([value for value in sums.values() if abs(value) > _ROUNDING], dtype=float)
    if not len(data):
        return 1.0
    if len(data) <= _MOST_LISTED:
        outcomes = np.arange(2 ** len(data))[:, None] >> np.arange(len(data)) & 1
        return _as_far(2 * outcomes.astype(np.float64) - 1, data, side) / len(outcomes)
    coins = np.random.default_rng(_SEED)
    found = 0
    for _ in range(_TRIALS // _BATCH):
        signs = 2 * coins.integers(0, 2, (_BATCH, len(data)), dtype=np.int8).astype(np.float64) - 1
        found += _as_far(signs, data, side)
    return (found + 1) / (_TRIALS + 1)


def _as_far(signs: NDArray[np.float64], data: NDArray[np.float64], side: Side) -> int:
    """In how many rows of signs the sum is as far from 0 as it was."""
    sums, was = signs @ data, float(data.sum())
    if side == "both":
        return int((np.abs(sums) >= abs(was) - _ROUNDING).sum())
    return int((sums >= was - _ROUNDING).sum() if side == "up" else (sums <= was + _ROUNDING).sum())


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """The p of each of several tests, adjusted so that one false alarm among them all stays as rare as the level says.

    Holm 1979, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics:
    the smallest of m is taken m times, the next m - 1 times, and none becomes smaller than the one before it.
    """
    adjusted = [1.0] * len(ps)
    highest = 0.0
    for place, at in enumerate(sorted(range(len(ps)), key=lambda index: ps[index])):
        highest = max(highest, min(1.0, (len(ps) - place) * ps[at]))
        adjusted[at] = highest
    return tuple(adjusted)
