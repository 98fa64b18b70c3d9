"""A suite's baseline: its figures, kept in a file beside it, that a later run must not fall below.

The file holds no texts and is small, so that it can be committed: by a digest which cases were asked, and of each
measure the mean, its 95% interval and the number of cases.

    {"suite": "samples", "cases": "6a1f...", "questions": 206,
     "figures": {"right": {"mean": 0.71, "low": 0.64, "high": 0.78, "n": 206}, ...}}
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.faults import fault
from eval.intervals import FEWEST
from eval.measures import MEASURES, Measure, shown
from eval.saved import SavedRun
from index.errors import CaseError

_DIGITS = 4
_ROUNDING = 10.0**-_DIGITS
_HOW_TO_RENEW = "Make the baseline anew: `dateline eval guard RUN --renew`."


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class KeptFigure(_Kept):
    """A mean over `n` cases with its 95% interval."""

    mean: float
    low: float
    high: float
    n: int


class Baseline(_Kept):
    """What a suite came to: how many questions, which cases (a digest), and the figures by the names in `measures`."""

    suite: str
    cases: str
    questions: int
    figures: dict[str, KeptFigure]


class Verdict(NamedTuple):
    """A line for each figure that left its interval, and how many `held` did not."""

    worse: tuple[str, ...]
    better: tuple[str, ...]
    held: int


def baseline_path(cases: Path) -> Path:
    """Where the baseline of a suite file stands."""
    return cases.with_suffix(".baseline.json")


def baseline_of(run: SavedRun) -> Baseline:
    """The baseline that a run makes: all measures that have a better side and were told by 20 cases or more.

    Raises CaseError where a question ended in an error, for the figures know nothing of it, and where no
    measure has that many cases.
    """
    if errors := _errors(run):
        raise CaseError(f"{run.folder}: {errors}, so the run is no measure for later ones. Run the suite again.")
    found = {measure.name: run.figures.overall.get(measure.name) for measure in MEASURES if measure.better}
    if not any(figure and figure.n >= FEWEST for figure in found.values()):
        raise CaseError(
            f"{run.folder}: no figure is told by {FEWEST} cases or more, too few to tell a regression from chance. "
            "Ask more questions."
        )
    return Baseline(
        suite=run.suite,
        cases=_cases(run),
        questions=len(run.results),
        figures={
            name: KeptFigure(
                mean=round(figure.mean, _DIGITS),
                low=round(figure.low, _DIGITS),
                high=round(figure.high, _DIGITS),
                n=figure.n,
            )
            for name, figure in found.items()
            if figure and figure.n >= FEWEST
        },
    )


def hold_against(baseline: Baseline, run: SavedRun) -> Verdict:
    """Which figures of the run lie outside the baseline's intervals, and on which side.

    Worse is also a question that ended in an error, and a figure that is told no longer. Raises CaseError where
    the run asked other cases.
    """
    if _cases(run) != baseline.cases:
        raise CaseError(
            f"{run.folder}: asked other cases than the baseline of {baseline.suite!r} was made with: "
            f"{len(run.results)} questions against {baseline.questions}, or the suite has changed. {_HOW_TO_RENEW}"
        )
    errors = _errors(run)
    worse, better = [errors] * bool(errors), list[str]()
    for measure in MEASURES:
        kept, figure = baseline.figures.get(measure.name), run.figures.overall.get(measure.name)
        if kept is None:
            continue
        if figure is None:
            worse.append(f"{measure.title}: no longer measured; it was {shown(measure, kept.mean)}")
        elif line := _outside(measure, kept, figure.mean):
            (worse if (figure.mean < kept.mean) == (measure.better == "high") else better).append(line)
    known = {measure.name for measure in MEASURES}
    worse += [f"{name}: no longer a measure" for name in baseline.figures if name not in known]
    return Verdict(tuple(worse), tuple(better), len(baseline.figures) - len(better) - len(worse) + bool(errors))


def load_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises CaseError on what is none."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror}). {_HOW_TO_RENEW}") from error
    except ValidationError as error:
        raise CaseError(f"{path}: not a baseline: {fault(error.errors()[0])}. {_HOW_TO_RENEW}") from error


def save_baseline(baseline: Baseline, path: Path) -> None:
    """Writes the file, in place of one that is there."""
    path.write_text(baseline.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _outside(measure: Measure, kept: KeptFigure, mean: float) -> str | None:
    if kept.low - _ROUNDING <= mean <= kept.high + _ROUNDING:
        return None
    interval = f"{shown(measure, kept.low)} to {shown(measure, kept.high)}"
    side = "below" if mean < kept.low else "above"
    return (
        f"{measure.title}: {shown(measure, mean)} is {side} the baseline's 95% interval, {interval}"
        f" ({shown(measure, kept.mean)}, {kept.n} cases)"
    )


def _cases(run: SavedRun) -> str:
    digest = run.told("run", "cases")
    if not isinstance(digest, str):
        raise CaseError(f"{run.folder}: does not say which cases it asked. Run the suite again: `dateline eval`.")
    return digest


def _errors(run: SavedRun) -> str:
    count = run.figures.counts.get("error", 0)
    return f"{count} question{'s' * (count > 1)} ended in an error" if count else ""
