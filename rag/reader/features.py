"""From texts to the model's input and back: `[CLS] question [SEP] header + passage [SEP]`, with exact offsets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from index.encoder import packaged_folder

if TYPE_CHECKING:
    from tokenizers import Encoding

MAX_TOKENS = 256
_CLS, _SEP = 101, 102  # BERT's vocabulary
_MAX_QUESTION, _MAX_HEADER = 64, 48  # tokens; what is longer loses its end
_OVERLAP = 32  # tokens that two windows of a long passage share


class Window(NamedTuple):
    """One input of the model: a question and as much of a passage as fits.

    The passage's tokens stand at `ids[first : first + len(offsets)]`. `offsets` are their characters in
    the passage's text; `words` says which tokens are of one word (equal numbers).
    """

    ids: list[int]
    types: list[int]
    first: int
    offsets: list[tuple[int, int]]
    words: list[int]

    def places(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last place in `ids` of the characters `start` to `end`; None where they are not all here."""
        inside = [i for i, (a, b) in enumerate(self.offsets) if b > start and a < end]
        if not inside or self.offsets[inside[0]][0] > start or self.offsets[inside[-1]][1] < end:
            return None
        return self.first + inside[0], self.first + inside[-1]

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the passage's text of the places `first` to `last`, widened to whole words."""
        i, j = first - self.first, last - self.first
        while i > 0 and self.words[i - 1] == self.words[i]:
            i -= 1
        while j + 1 < len(self.words) and self.words[j + 1] == self.words[j]:
            j += 1
        return self.offsets[i][0], self.offsets[j][1]


class Featurizer:
    """The packaged tokenizer, making windows of at most `max_tokens` tokens."""

    def __init__(self, max_tokens: int = MAX_TOKENS) -> None:
        from tokenizers import Tokenizer

        self.max_tokens = max_tokens
        self._tokenizer = Tokenizer.from_file(str(packaged_folder() / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def windows(self, inputs: Sequence[tuple[str, str, str]]) -> list[list[Window]]:
        """The windows of each (question, header, passage): one, or more where the passage is long.

        A window holds the question, the header and a part of the passage; two windows next to each other
        share 32 tokens, so that an answer at a border stands whole in one of them.
        """
        texts = list(dict.fromkeys(text for one in inputs for text in one))
        encodings = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        encoded: dict[str, Encoding] = dict(zip(texts, encodings, strict=True))
        return [self._windows(*(encoded[text] for text in one)) for one in inputs]

    def _windows(self, question: Encoding, header: Encoding, passage: Encoding) -> list[Window]:
        before = [_CLS, *question.ids[:_MAX_QUESTION], _SEP]
        types = [0] * len(before)
        before += header.ids[:_MAX_HEADER]
        room = self.max_tokens - len(before) - 1
        found = []
        start = 0
        while True:
            ids = passage.ids[start : start + room]
            offsets = passage.offsets[start : start + room]
            words = [word for word in passage.word_ids[start : start + room] if word is not None]
            here = [*before, *ids, _SEP]
            found.append(Window(here, types + [1] * (len(here) - len(types)), len(before), offsets, words))
            if start + room >= len(passage.ids):
                return found
            start += room - _OVERLAP
