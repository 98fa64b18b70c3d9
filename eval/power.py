"""What a guard notices: `python -m eval.power` makes runs that lost cases, and runs that only changed, and counts how
many of them fail against the samples' baseline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from eval.case import load_cases
from eval.clusters import numbered
from eval.guard import figures_held
from eval.suite_baseline import Baseline, baseline_path, load_baseline

_SAMPLES = Path(__file__).parent / "suites" / "samples.jsonl"
_LOST = {"correct": 0.0, "correct_if_answered": 0.0, "right": 0.0, "crag": -1.0}  # what a wrong answer scores
_COUNTS = (4, 6, 8, 10, 12, 14, 16, 17)
_SEED = 20

Run = dict[str, dict[str, float]]  # scores by case


def run_of(baseline: Baseline) -> Run:
    """The baseline's scores by case, as a run that came to the same."""
    return {
        case: {name: score for name, score in zip(baseline.measures, scores, strict=True) if score is not None}
        for case, scores in baseline.scores.items()
    }


def fails(baseline: Baseline, run: Run, kinds: Mapping[str, str]) -> bool:
    """Whether any figure of the run is worse than chance explains."""
    return any(
        item.moved.balance.gained < 0 and item.moved.beyond_chance for item in figures_held(baseline, run, kinds)
    )


def with_lost(run: Run, cases: Sequence[str]) -> Run:
    """The run with these right answers gone wrong; nothing else of it changes."""
    lost = dict(run)
    for case in cases:
        lost[case] = run[case] | {name: score for name, score in _LOST.items() if name in run[case]}
    return lost


def stirred(run: Run, groups: Mapping[str, int], share: float, alike: float, random: np.random.Generator) -> Run:
    """A run of a system that is neither better nor worse: a `share` of the cases, more in some groups than in others
    by `alike`, comes out as another case that has, or has not, an answer.
    """
    number = numbered(groups[case] for case in run)
    rest = 1 / alike - 1 if alike else 0.0
    count = int(number.max()) + 1
    chance = random.beta(share * rest, (1 - share) * rest, count)[number] if alike else np.full(len(run), share)
    answerable = {case: "false_refusal" in scores for case, scores in run.items()}
    same = {kind: [case for case in run if answerable[case] == kind] for kind in (True, False)}
    return {
        case: run[str(random.choice(same[answerable[case]]))] if random.random() < chance[at] else scores
        for at, (case, scores) in enumerate(run.items())
    }


def noticed(baseline: Baseline, kinds: Mapping[str, str], lost: int, trials: int, *, together: bool = False) -> float:
    """The share of made runs that fail, with so many right answers lost and none gained, picked at random, or out of
    the group with most of them.
    """
    random, run = np.random.default_rng(_SEED), run_of(baseline)
    right = [case for case, scores in run.items() if scores.get("correct") == 1]
    if together:
        sizes = np.bincount([baseline.groups[case] for case in right])
        right = [case for case in right if baseline.groups[case] == int(sizes.argmax())]
    if len(right) < lost:
        return float("nan")
    picked = (random.choice(right, lost, replace=False).tolist() for _ in range(trials))
    return float(np.mean([fails(baseline, with_lost(run, cases), kinds) for cases in picked]))


def false_alarms(
    baseline: Baseline, kinds: Mapping[str, str], share: float, alike: float, trials: int
) -> tuple[float, float]:
    """The share of made runs that fail though nothing got better or worse, and in how many cases on average the
    outcome differs: both the baseline and the run are stirred from the same scores.
    """
    random, run = np.random.default_rng(_SEED), run_of(baseline)
    failed, differing = 0, 0
    for _ in range(trials):
        before, after = (stirred(run, baseline.groups, share, alike, random) for _ in range(2))
        scores = {case: tuple(before[case].get(name) for name in baseline.measures) for case in before}
        failed += fails(baseline.model_copy(update={"scores": scores}), after, kinds)
        differing += sum(before[case].get("right") != after[case].get("right") for case in run)
    return failed / trials, differing / trials


def _lines(trials: int) -> Iterator[str]:
    baseline, kinds = load_baseline(baseline_path(_SAMPLES)), {case.case_id: case.kind for case in load_cases(_SAMPLES)}
    right = sum(score == 1 for score in baseline.told("correct").values())
    yield f"right answers lost, of {right}, none gained: share of the runs that fail"
    for lost in _COUNTS:
        apart, together = (noticed(baseline, kinds, lost, trials, together=side) for side in (False, True))
        yield f"  {lost}: at random {apart:.2f}, all of one group {together:.2f}"
    for share, alike in ((0.02, 0.0), (0.07, 0.0), (0.07, 0.3)):
        failed, differing = false_alarms(baseline, kinds, share, alike, trials)
        yield f"neither better nor worse, {differing:.0f} outcomes differ, alike by {alike}: {failed:.2f} fail"


def main(trials: int = 200) -> None:
    """Prints what the guard notices of the samples, and how often it is mistaken."""
    import sys

    for text in _lines(trials):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
