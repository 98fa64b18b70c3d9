"""A run read back from its folder: each case (`saved_case`) and the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from eval.faults import fault
from eval.figures import OVERALL, Figures
from eval.intervals import Figure
from eval.save import RESULTS, SUMMARY
from eval.saved_case import SavedResult
from index.errors import CaseError
from rag.settings import BUILTIN

_WHAT_IS_A_RUN = "Name the folder that `dateline eval --out` wrote."
_OTHER = f"{_WHAT_IS_A_RUN} A run of another version of Dateline may have to be made again."


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A run as its folder holds it. `summary` is `summary.json` as JSON values; the rest is read from it."""

    folder: Path
    results: tuple[SavedResult, ...]
    summary: Mapping[str, Any]
    figures: Figures
    baseline: Mapping[str, Figure]

    @property
    def suite(self) -> str:
        return str(self.summary.get("suite", self.folder.name))

    @property
    def gate_threshold(self) -> float | None:
        """The gate's probability under which the run refused; None where it does not say."""
        value = self.told("settings", "rag", "gate_threshold")
        return value if isinstance(value, float) else None

    @property
    def quoting(self) -> bool:
        """Whether the answers are quotes alone: those of the built-in answerer."""
        return bool(self.told("settings", "rag", "model") == BUILTIN)

    @property
    def missed(self) -> tuple[str, ...]:
        """The suite's thresholds that were not kept, a line each."""
        missed = self.summary.get("missed")
        return tuple(map(str, missed)) if isinstance(missed, list) else ()

    def told(self, *path: str) -> Any:
        """What the summary says under these names, one within the other; None where it does not."""
        value: Any = self.summary
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value


def load_run(folder: Path) -> SavedRun:
    """A saved run. Raises CaseError on a folder that is none."""
    path = folder / SUMMARY
    try:
        summary = TypeAdapter(dict[str, Any]).validate_json(path.read_text(encoding="utf-8"))
        figures = TypeAdapter(Figures).validate_python(summary)
        baseline = TypeAdapter(dict[str, Figure]).validate_python(summary.get("baseline", {}))
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: cannot be read ({_why(error)}). {_WHAT_IS_A_RUN}") from error
    except ValidationError as error:
        raise CaseError(f"{path}: not the summary of a run: {fault(error.errors()[0])}. {_OTHER}") from error
    if OVERALL not in figures.by_kind:
        raise CaseError(f"{path}: by_kind lacks {OVERALL!r}, the figures of all cases. {_WHAT_IS_A_RUN}")
    return SavedRun(folder, load_results(folder), summary, figures, baseline)


def load_results(run: Path) -> tuple[SavedResult, ...]:
    """The results of a saved run: its folder, or its `results.jsonl`. Raises CaseError on what is none."""
    path = run / RESULTS if run.is_dir() else run
    try:
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: cannot be read ({_why(error)}). {_WHAT_IS_A_RUN}") from error
    results = []
    for number, line in enumerate(lines, start=1):
        try:
            results.append(SavedResult.model_validate_json(line))
        except ValidationError as error:
            raise CaseError(f"{path}, line {number}: not a result of `dateline eval`. {_OTHER}") from error
    return tuple(results)


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else f"byte {error.start} is not UTF-8"
