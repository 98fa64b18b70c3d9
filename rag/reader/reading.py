"""What the reader found in a passage: how well any of its words would answer, and whether it answers at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.overlap import logit

if TYPE_CHECKING:
    from rag.reader.features import Window

_LONGEST = 30  # tokens of a span

Logits = NDArray[np.float32]


class Span(NamedTuple):
    """Words of a passage, `text[start:end]`. `score`: logit of the span minus that of no answer."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """One window of a passage with the start and end logits of its n tokens, (n,) each, and those of no answer."""

    window: Window
    starts: Logits
    ends: Logits
    nothing: float

    @property
    def end(self) -> int:
        """Where the window's last token ends in the passage."""
        return self.window.offsets[-1][1] if self.window.offsets else 0

    def best(self, start: int, end: int) -> Span | None:
        """The best span within the characters `start` to `end` of the passage; None where no token lies there."""
        inside = [i for i, (a, b) in enumerate(self.window.offsets) if a >= start and b <= end]
        if not inside:
            return None
        low, n = inside[0], len(inside)
        sums = self.starts[low : low + n, None] + self.ends[None, low : low + n]
        sums = np.where(np.tri(n, n, -1, dtype=bool) | ~np.tri(n, n, _LONGEST - 1, dtype=bool), -np.inf, sums)
        first, last = divmod(int(sums.argmax()), n)
        a, b = self.window.characters(self.window.first + low + first, self.window.first + low + last)
        return Span(max(a, start), min(b, end), float(sums[first, last]) - self.nothing)


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage read with a question.

    `relevance` is the probability (0 to 1) that the passage answers it, `relevance_score` its log-odds;
    `span_score` is that of the passage's best span, -20 where it has no words.
    """

    relevance: float
    parts: tuple[Part, ...]

    @property
    def relevance_score(self) -> float:
        return logit(self.relevance)

    @property
    def span_score(self) -> float:
        spans = [span for part in self.parts if (span := part.best(0, part.end)) is not None]
        return max((span.score for span in spans), default=-20.0)

    def best(self, start: int, end: int) -> Span | None:
        """The span within the characters `start` to `end` that answers best, even where nothing does.

        None where there is no word. Where two windows overlap the better one counts.
        """
        found = [span for part in self.parts if (span := part.best(start, end)) is not None]
        return max(found, key=lambda span: span.score, default=None)
