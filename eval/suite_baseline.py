"""A suite's baseline: what each case scored, kept in a file beside it, that a later run must not fall below.

The file holds numbers and case ids, no texts, and is small, so that it can be committed: by a digest which cases were
asked, and of each case its group (cases that share an article have one number) and its scores in the order of
`measures`, `null` where it does not tell one.

    {"suite": "samples", "cases": "6a1f...", "measures": ["right", "correct", ...],
     "groups": {"s-001": 0, ...},
     "scores": {"s-001": [1, 1, ...], ...}}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from eval.clusters import clusters, numbered
from eval.faults import fault
from eval.intervals import FEWEST
from eval.measures import MEASURES
from eval.saved import SavedRun
from index.errors import CaseError

_DIGITS = 4
_HOW_TO_RENEW = "Make the baseline anew: `dateline eval guard RUN --renew` (of a packaged suite: `make baseline`)."


class Baseline(BaseModel):
    """What the cases of a suite scored, by their ids, in the order of the suite."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    suite: str
    cases: str
    measures: tuple[str, ...]
    groups: dict[str, int]
    scores: dict[str, tuple[float | None, ...]]

    @model_validator(mode="after")
    def _whole(self) -> Baseline:
        if self.groups.keys() != self.scores.keys():
            raise ValueError("groups and scores are not of the same cases")
        short = [case for case, scores in self.scores.items() if len(scores) != len(self.measures)]
        if short:
            raise ValueError(f"{short[0]} has other measures than the file names")
        return self

    def told(self, name: str) -> Mapping[str, float]:
        """The scores of a measure by case, of those that tell it; none of a measure that is not kept."""
        if name not in self.measures:
            return {}
        at = self.measures.index(name)
        return {case: score for case, scores in self.scores.items() if (score := scores[at]) is not None}


def baseline_path(cases: Path) -> Path:
    """Where the baseline of a suite file stands."""
    return cases.with_suffix(".baseline.json")


def baseline_of(run: SavedRun) -> Baseline:
    """The baseline that a run makes: every case's scores in the measures that have a better side.

    Raises CaseError where a question ended in an error, for its scores are missing, and where fewer than 20 cases
    were asked.
    """
    if errors := errors_of(run):
        raise CaseError(f"{run.folder}: {errors}, so the run is no measure for later ones. Run the suite again.")
    if len(run.results) < FEWEST:
        raise CaseError(
            f"{run.folder}: {len(run.results)} cases, too few to tell a regression from chance. Ask {FEWEST} or more."
        )
    told = {name for result in run.results for name in result.scores}
    measures = [item.name for item in MEASURES if item.better and item.name in told]
    ids = [result.id for result in run.results]
    groups = numbered(clusters([result.about for result in run.results])).tolist()
    return Baseline(
        suite=run.suite,
        cases=cases_of(run),
        measures=tuple(measures),
        groups=dict(zip(ids, groups, strict=True)),
        scores={result.id: tuple(_rounded(result.scores, measures)) for result in run.results},
    )


def load_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises CaseError on what is none, and on one of means alone, as they once were."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror}). {_HOW_TO_RENEW}") from error
    try:
        return Baseline.model_validate_json(text)
    except ValidationError as error:
        if any(item["loc"] == ("figures",) for item in error.errors()):
            raise CaseError(
                f"{path}: made by an earlier version, holds means and no scores of cases, so that no run can be held "
                f"against it case by case. {_HOW_TO_RENEW}"
            ) from error
        raise CaseError(f"{path}: not a baseline: {fault(error.errors()[0])}. {_HOW_TO_RENEW}") from error


def save_baseline(baseline: Baseline, path: Path) -> None:
    """Writes the file, in place of one that is there; a case a line, so that a difference shows which one moved."""
    path.write_text("\n".join(_lines(baseline)) + "\n", encoding="utf-8")


def cases_of(run: SavedRun) -> str:
    """The digest of the cases that a run asked. Raises CaseError where it does not say."""
    digest = run.told("run", "cases")
    if not isinstance(digest, str):
        raise CaseError(f"{run.folder}: does not say which cases it asked. Run the suite again: `dateline eval`.")
    return digest


def errors_of(run: SavedRun) -> str:
    """`2 questions ended in an error`; "" where none did."""
    count = run.figures.counts.get("error", 0)
    return f"{count} question{'s' * (count > 1)} ended in an error" if count else ""


def asked_alike(baseline: Baseline, run: SavedRun) -> None:
    """Raises CaseError where the run asked other cases than the baseline holds, saying which."""
    if cases_of(run) == baseline.cases:
        return
    ids = [result.id for result in run.results]
    gone = [case for case in baseline.scores if case not in set(ids)]
    new = [case for case in ids if case not in baseline.scores]
    told = [f"not in the run: {named(gone)}"] * bool(gone) + [f"not in the baseline: {named(new)}"] * bool(new)
    raise CaseError(
        f"{run.folder}: asked other cases than the baseline of {baseline.suite!r} was made with: {len(ids)} questions "
        f"against {len(baseline.scores)}; {'; '.join(told) or 'the cases themselves were changed'}. {_HOW_TO_RENEW}"
    )


def named(cases: Sequence[str], most: int = 8) -> str:
    """Case ids in a line, of many the first: `s-001, s-002 and 7 more`."""
    more = f" and {len(cases) - most} more" if len(cases) > most else ""
    return f"{', '.join(cases[:most])}{more}"


def _rounded(scores: Mapping[str, float], measures: Sequence[str]) -> Iterator[float | None]:
    for name in measures:
        value = scores.get(name)
        yield None if value is None else round(value, _DIGITS)


def _lines(baseline: Baseline) -> Iterator[str]:
    yield "{"
    for name in ("suite", "cases", "measures", "groups"):
        yield f" {json.dumps(name)}: {json.dumps(getattr(baseline, name), ensure_ascii=False)},"
    yield ' "scores": {'
    rows = [
        f"  {json.dumps(case, ensure_ascii=False)}: {json.dumps([_short(score) for score in scores])}"
        for case, scores in baseline.scores.items()
    ]
    yield ",\n".join(rows)
    yield " }\n}"


def _short(score: float | None) -> float | int | None:
    """Whole numbers without a point, as most scores are."""
    return int(score) if score is not None and score == int(score) else score
