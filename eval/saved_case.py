"""A case of a saved run as its line in `results.jsonl` tells it: what was asked, found and said, and its scores.

`eval.case_record` writes these lines.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict


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
    sure: bool = True
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
