"""What the calls to chat models come to: how many, how many from the cache, and their tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce
from typing import Any, NamedTuple


class Usage(NamedTuple):
    """Calls that came to a reply, those of them answered from the cache, and the tokens of all of them.

    Tokens are what the provider reported when the reply was made; it reported none for `untold` of the calls.
    """

    calls: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    untold: int = 0
    cached_input_tokens: int = 0
    cached_output_tokens: int = 0
    cached_untold: int = 0

    @property
    def asked(self) -> Usage:
        """What was not answered from the cache."""
        return Usage(
            self.calls - self.cached,
            0,
            self.input_tokens - self.cached_input_tokens,
            self.output_tokens - self.cached_output_tokens,
            self.untold - self.cached_untold,
        )

    def plus(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(*map(sum, zip(self, other, strict=True)))


NO_USAGE = Usage()


def total(usages: Iterable[Usage]) -> Usage:
    """All of them together."""
    return reduce(Usage.plus, usages, NO_USAGE)


def usage_of(record: Mapping[str, Any]) -> Usage:
    """The usage that a record of JSON values holds under `usage`; of earlier versions, what there is of it."""
    stored = record.get("usage") or {}
    return Usage(**{name: int(stored[name]) for name in Usage._fields if name in stored})


class Count:
    """A count that goes on: `usage` is what it has come to."""

    def __init__(self) -> None:
        self.usage = NO_USAGE


_counting: ContextVar[Count | None] = ContextVar("counting", default=None)


@contextmanager
def counting() -> Iterator[Count]:
    """Counts the calls of cached chat models that this thread makes in the block."""
    count = Count()
    token = _counting.set(count)
    try:
        yield count
    finally:
        _counting.reset(token)


def count_call(usage: Usage) -> None:
    """Adds a call to what is being counted, if anything is."""
    count = _counting.get()
    if count is not None:
        count.usage = count.usage.plus(usage)
