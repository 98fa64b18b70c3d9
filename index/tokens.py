"""The tokens of a text, found once: how many each part of it has, and which these are.

Cutting an article into chunks needs the length of every sentence in tokens, and the model the tokens of every chunk.
Where a tokenizer reads word by word, as BERT's does, both are parts of the tokens of the whole article.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.sentences import Span

Ids = NDArray[np.int32]


class Tokenized(Protocol):
    """A text as an embedding model reads it."""

    def counts(self, spans: Sequence[Span]) -> list[int]:
        """How many tokens each part of the text has when it stands alone, special ones left out."""
        ...

    def ids(self, spans: Sequence[Span]) -> list[Ids]:
        """The tokens of each part when it stands alone, special ones left out; [] where only the model can tell."""
        ...


class PartByPart:
    """A text of which every part is tokenized anew: right for any tokenizer."""

    def __init__(self, text: str, count: Callable[[Sequence[str]], list[int]]) -> None:
        """`count` gives the tokens of texts, special ones included."""
        self._text, self._count = text, count

    def counts(self, spans: Sequence[Span]) -> list[int]:
        special, *counts = self._count(["", *(self._text[start:end] for start, end in spans)])
        return [count - special for count in counts]

    def ids(self, spans: Sequence[Span]) -> list[Ids]:  # noqa: ARG002
        return []


class WordByWord:
    """A text whose tokens are known. A part that ends where words end has the tokens that stand in it."""

    def __init__(self, text: str, ids: Ids, starts: Ids, tokenize: Callable[[str], Ids]) -> None:
        """`ids` are the tokens, `starts` the places in the text where they begin; `tokenize` is for parts of words."""
        self._text, self._ids, self._starts, self._tokenize = text, ids, starts, tokenize

    def counts(self, spans: Sequence[Span]) -> list[int]:
        return [len(ids) for ids in self.ids(spans)]

    def ids(self, spans: Sequence[Span]) -> list[Ids]:
        places = np.searchsorted(self._starts, np.array(spans, dtype=np.int32).reshape(-1, 2)).tolist()
        return [
            self._ids[first:last]
            if _parts_words(self._text, start) and _parts_words(self._text, end)
            else self._tokenize(self._text[start:end])
            for (start, end), (first, last) in zip(spans, places, strict=True)
        ]


def _parts_words(text: str, at: int) -> bool:
    """Whether no word goes on across this place: a mark is a word of its own."""
    return not 0 < at < len(text) or _is_mark(text[at - 1]) or _is_mark(text[at])


def _is_mark(character: str) -> bool:
    return character in " \n\t" or unicodedata.category(character).startswith("P")
