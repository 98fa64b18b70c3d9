"""The figures that a report begins with, overall and by kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from eval.compare import Comparison, Difference
from eval.figures import OVERALL
from eval.intervals import FEW, Figure
from eval.measures import HEADLINES, MEASURES, Measure, shown, titled
from eval.saved import SavedRun

_BY_NAME = {measure.name: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure, the plain recipe's beside it, and its change to an earlier run over the cases of both.

    `apart`: kind, mean and number of questions, of a figure that is a mean of very different things.
    """

    measure: Measure
    title: str
    figure: Figure
    baseline: Figure | None
    change: Difference | None
    apart: tuple[tuple[str, str, int], ...] = ()

    @property
    def mean(self) -> str:
        return shown(self.measure, self.figure.mean)

    @property
    def interval(self) -> str:
        return interval(self.measure, self.figure)

    @property
    def recipe(self) -> str:
        found = self.baseline
        return f"{shown(self.measure, found.mean)} ({interval(self.measure, found)})" if found else ""

    def place(self, value: float) -> float:
        """Where on the bar a value stands, 0 to 1."""
        least, most = self.measure.bounds or (0.0, max(self.figure.high, 1e-9))
        return round(min(1.0, max(0.0, (value - least) / (most - least))), 4)


@dataclass(frozen=True, slots=True)
class KindRow:
    """The headlines of one kind of question: of each its mean and its interval, with the groups where they are few;
    None where no case tells.
    """

    kind: str
    n: int
    cells: tuple[tuple[str, str] | None, ...]


class Confusion(NamedTuple):
    """`rows`: of each thing that would be right, how many questions got each of `given`."""

    given: tuple[str, ...]
    rows: tuple[tuple[str, Mapping[str, int]], ...]


def headlines(run: SavedRun, comparison: Comparison | None = None) -> tuple[Headline, ...]:
    """Those of `measures.HEADLINES` that the run has figures for."""
    changes = {item.measure.name: item for item in comparison.differences} if comparison else {}
    return tuple(
        Headline(
            _BY_NAME[name],
            titled(_BY_NAME[name], run.quoting),
            run.figures.overall[name],
            run.baseline.get(name),
            changes.get(name),
            _apart(run, name),
        )
        for name in HEADLINES
        if name in run.figures.overall
    )


def kind_rows(run: SavedRun) -> tuple[KindRow, ...]:
    """A row for all questions, then one for each kind."""
    measures = [headline.measure for headline in headlines(run)]
    asked = {kind: sum(result.kind == kind for result in run.results) for kind in run.figures.by_kind}
    return tuple(
        KindRow(
            kind=kind,
            n=len(run.results) if kind == OVERALL else asked[kind],
            cells=tuple(
                (
                    shown(measure, means[measure.name].mean),
                    f"{interval(measure, means[measure.name])}{means[measure.name].groups}",
                )
                if measure.name in means
                else None
                for measure in measures
            ),
        )
        for kind, means in run.figures.by_kind.items()
    )


def _apart(run: SavedRun, name: str) -> tuple[tuple[str, str, int], ...]:
    """False answers by kind, where there are five or more: questions off the subject are easy to refuse, near misses
    hard, and a mean of both says more about their shares in the suite than about the answers.
    """
    if name != "false_answer":
        return ()
    kinds = [(kind, means[name]) for kind, means in run.figures.by_kind.items() if kind != OVERALL and name in means]
    told = [(kind, shown(_BY_NAME[name], figure.mean), figure.n) for kind, figure in kinds if figure.n >= FEW]
    return tuple(told) if len(told) > 1 else ()


def confusion_table(run: SavedRun) -> Confusion:
    """What the questions should get and what they got, by `Figures.refusals`."""
    rows = run.figures.refusals
    given = sorted({name for counts in rows.values() for name in counts}, key=lambda name: (name != "answer", name))
    return Confusion(tuple(given), tuple(rows.items()))


def interval(measure: Measure, figure: Figure) -> str:
    """`.62 to .91`, as the tables write it."""
    return f"{shown(measure, figure.low)} to {shown(measure, figure.high)}"
