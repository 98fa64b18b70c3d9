"""`dateline ask --batch`: JSON lines of questions in, JSON lines of answers out, a line a question."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pydantic_core
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from eval.faults import faults
from index.errors import DatelineError
from index.filters import Filters
from rag.answer import Turn
from rag.chain import NewsChain
from ui.record import answered, failed, retrieved, to_json

_A_LINE = 'A line is {"id": 1, "question": "..."}.'


class TurnLine(BaseModel):
    """A message of the conversation, as in the file."""

    role: Literal["user", "assistant"]
    content: str


class QuestionLine(BaseModel):
    """A line of the file. Keys it does not name are ignored, so that a file of eval cases can be asked too."""

    model_config = ConfigDict(strict=True)

    id: Any = None
    question: str = Field(pattern=r"\S")
    history: tuple[TurnLine, ...] | None = None
    as_of: date | None = None

    @field_validator("id")
    @classmethod
    def _text_or_whole_number(cls, value: object) -> object:
        if not _is_id(value):
            raise ValueError("a text or a whole number is expected")
        return value


def ask_lines(
    lines: Iterable[bytes],
    chain: NewsChain,
    filters: Filters,
    *,
    retrieve_only: bool = False,
) -> Iterator[str]:
    """One JSON line for each line that is not blank, in order, as soon as it is there.

    `filters` hold for every question; a line's `as_of` goes before theirs. A line that is no question, and
    a question that fails, give `status` "error" with the reason in words. With `retrieve_only` nothing is
    answered: `status` is "answered" where there are passages and "refused" where there are none.
    """
    for number, raw in enumerate(lines, start=1):
        line = raw.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            asked = QuestionLine.model_validate_json(line)
        except ValidationError as error:
            record = failed(_line_id(line), "", f"line {number}: {_explain(error)}")
        else:
            record = _ask(number, asked, chain, filters, retrieve_only)
        yield to_json(record)


def _ask(number: int, asked: QuestionLine, chain: NewsChain, filters: Filters, retrieve_only: bool) -> dict[str, Any]:
    history = [Turn(turn.role, turn.content) for turn in asked.history or ()]
    limits = replace(filters, as_of=asked.as_of or filters.as_of)
    try:
        if retrieve_only:
            retrieval = chain.retrieve(asked.question, history, limits)
            return retrieved(asked.id, asked.question, retrieval, chain.library)
        return answered(asked.id, chain.ask(asked.question, history, limits))
    except DatelineError as error:
        return failed(asked.id, asked.question, f"line {number}: {error}")


def _is_id(value: object) -> bool:
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _line_id(line: bytes) -> Any:
    """The id of a line that is not a question, where it has one and it can be made out."""
    try:
        record = pydantic_core.from_json(line)
    except ValueError:
        return None
    found = record.get("id") if isinstance(record, dict) else None
    return found if _is_id(found) else None


def _explain(error: ValidationError) -> str:
    """Everything that is wrong with a line, and how a line looks where it is none at all."""
    found = error.errors(include_url=False)
    said = "; ".join(faults(found))
    return f"{said}. {_A_LINE}" if any(not each["loc"] for each in found) else f"{said}."
