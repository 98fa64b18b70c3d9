"""Two runs of one suite, measure by measure and case by case: who wins where, and whether it could be chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eval.changes import CaseChange, case_change
from eval.clusters import clusters
from eval.intervals import Figure, clustered_mean, paired_mean
from eval.loss import Balance, balance, most_lost
from eval.measures import GIVEN, MEASURES, PRIMARY, Measure, shown
from eval.saved import SavedRun
from eval.saved_case import SavedResult
from eval.significance import holm, randomisation_p
from index.errors import CaseError

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure over the `n` cases that both runs have a score of.

    `before` and `after` are means with their intervals, `change` is that of the paired differences.
    `wins` and `losses` are cases that came out better and worse; of a measure that has no better side,
    higher and lower. `p` is by approximate randomisation over clusters of cases; None where there is no better
    side. `p_holm` is the same adjusted over the primary measures in which any case differs (one in which none does
    cannot come out: Tarone 1990, "A Modified Bonferroni Method for Discrete Data", Biometrics 46); None of all
    others, which are exploratory. `given`: it is 1 by construction in both runs.
    """

    measure: Measure
    before: Figure
    after: Figure
    change: Figure
    moved: Balance
    p: float | None
    p_holm: float | None = None
    given: bool = False

    @property
    def n(self) -> int:
        return self.change.n

    @property
    def title(self) -> str:
        """The measure's title, marked where it is 1 by construction."""
        return f"{self.measure.title} {GIVEN}" if self.given else self.measure.title

    @property
    def primary(self) -> bool:
        """Whether it is one of the few by which a comparison is decided."""
        return self.measure.name in PRIMARY

    @property
    def wins(self) -> int:
        return self.moved.wins

    @property
    def losses(self) -> int:
        return self.moved.losses

    @property
    def gain(self) -> float:
        """The change of the mean, above 0 for the better; of a measure without a better side, upwards."""
        return -self.change.mean if self.measure.better == "low" else self.change.mean

    @property
    def significant(self) -> bool:
        return self.p_holm is not None and self.p_holm < LEVEL


@dataclass(frozen=True, slots=True)
class Comparison:
    """`cases` are those that both runs have, in the order of the later one; the others by their ids. `differences`
    begin with the primary measures. `untold` are primary measures that only the earlier run tells.
    """

    differences: tuple[Difference, ...]
    cases: tuple[CaseChange, ...]
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    untold: tuple[Measure, ...] = ()

    @property
    def won(self) -> tuple[CaseChange, ...]:
        return tuple(case for case in self.cases if case.verdict == "came right")

    @property
    def lost(self) -> tuple[CaseChange, ...]:
        return tuple(case for case in self.cases if case.verdict in ("went wrong", "now fails"))

    @property
    def primary(self) -> tuple[Difference, ...]:
        """Those by which the comparison is decided, where both runs tell them."""
        return tuple(item for item in self.differences if item.primary)

    @property
    def regressions(self) -> tuple[str, ...]:
        """A line for each reason to stop: a primary measure significantly worse, or with more cases lost on balance
        than chance explains (`loss.most_lost`), or told no longer; cases that fail with an error where they did not,
        or were not asked again, for these have no scores at all.
        """
        failing = sum(case.verdict == "now fails" for case in self.cases)
        errors = [f"{failing} case{'s' * (failing > 1)} now end{'s' * (failing == 1)} in an error"] if failing else []
        missing = len(self.only_before)
        unasked = [f"{missing} case{'s' * (missing > 1)} of the earlier run not asked again"] if missing else []
        untold = [f"{measure.title}: no longer measured" for measure in self.untold]
        return tuple([line for item in self.primary if (line := _regression(item))] + untold + errors + unasked)


def compare(before: Sequence[SavedResult], after: Sequence[SavedResult], *, quoting: bool = False) -> Comparison:
    """An earlier run against a later one, over the cases they share; `quoting`: both answer with quotes alone. Raises
    CaseError where they share none.
    """
    old = {result.id: result for result in before}
    new = {result.id: result for result in after}
    shared = shared_cases(before, tuple(new))
    pairs = [(old[case_id].scores, new[case_id].scores) for case_id in shared]
    groups = clusters([new[case_id].about for case_id in shared])
    ordered = sorted(MEASURES, key=lambda measure: measure.name not in PRIMARY)
    found = [difference for measure in ordered if (difference := _difference(measure, pairs, groups, quoting))]
    return Comparison(
        differences=_adjusted(found),
        cases=tuple(case_change(old[case_id], new[case_id]) for case_id in shared),
        only_before=tuple(case_id for case_id in old if case_id not in new),
        only_after=tuple(case_id for case_id in new if case_id not in old),
        untold=tuple(measure for measure in MEASURES if measure.name in PRIMARY and _is_untold(measure.name, pairs)),
    )


def compare_runs(before: SavedRun, after: SavedRun) -> Comparison:
    """The same of two whole runs."""
    return compare(before.results, after.results, quoting=before.quoting and after.quoting)


def shared_cases(before: Sequence[SavedResult], case_ids: Sequence[str]) -> tuple[str, ...]:
    """Those of the case ids that an earlier run has too. Raises CaseError where it has none."""
    known = {result.id for result in before}
    shared = tuple(case_id for case_id in case_ids if case_id in known)
    if not shared:
        raise CaseError("The runs to compare share no case. Compare with a run of the same suite.")
    return shared


def _difference(
    measure: Measure,
    pairs: Sequence[tuple[Mapping[str, float], Mapping[str, float]]],
    groups: Sequence[int],
    quoting: bool,
) -> Difference | None:
    name = measure.name
    told = [at for at, (old, new) in enumerate(pairs) if name in old and name in new]
    if not told:
        return None
    both = [(pairs[at][0][name], pairs[at][1][name]) for at in told]
    cluster = [groups[at] for at in told]
    deltas = [after - before for before, after in both]
    width = measure.bounds[1] - measure.bounds[0] if measure.bounds else 1.0
    gains = [(-delta if measure.better == "low" else delta) / width for delta in deltas]
    return Difference(
        measure=measure,
        before=clustered_mean([before for before, _ in both], cluster, measure.bounds),
        after=clustered_mean([after for _, after in both], cluster, measure.bounds),
        change=paired_mean(deltas, cluster, measure.bounds),
        moved=balance(gains),
        p=randomisation_p(deltas, cluster) if measure.better else None,
        given=measure.is_given(quoting),
    )


def _is_untold(name: str, pairs: Sequence[tuple[Mapping[str, float], Mapping[str, float]]]) -> bool:
    return any(name in old for old, _ in pairs) and all(name not in new for _, new in pairs)


def _adjusted(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences with `p_holm` where the measure is primary."""
    tested = [item for item in differences if item.primary and item.p is not None and item.wins + item.losses]
    ps = dict(zip((item.measure.name for item in tested), holm([item.p or 0.0 for item in tested]), strict=True))
    return tuple(replace(item, p_holm=ps.get(item.measure.name, 1.0)) if item.primary else item for item in differences)


def _regression(item: Difference) -> str | None:
    measure = item.measure
    before, after = shown(measure, item.before.mean), shown(measure, item.after.mean)
    if item.significant and item.gain < 0:
        return f"{measure.title}: {before} -> {after}, significantly worse (p = {item.p_holm:.4f} by Holm's correction)"
    if item.moved.exceeds and item.gain < 0:
        lost, most = f"{-item.moved.gained:.1f}".removesuffix(".0"), most_lost(item.n)
        return (
            f"{measure.title}: {before} -> {after}, {lost} of {item.n} cases lost on balance, at most {most} is chance"
        )
    return None
