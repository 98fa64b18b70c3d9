"""Whether a difference between two runs could be chance, and what many such questions at once cost."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

_TRIALS = 10_000
_BATCH = 1_000  # trials drawn at once: a matrix of these by the cases
_SEED = 20


def randomisation_p(differences: Sequence[float], groups: Sequence[Hashable] = ()) -> float:
    """The two-sided p of paired differences by approximate randomisation: how often a coin for each case,
    swapping the two runs, gives a mean at least as far from 0 (Noreen 1989; for retrieval: Smucker, Allan
    and Carterette 2007, "A Comparison of Statistical Significance Tests for IR Evaluation", CIKM).

    `groups` names each case's cluster (see `intervals`): cases that share an article win or lose together, so
    that one coin swaps them all. 1 where nothing differs. The seed is fixed: the same differences give the same p.
    """
    sums: dict[Hashable, float] = {}
    for group, value in zip(groups or range(len(differences)), differences, strict=True):
        sums[group] = sums.get(group, 0.0) + value
    data = np.asarray([value for value in sums.values() if value], dtype=float)
    if not len(data):
        return 1.0
    coins = np.random.default_rng(_SEED)
    far = abs(data.sum()) - 1e-9
    as_far = 0
    for _ in range(_TRIALS // _BATCH):
        signs = coins.choice([-1.0, 1.0], (_BATCH, len(data)))
        as_far += int((np.abs(signs @ data) >= far).sum())
    return (as_far + 1) / (_TRIALS + 1)


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
