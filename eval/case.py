"""A case: one question with what a right answer must hold, and the suite files that cases stand in.

A suite is a JSONL file, one case a line:

    {"id", "question", "kind", "history": [{"role", "content"}], "as_of", "answerable", "answers",
     "evidence": [{"article": url or article id, "quote"}], "note"}

Only `id`, `question` and `answerable` must be there; `null` is as good as nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError, field_validator
from pydantic_core import ErrorDetails

from index.article import canonical_url
from index.errors import CaseError
from index.filters import Filters
from rag.answer import Turn


class Evidence(NamedTuple):
    """Where the answer stands: an article's URL or id, and its words ("" for the article as a whole)."""

    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """One question. `answers` are the accepted forms of the answer; with the note "all" each of them is needed."""

    case_id: str
    question: str
    answerable: bool
    kind: str = "fact"
    history: tuple[Turn, ...] = ()
    as_of: date | None = None
    answers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str = ""

    @property
    def needs_all(self) -> bool:
        return self.note.strip().casefold() == "all"

    @property
    def filters(self) -> Filters:
        return Filters(as_of=self.as_of)


class Parsed(NamedTuple):
    """What a line of a suite file holds. `problems` is everything that is wrong with it.

    There is a case wherever the fields have their types, also where the question is still empty.
    """

    case: Case | None
    problems: tuple[str, ...]


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a suite file, in order.

    Raises CaseError naming the file, the line and the field of the first thing that is wrong.
    """
    cases: dict[str, Case] = {}
    for number, line in suite_lines(path):
        case, problems = parse_case(line)
        if problems or case is None:
            raise CaseError(f"{path.name}, line {number}: {problems[0]}")
        if case.case_id in cases:
            raise CaseError(
                f"{path.name}, line {number}: id {case.case_id!r} is taken already. Give each case its own id."
            )
        cases[case.case_id] = case
    return tuple(cases.values())


def suite_lines(path: Path) -> tuple[tuple[int, str], ...]:
    """The lines of a suite file that are not empty, with their numbers from 1.

    Raises CaseError where the file cannot be read, is not UTF-8, or holds no case.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not splitlines: JSON texts may hold other line breaks
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror}). Name a JSONL file of cases.") from error
    except UnicodeDecodeError as error:
        raise CaseError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
    numbered = tuple((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    if not numbered:
        raise CaseError(f"{path}: there is no case in it. Write one JSON object a line.")
    return numbered


class _Turn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    role: Literal["user", "assistant"]
    content: str


class _Evidence(BaseModel):
    model_config = ConfigDict(extra="forbid")
    article: str = Field(min_length=1)
    quote: str = ""

    @field_validator("article")
    @classmethod
    def _is_url_or_id(cls, value: str) -> str:
        canonical_url(value)  # ValueError on an address that is none
        return value


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str = Field(min_length=1, coerce_numbers_to_str=True)
    question: str
    answerable: StrictBool
    kind: str = "fact"
    history: list[_Turn] = []
    as_of: date | None = None
    answers: list[str] = []
    evidence: list[_Evidence] = []
    note: str | None = None

    @field_validator("history", "answers", "evidence", mode="before")
    @classmethod
    def _null_is_empty(cls, value: object) -> object:
        return [] if value is None else value


def parse_case(line: str) -> Parsed:
    """The case that a line of a suite file holds, and everything that is wrong with it."""
    try:
        parsed = _Line.model_validate_json(line)
    except ValidationError as error:
        return Parsed(None, tuple(_wording(found) for found in error.errors()))
    problems = []
    if not parsed.question.strip():
        problems.append("question is empty. Write the question.")
    if not parsed.answerable and parsed.answers:
        problems.append("answers is not empty, yet answerable is false. Change one of them.")
    if any(not answer.strip() for answer in parsed.answers):
        problems.append("answers holds an empty text. Remove it.")
    case = Case(
        case_id=parsed.id,
        question=parsed.question,
        answerable=parsed.answerable,
        kind=parsed.kind,
        history=tuple(Turn(turn.role, turn.content) for turn in parsed.history),
        as_of=parsed.as_of,
        answers=tuple(parsed.answers),
        evidence=tuple(Evidence(item.article, item.quote) for item in parsed.evidence),
        note=parsed.note or "",
    )
    return Parsed(case, tuple(problems))


def _wording(error: ErrorDetails) -> str:
    field = ".".join(str(part) for part in error["loc"]) or "the line"
    return f"{field} is wrong: {error['msg']}. See the format in eval/case.py."
