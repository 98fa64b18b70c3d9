"""The figures a suite must reach, from the TOML file beside it: `samples.thresholds.toml` for `samples.jsonl`.

[minimum]
correct = 0.8
"correct/time" = 0.7      # of one kind of question

[maximum]
false_answer = 0.1
latency_p95 = 1500        # milliseconds
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.figures import OVERALL, Figures
from eval.measures import MEASURES
from index.errors import CaseError

_LATENCY = "latency_p95"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound on one figure of one kind of question."""

    name: str
    kind: str
    bound: Literal["minimum", "maximum"]
    value: float


def thresholds_path(cases: Path) -> Path:
    """Where the thresholds of a suite file stand."""
    return cases.with_suffix(".thresholds.toml")


def load_thresholds(path: Path) -> tuple[Threshold, ...]:
    """The thresholds of a suite; none where there is no such file. Raises CaseError on what it cannot hold."""
    if not path.exists():
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{path.name}: not TOML: {error}. Correct it.") from error
    return tuple(
        _threshold(path, bound, key, value)
        for bound, table in tables.items()
        for key, value in (table.items() if isinstance(table, dict) else [(bound, table)])
    )


def missed(thresholds: tuple[Threshold, ...], figures: Figures) -> tuple[str, ...]:
    """A line for each threshold that is not kept, and one for errors, which no suite allows."""
    lines = [line for threshold in thresholds if (line := _miss(threshold, figures))]
    if errors := figures.counts["error"]:
        lines.append(f"{errors} question{'s' * (errors > 1)} ended in an error.")
    return tuple(lines)


def _threshold(path: Path, bound: str, key: str, value: object) -> Threshold:
    name, _, kind = key.partition("/")
    if bound not in ("minimum", "maximum"):
        raise CaseError(f"{path.name}: [{bound}] is no table of thresholds. Use [minimum] and [maximum].")
    known = [*(measure.name for measure in MEASURES), _LATENCY]
    if name not in known:
        near = difflib.get_close_matches(name, known, 3)
        hint = f"Did you mean {' or '.join(map(repr, near))}?" if near else f"Use one of: {', '.join(known)}."
        raise CaseError(f"{path.name}: {name!r} in [{bound}] is no figure. {hint}")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CaseError(f"{path.name}: {key} in [{bound}] is {value!r}, not a number. Give a number.")
    return Threshold(name, kind or OVERALL, "minimum" if bound == "minimum" else "maximum", float(value))


def _miss(threshold: Threshold, figures: Figures) -> str | None:
    name = threshold.name if threshold.kind == OVERALL else f"{threshold.name}/{threshold.kind}"
    value = _value(threshold, figures)
    if value is None:
        return f"{name} was not measured; its {threshold.bound} is {threshold.value:g}."
    if value < threshold.value if threshold.bound == "minimum" else value > threshold.value:
        return f"{name} is {value:.3f}; its {threshold.bound} is {threshold.value:g}."
    return None


def _value(threshold: Threshold, figures: Figures) -> float | None:
    if threshold.name == _LATENCY:
        return figures.latency["question"].p95 if "question" in figures.latency else None
    figure = figures.by_kind.get(threshold.kind, {}).get(threshold.name)
    return figure.mean if figure else None
