"""The proven part of an answer as it grows: sentences, and citations numbered as they first appear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rag.answer import Citation, Compared, Difference, Passage, Sentence, ShortAnswer, TimelineEntry
from rag.events import Proven
from rag.named_days import days_named
from rag.sources import credited
from rag.speaker import care, speaker

Kind = Literal["changed", "corrected", "disputed"]
Span = tuple[Passage, int, int]  # the words passage.article.text[start:end]


@dataclass(slots=True)
class Proof:
    """Collects what may be shown. One per question; the chain drops it when the answer is made."""

    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    short: list[ShortAnswer] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    timeline: list[TimelineEntry] = field(default_factory=list)
    compared: Compared | None = None
    sure: bool = True
    missing: list[str] = field(default_factory=list)  # parts of the question that nothing answers

    def add(self, text: str, spans: Sequence[Span], *, quoted: bool = False) -> tuple[Proven, ...]:
        """Adds a sentence that was checked: one event, or none where it stands there already, but for case and space.

        The same words cited twice keep their number.
        """
        if _plain(text) in map(_plain, (sentence.text for sentence in self.sentences)):
            return ()
        before = len(self.citations)
        cited = [self.cite(span) for span in spans]
        sentence = Sentence(text, tuple(dict.fromkeys(cited)), quoted, _speaker(spans[0]) if quoted else "")
        self.sentences.append(sentence)
        return (Proven(sentence, tuple(self.citations[before:])),)

    def cite(self, span: Span) -> int:
        """The number of the citation of these words: the one they have, or the next."""
        passage, start, end = span
        for citation in self.citations:
            if (citation.article.article_id, citation.start, citation.end) == (passage.article.article_id, start, end):
                return citation.n
        self.citations.append(Citation(len(self.citations) + 1, passage.article, start, end, passage.copies))
        return len(self.citations)

    def add_difference(self, kind: Kind, values: Sequence[tuple[str, Span]]) -> None:
        """Adds that articles differ: each value's words, and the span that they stand in."""
        shown = tuple(ShortAnswer(words, self.cite(span)) for words, span in values)
        self.differences.append(Difference(kind, shown))

    def add_short(self, words: str, span: Span, part: str = "", *, sourced: bool = False, by: str = "") -> None:
        """Adds a short answer, to `part` of the question, whose words stand in `span`. It is left out where no sentence
        cites that span. `sourced`: it is one word against another, so that who says it stands beside it: `by`,
        or as the sentence has it.
        """
        n = self.number_of(words, span)
        if n is not None:
            cited = self.citations[n - 1]
            days = days_named(cited.quote, words, cited.article.published)
            told = by or care(cited.quote, words) or (credited(cited.quote) if sourced else "")
            self.short.append(ShortAnswer(words, n, told, days, part))

    def number_of(self, words: str, span: Span) -> int | None:
        """The number of the citation that is `span`, if it holds these words; None where no sentence cites it."""
        passage, start, end = span
        place = (passage.article.article_id, start, end)
        for citation in self.citations:
            if (citation.article.article_id, citation.start, citation.end) == place and words in citation.quote:
                return citation.n
        return None


def _speaker(span: Span) -> str:
    passage, start, end = span
    return speaker(passage.article.text, start, end)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
