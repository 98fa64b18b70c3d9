"""What was found to differ between articles, and how it enters an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rag.answer import Passage
from rag.events import Proven
from rag.facts import places_of
from rag.proof import Kind, Proof


class Value(NamedTuple):
    """Words that answer, in a sentence `passage.article.text[start:end]`.

    `by`: 'according to the police', where the sentence has a source for each of several values.
    """

    words: str
    passage: Passage
    start: int
    end: int
    by: str = ""

    @property
    def place(self) -> tuple[Passage, int, int]:
        return self.passage, self.start, self.end


class Found(NamedTuple):
    """What articles give, oldest first. The last is the one that holds, unless `kind` is 'disputed'.

    A single value is no difference: it is what holds. `also` is quoted right after it: the newest article that says the
    same. `each`: all the values are asked for. `former` are the words of values that only the difference is to tell.
    """

    kind: Kind
    values: tuple[Value, ...]
    also: tuple[Value, ...] = ()
    each: bool = False
    former: tuple[str, ...] = ()

    @property
    def current(self) -> Value | None:
        """What holds; None where the sources differ, or each value is asked for."""
        return None if self.kind == "disputed" or self.each else self.values[-1]

    def lead(self, proof: Proof) -> Iterator[Proven]:
        """Quotes what holds before all else, or each value where the sources differ."""
        for value in (self.current, *self.also) if self.current else self.values:
            text = value.passage.article.text[value.start : value.end]
            yield from proof.add(text, [value.place], quoted=True)

    def tells_already(self, text: str) -> bool:
        """Whether a sentence speaks of the former ones alone, of whom the difference tells."""
        current = self.current
        if current is None or _speaks_of(text, current.words):
            return False
        return any(_speaks_of(text, words) for words in self.former)

    def settle(self, proof: Proof) -> None:
        """Makes what was led with the short answer, and tells of the difference."""
        proof.short.clear()
        for value in (self.current,) if self.current else self.values:
            proof.add_short(value.words, value.place, sourced=self.kind == "disputed", by=value.by)
        self.tell(proof)

    def tell(self, proof: Proof) -> None:
        """Adds what differs, with a citation for each value."""
        if len(self.values) > 1:
            proof.add_difference(self.kind, [(value.words, value.place) for value in self.values])


def _speaks_of(text: str, words: str) -> bool:
    return next(places_of(words.split()[-1], text), None) is not None
