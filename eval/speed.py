"""How fast the small model reads: milliseconds for a question's passages, in each arithmetic, beside the encoder."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import get_args

from index.embed import SentenceTransformerEmbeddings
from index.errors import ReadError, StoreError
from rag.answer import Passage
from rag.rank import reader_input
from rag.reader.read import Arithmetic, Reader

_ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds for all passages together: the median and the least of several rounds."""

    name: str
    passages: int
    words: int
    median_ms: float
    least_ms: float


def time_reading(
    passages: Sequence[Passage], questions: Sequence[str], embedder: SentenceTransformerEmbeddings
) -> tuple[Timing, ...]:
    """The reader in each arithmetic that it has, and the embedding model on the same passages.

    Each round asks another question. Raises ReadError where the reader is missing, StoreError without passages.
    """
    if not passages or not questions:
        raise StoreError("There is nothing to read yet. Add articles with `dateline index PATH`.")
    inputs = [reader_input(passage) for passage in passages]
    words = sum(len(text.split()) for _, text in inputs)
    timings = []
    for arithmetic in get_args(Arithmetic):
        reader = Reader.load(arithmetic=arithmetic)
        if reader is None:
            raise ReadError("The reader's weights are missing. Install Dateline again, or train the reader.")
        timings.append(_timed(f"reader, {arithmetic}", words, questions, len(inputs), partial(_read, reader, inputs)))
    texts = [f"{header}{text}" for header, text in inputs]
    timings.append(_timed("embedding model", words, questions, len(texts), lambda _: embedder.encode_documents(texts)))
    return tuple(timings)


def _read(reader: Reader, inputs: Sequence[tuple[str, str]], question: str) -> object:
    return reader.read(question, inputs)


def _timed(name: str, words: int, questions: Sequence[str], passages: int, work: Callable[[str], object]) -> Timing:
    work(questions[0])  # the first call prepares
    rounds = []
    for number in range(_ROUNDS):
        begin = time.perf_counter()
        work(questions[number % len(questions)])
        rounds.append(1000 * (time.perf_counter() - begin))
    return Timing(name, passages, words, round(median(rounds), 1), round(min(rounds), 1))
