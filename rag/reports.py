"""The figures that sentences give, each a report with its article, its day and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rag.answer import Passage
from rag.candidates import Candidate
from rag.differing import Found, Value
from rag.figures import number_places
from rag.proof import Kind
from rag.quantities import Quantity, quantities

_MOST_WORDS = 5  # of a value
TAKEN_BACK = re.compile(
    r"\b(?:(?:an? )?(?:earlier|previous|first|original) (?:version|edition|report|article)"
    r"|article (?:on|of) .{1,30}? (?:gave|said|put|stated|named|reported)|article also (?:said|gave|put|stated)"
    r"|incorrectly|mistakenly|wrongly|misstated|in error|was wrong|were wrong|correcting|false report)\b",
    re.IGNORECASE,
)


class Report(NamedTuple):
    """A figure as a sentence gives it: `passage.article.text[start:end]`, the quantity, and its words.

    `taken_back`: the sentence says that the figure was wrong.
    """

    passage: Passage
    start: int
    end: int
    quantity: Quantity
    taken_back: bool = False
    candidate: Candidate | None = None

    @property
    def words(self) -> str:
        """The figure as it stands there, with the words beside it that the reader would answer with."""
        text = self.passage.article.text
        start, end = self.start + self.quantity.start, self.start + self.quantity.end
        span = self.candidate.span if self.candidate else None
        if span and span.start <= start and end <= span.end and len(number_places(text[span.start : span.end])) == 1:
            start, end = (
                (span.start, span.end) if len(text[span.start : span.end].split()) <= _MOST_WORDS else (start, end)
            )
        return text[start:end].strip(" ,;:.")

    @property
    def value(self) -> Value:
        return Value(self.words, self.passage, self.start, self.end)

    @property
    def day(self) -> date | None:
        return self.passage.article.latest


def reports_of(candidate: Candidate, *, steps: bool = False) -> Iterator[Report]:
    """The figures of a sentence; with `steps` also those that are no total ('another 12', 'from 81')."""
    text = candidate.text
    back = TAKEN_BACK.search(text)
    for quantity in quantities(text, steps=steps):
        yield Report(
            candidate.passage,
            candidate.start,
            candidate.end,
            quantity,
            back is not None and back.start() < quantity.start,
            candidate,
        )


def found(kind: Kind, reports: Sequence[Report]) -> Found:
    """The reports as what was found to differ."""
    return Found(kind, tuple(report.value for report in reports))


def sentence(report: Report) -> str:
    """The sentence that gives the figure."""
    return report.passage.article.text[report.start : report.end]
