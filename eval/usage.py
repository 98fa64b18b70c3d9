"""What the calls to chat models come to: how many, how many from the cache, and their tokens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Usage:
    """Calls that came to a reply, those of them answered from the cache, and the tokens of all of them.

    Tokens are what the provider reported when the reply was made; providers that report none count 0.
    """

    calls: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def add(self, other: Usage) -> None:
        """Counts another's calls as well."""
        self.calls += other.calls
        self.cached += other.cached
        self.input_tokens += other.input_tokens
        self.output_tokens += other.output_tokens


_counting: ContextVar[Usage | None] = ContextVar("usage", default=None)


@contextmanager
def counting() -> Iterator[Usage]:
    """Counts the calls of cached chat models that this thread makes in the block."""
    usage = Usage()
    token = _counting.set(usage)
    try:
        yield usage
    finally:
        _counting.reset(token)


def count_call(usage: Usage) -> None:
    """Adds a call to what is being counted, if anything is."""
    counted = _counting.get()
    if counted is not None:
        counted.add(usage)
