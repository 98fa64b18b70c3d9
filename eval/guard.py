"""A run held against the baseline of its suite, case by case: what was lost, and whether chance explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from eval.compared import written_p
from eval.loss import Shift, most_lost, shift
from eval.measures import MEASURES, Measure, shown
from eval.saved import SavedRun
from eval.suite_baseline import Baseline, asked_alike, errors_of, named

BY_KIND = ("right", "article_first")  # what each kind of question is guarded by: its outcome, and what was found
_ROUNDING = 1e-4  # the baseline's scores are rounded so

Scores = Mapping[str, float]  # by case


class Verdict(NamedTuple):
    """A line for each figure that moved further than chance explains, how many `held` did not, and `notes` on what
    could not be held against the baseline.
    """

    worse: tuple[str, ...]
    better: tuple[str, ...]
    held: int
    notes: tuple[str, ...] = ()


class Held(NamedTuple):
    """A measure, of all cases or of a kind, over the cases that tell it both times."""

    measure: Measure
    kind: str
    before: Scores
    after: Scores
    moved: Shift


def hold_against(baseline: Baseline, run: SavedRun) -> Verdict:
    """Which figures of the run are worse or better than the baseline by more than chance explains (`loss.Shift`).

    Worse is also any case in which a measure that is 1 by construction is below that, a question that ended in an
    error, and a measure that is told no longer. Raises CaseError where the run asked other cases.
    """
    asked_alike(baseline, run)
    errors = errors_of(run)
    worse, better = [errors] * bool(errors), list[str]()
    known = {measure.name for measure in MEASURES}
    worse += [f"{name}: no longer a measure" for name in baseline.measures if name not in known]
    worse += [
        f"{measure.title}: no longer measured; {len(before)} cases told it"
        for measure in MEASURES
        if (before := baseline.told(measure.name)) and not _scores(run, measure.name)
    ]
    held = 0
    for item in figures_held(baseline, {result.id: result.scores for result in run.results}, kinds_of(run)):
        broken = [case for case, score in item.after.items() if score < min(1, item.before.get(case, 1)) - _ROUNDING]
        if item.measure.given == "always" and not item.kind and broken:
            worse.append(f"{item.measure.title}: below 1, which it is by construction: {named(broken)}")
        elif item.moved.beyond_chance:
            (worse if item.moved.balance.gained < 0 else better).append(_line(item))
        else:
            held += 1
    return Verdict(tuple(worse), tuple(better), held, tuple(_notes(baseline, run)))


def figures_held(
    baseline: Baseline, scores: Mapping[str, Mapping[str, float]], kinds: Mapping[str, str]
) -> Iterator[Held]:
    """Each measure that both tell, over all cases, then those of `BY_KIND` over each kind. `scores` and `kinds` are
    those of the later run, by case.
    """
    for measure in MEASURES:
        before = baseline.told(measure.name)
        after = {case: told[measure.name] for case, told in scores.items() if measure.name in told}
        if not measure.better or not before.keys() & after.keys():
            continue
        yield _held(baseline, measure, "", before, after)
        for kind in dict.fromkeys(kinds.values()) if measure.name in BY_KIND else ():
            of_kind = {case: score for case, score in before.items() if kinds.get(case) == kind}
            if of_kind.keys() & after.keys():
                its = {case: score for case, score in after.items() if kinds[case] == kind}
                yield _held(baseline, measure, kind, of_kind, its)


def kinds_of(run: SavedRun) -> dict[str, str]:
    """The kind of each case."""
    return {result.id: result.kind for result in run.results}


def _held(baseline: Baseline, measure: Measure, kind: str, before: Scores, after: Scores) -> Held:
    both = [case for case in before if case in after]
    least, most = measure.bounds or (0.0, 1.0)
    gains = [(after[case] - before[case]) / (most - least) for case in both]
    gains = [(-gain if measure.better == "low" else gain) if abs(gain) > _ROUNDING else 0.0 for gain in gains]
    return Held(measure, kind, before, after, shift(gains, [baseline.groups[case] for case in both]))


def _line(item: Held) -> str:
    """What moved, by how much, why that is no chance, and the first of the cases that did."""
    measure, moved = item.measure, item.moved.balance
    both = [case for case in item.before if case in item.after]
    before, after = (shown(measure, sum(told[case] for case in both) / len(both)) for told in (item.before, item.after))
    if moved.exceeds:
        balance = f"{abs(moved.gained):.1f}".removesuffix(".0")
        way = "lost" if moved.gained < 0 else "won"
        why = f"{balance} {way} on balance, at most {most_lost(moved.n)} is chance"
    else:
        why = f"p = {written_p(item.moved.p)} by groups of cases that share an article"
    up = (moved.gained > 0) == (measure.better == "high")
    cases = [case for case in both if (item.after[case] - item.before[case]) * (1 if up else -1) > _ROUNDING]
    return (
        f"{measure.title}{f', {item.kind}' if item.kind else ''}: {before} -> {after} of {moved.n} cases"
        f" ({moved.losses} worse, {moved.wins} better): {why}; {named(cases)}"
    )


def _notes(baseline: Baseline, run: SavedRun) -> Iterator[str]:
    """What only one of the two tells: measures that the baseline lacks, and cases that tell a measure no longer, or
    only now, such as what is measured of answers alone where a question was refused.
    """
    told: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for measure in MEASURES:
        before, after = baseline.told(measure.name), _scores(run, measure.name)
        if not measure.better or not after:
            continue
        if not before:
            yield f"{measure.title}: not in the baseline, so not guarded ({len(after)} cases tell it)"
            continue
        gone = tuple(case for case in before if case not in after)
        new = tuple(case for case in after if case not in before)
        if gone or new:
            told.setdefault((gone, new), []).append(measure.title)
    for (gone, new), titles in told.items():
        sides = [f"told no longer by {named(gone)}"] * bool(gone) + [f"told only now by {named(new)}"] * bool(new)
        yield f"{'; '.join(sides)}: {_some(titles)}"


def _some(titles: Sequence[str], most: int = 3) -> str:
    more = f" and {len(titles) - most} more measures" if len(titles) > most else ""
    return f"{', '.join(titles[:most])}{more}"


def _scores(run: SavedRun, name: str) -> dict[str, float]:
    return {result.id: result.scores[name] for result in run.results if name in result.scores}
