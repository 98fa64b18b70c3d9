"""A judge's reply, read: one grade in one JSON object, whatever stands around it, and nothing guessed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Generic, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from rag.parse import without_thoughts

Correctness = Literal["correct", "partly", "wrong"]
Support = Literal["supports", "partly", "not"]
CORRECTNESS: tuple[str, ...] = get_args(Correctness)  # best first
SUPPORT: tuple[str, ...] = get_args(Support)

_MOST_CHARACTERS = 20_000  # of a reply; a grade needs a hundred
_MOST_BRACES = 200  # looked at

GradeT = TypeVar("GradeT", bound=str)


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


class Reply(BaseModel, Generic[GradeT]):
    """What a judge is asked for."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reason: str
    grade: Annotated[GradeT, BeforeValidator(_lower)]


def read_reply(text: str, form: type[Reply[GradeT]]) -> Reply[GradeT]:
    """The grade in a reply; thinking in tags, code fences and words around the object are passed over.

    Raises ValueError, in words for the judge, where there is no object of the form, or where several disagree.
    """
    found = [reply for value in _objects(without_thoughts(text)[:_MOST_CHARACTERS]) if (reply := _valid(value, form))]
    if not found:
        raise ValueError("there is no JSON object with 'reason' and one of the grades in it")
    if len({reply.grade for reply in found}) > 1:
        raise ValueError("it holds several grades")
    return found[0]


def _valid(value: object, form: type[Reply[GradeT]]) -> Reply[GradeT] | None:
    try:
        return form.model_validate(value)
    except ValidationError:
        return None


def _objects(text: str) -> Iterator[object]:
    """The JSON objects that stand in a text, outermost only."""
    decoder = json.JSONDecoder()
    at = text.find("{")
    for _ in range(_MOST_BRACES):
        if at < 0:
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield value
        at = text.find("{", end)
