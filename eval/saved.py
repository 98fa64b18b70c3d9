"""A run read back from its folder: what `save` wrote of each case, and the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from eval.faults import fault
from eval.figures import OVERALL, Figures
from eval.intervals import Figure
from eval.save import RESULTS, SUMMARY
from index.errors import CaseError
from rag.settings import BUILTIN

_WHAT_IS_A_RUN = "Name the folder that `dateline eval --out` wrote."
_OTHER = f"{_WHAT_IS_A_RUN} A run of another version of Dateline may have to be made again."


class _Saved(BaseModel):
    model_config = ConfigDict(frozen=True)


class SavedTurn(_Saved):
    """One message of the conversation before the question."""

    role: str
    content: str


class SavedEvidence(_Saved):
    """Where the answer stands: an article's URL or id, and its words."""

    article: str
    quote: str = ""


class SavedNugget(_Saved):
    """A fact that the answer should hold: a vital one, or one that is okay to have."""

    text: str
    vital: bool = True


class SavedSentence(_Saved):
    """A sentence of the answer and the numbers of its citations."""

    text: str
    citations: tuple[int, ...] = ()


class SavedPart(_Saved):
    """Some words of an article: characters `start` to `end` of its text."""

    article_id: str
    title: str = ""
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    start: int
    end: int


class SavedCitation(SavedPart):
    """Proof, by its number in the answer."""

    n: int
    quote: str


class SavedPassage(SavedPart):
    """What retrieval found; `gold`: in a gold article; `holds_quote`: at least half of a gold quote stands in it."""

    score: float
    text: str = ""
    gold: bool = False
    holds_quote: bool = False


class SavedGrade(_Saved):
    """What a judge or an entailment model said of the answer or of one sentence."""

    about: str
    grade: str | None
    reason: str = ""
    by: str = "judge"


class SavedResult(_Saved):
    """A line of `results.jsonl`: a case, what became of it, and its scores by the names in `measures`. `about` are
    the stories of the evidence: cases that share one are not independent. Of each of `parts`, one form is needed.
    """

    id: str
    question: str
    kind: str = "fact"
    history: tuple[SavedTurn, ...] = ()
    as_of: date | None = None
    answerable: bool = True
    accepted: tuple[str, ...] = ()
    needs_all: bool = False
    parts: tuple[tuple[str, ...], ...] = ()
    superseded: tuple[str, ...] = ()
    nuggets: tuple[SavedNugget, ...] = ()
    expected_reason: str | None = None
    filters: dict[str, Any] = {}
    about: tuple[str, ...] = ()
    evidence: tuple[SavedEvidence, ...] = ()
    note: str = ""
    status: str
    error: str | None = None
    ms: float = 0.0
    usage: dict[str, int] = {}
    cost: float | None = None
    scores: dict[str, float]
    grades: tuple[SavedGrade, ...] = ()
    standalone_question: str | None = None
    reason: str | None = None
    covered: float | None = None
    answer: str | None = None
    short: tuple[str, ...] = ()
    sentences: tuple[SavedSentence, ...] = ()
    citations: tuple[SavedCitation, ...] = ()
    passages: tuple[SavedPassage, ...] = ()
    notes: tuple[str, ...] = ()
    timings_ms: dict[str, float] = {}

    @property
    def outcome(self) -> str:
        """`right`, `wrong`, `error`, or `unscored` where the case does not say what is right."""
        if self.status == "error":
            return "error"
        right = self.scores.get("right")
        return "unscored" if right is None else "right" if right >= 1 else "wrong"

    @property
    def gold_rank(self) -> int | None:
        """The place, from 1, of the first passage that holds a gold quote; where there are only gold articles, of
        the first from one of these. None where none was found, or the case has no evidence.
        """
        quoted = any(item.quote.strip() for item in self.evidence)
        return next(
            (at for at, found in enumerate(self.passages, 1) if (found.holds_quote if quoted else found.gold)), None
        )


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
