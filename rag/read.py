"""A passage together with what the reader found in it: lives while an answer is made, and is no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from rag.answer import Passage
from rag.reader.reading import Reading


@dataclass(frozen=True, slots=True)
class ReadPassage(Passage):
    """A passage that was read with the question."""

    reading: Reading = field(kw_only=True, compare=False, repr=False)


def with_reading(passage: Passage, reading: Reading) -> ReadPassage:
    """The passage as read."""
    return ReadPassage(**_known(passage), reading=reading)


def reading_of(passage: Passage) -> Reading | None:
    """What the reader found in the passage; None where it was not read."""
    return passage.reading if isinstance(passage, ReadPassage) else None


def unread(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages without what the reader found."""
    return tuple(Passage(**_known(passage)) for passage in passages)


def _known(passage: Passage) -> dict[str, Any]:
    return {one.name: getattr(passage, one.name) for one in fields(Passage)}
