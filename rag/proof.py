"""The proven part of an answer as it grows: sentences, and citations numbered as they first appear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.answer import Citation, Passage, Sentence, ShortAnswer
from rag.events import Proven

Span = tuple[Passage, int, int]  # the words passage.article.text[start:end]


@dataclass(slots=True)
class Proof:
    """Collects what may be shown. One per question; the chain drops it when the answer is made."""

    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    short: list[ShortAnswer] = field(default_factory=list)

    def add(self, text: str, spans: Sequence[Span], *, quoted: bool = False) -> tuple[Proven, ...]:
        """Adds a sentence that was checked: one event, or none where it stands there already, but for case and space.

        The same words cited twice keep their number.
        """
        if _plain(text) in map(_plain, (sentence.text for sentence in self.sentences)):
            return ()
        known = {(c.article.article_id, c.start, c.end): c.n for c in self.citations}
        fresh: list[Citation] = []
        cited: list[int] = []
        for passage, start, end in spans:
            key = (passage.article.article_id, start, end)
            if key not in known:
                known[key] = len(known) + 1
                fresh.append(Citation(known[key], passage.article, start, end, passage.copies))
            cited.append(known[key])
        sentence = Sentence(text, tuple(dict.fromkeys(cited)), quoted)
        self.sentences.append(sentence)
        self.citations.extend(fresh)
        return (Proven(sentence, tuple(fresh)),)

    def add_short(self, words: str, span: Span) -> None:
        """Adds a short answer whose words stand in `span`. It is left out where no sentence cites that span."""
        passage, start, end = span
        place = (passage.article.article_id, start, end)
        for citation in self.citations:
            if (citation.article.article_id, citation.start, citation.end) == place and words in citation.quote:
                self.short.append(ShortAnswer(words, citation.n))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
