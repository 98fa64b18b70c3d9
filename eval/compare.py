"""Two runs of one suite, case by case: who wins where, and whether the difference could be chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.measures import MEASURES, Measure, shown
from eval.save import SavedResult
from eval.score import Scored
from index.errors import CaseError

_TRIALS = 10_000
_SEED = 20
_WON = "right"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of both runs over the `n` cases that both have; `p` is the chance of so large a difference."""

    measure: Measure
    before: float
    after: float
    wins: int
    losses: int
    n: int
    p: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """`won` and `lost`: ids of the cases that came right, or went wrong. `alone`: cases only one run has."""

    differences: tuple[Difference, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    alone: int


def compare(before: Sequence[SavedResult], after: Sequence[Scored]) -> Comparison:
    """An earlier run against this one, over the cases they share. Raises CaseError where they share none."""
    old = {result.id: result.scores for result in before}
    new = {item.result.case.case_id: item.scores for item in after}
    shared = shared_cases(before, tuple(new))
    differences = [
        difference for measure in MEASURES if (difference := _difference(measure, shared, old, new)) is not None
    ]
    moves = [
        (case_id, old[case_id][_WON], new[case_id][_WON])
        for case_id in shared
        if _both(_WON, old[case_id], new[case_id])
    ]
    return Comparison(
        differences=tuple(differences),
        won=tuple(case_id for case_id, was, now in moves if now > was),
        lost=tuple(case_id for case_id, was, now in moves if now < was),
        alone=len(old) + len(new) - 2 * len(shared),
    )


def shared_cases(before: Sequence[SavedResult], case_ids: Sequence[str]) -> tuple[str, ...]:
    """Those of the case ids that an earlier run has too. Raises CaseError where it has none."""
    known = {result.id for result in before}
    shared = tuple(case_id for case_id in case_ids if case_id in known)
    if not shared:
        raise CaseError("The runs to compare share no case. Compare with a run of the same suite.")
    return shared


def randomisation_p(differences: Sequence[float]) -> float:
    """The two-sided p of paired differences by approximate randomisation: how often a coin for each case,
    swapping the two runs, gives a mean at least as far from 0 (Noreen 1989; for retrieval: Smucker, Allan
    and Carterette 2007, "A Comparison of Statistical Significance Tests for IR Evaluation", CIKM).
    """
    data = np.asarray([value for value in differences if value], dtype=float)
    if not len(data):
        return 1.0
    signs = np.random.default_rng(_SEED).choice([-1.0, 1.0], (_TRIALS, len(data)))
    as_far = np.abs(signs @ data) >= abs(data.sum()) - 1e-9
    return float((as_far.sum() + 1) / (_TRIALS + 1))


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """The comparison as plain text: the figures that differ, then the cases won and lost."""
    for change in comparison.differences:
        if change.wins or change.losses:
            before, after = shown(change.measure, change.before), shown(change.measure, change.after)
            yield (
                f"{change.measure.title}: {before} -> {after}"
                f" (higher in {change.wins}, lower in {change.losses} of {change.n}, p = {change.p:.3f})"
            )
    yield f"came right: {', '.join(comparison.won) or 'none'}"
    yield f"went wrong: {', '.join(comparison.lost) or 'none'}"
    if comparison.alone:
        yield f"in one of the runs only: {comparison.alone}"


def _both(name: str, old: Mapping[str, float], new: Mapping[str, float]) -> bool:
    return name in old and name in new


def _difference(
    measure: Measure,
    shared: Sequence[str],
    old: Mapping[str, Mapping[str, float]],
    new: Mapping[str, Mapping[str, float]],
) -> Difference | None:
    pairs = [
        (old[case_id][measure.name], new[case_id][measure.name])
        for case_id in shared
        if _both(measure.name, old[case_id], new[case_id])
    ]
    if not pairs:
        return None
    deltas = [after - before for before, after in pairs]
    return Difference(
        measure=measure,
        before=float(np.mean([before for before, _ in pairs])),
        after=float(np.mean([after for _, after in pairs])),
        wins=sum(delta > 0 for delta in deltas),
        losses=sum(delta < 0 for delta in deltas),
        n=len(pairs),
        p=randomisation_p(deltas),
    )
