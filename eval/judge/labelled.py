"""Labelled answers: what a grader is held against.

A JSONL file, one item a line:

    {"id", "about", "question", "history", "as_of", "answers", "note", "answer",
     "article": {"title", "publisher", "published", "text"}, "quote", "correctness", "support"}

`answer` is one sentence shown to a reader, `quote` the words of the article that it cites; a refusal has the
quote "" and the support null. `correctness` compares the answer with the accepted `answers` alone, `support`
the answer with the quote, the article's header and nothing else; the rules for both are those of
`prompts.toml`. `about` says what is hard in the item.

The packaged file holds invented news. Its labels were set one by one by the authors of Dateline, and nobody
else has labelled it: it tells graders apart, and says little about how often they are right on real answers,
for most of its items are hard on purpose.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eval.case import Case
from eval.faults import fault
from eval.judge.reply import Correctness, Support
from index.article import Article
from index.errors import CaseError
from rag.answer import Turn
from rag.support import Evidence

PACKAGED = Path(__file__).with_name("labelled.jsonl")


@dataclass(frozen=True, slots=True)
class Item:
    """An answer with its labels; `support` is None where nothing is quoted. `article` is the title of the one it is
    about: items that share it are not independent.
    """

    case: Case
    about: str
    answer: str
    quotes: tuple[Evidence, ...]
    correctness: str
    support: str | None
    article: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """The items of a file in its order. `digest` is a hash of the file, 16 hexadecimal digits."""

    name: str
    digest: str
    items: tuple[Item, ...]


def load_labelled(path: Path = PACKAGED) -> Labelled:
    """The labelled answers of a file. Raises CaseError naming the line and the field that is wrong."""
    try:
        data = path.read_bytes()
        lines = data.decode().split("\n")
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror}). Name a JSONL file of labelled answers.") from error
    except UnicodeDecodeError as error:
        raise CaseError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
    items: dict[str, Item] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        item = _parse(line, f"{path.name}, line {number}")
        if item.case.case_id in items:
            raise CaseError(f"{path.name}, line {number}: id {item.case.case_id!r} is taken already. Give it another.")
        items[item.case.case_id] = item
    if not items:
        raise CaseError(f"{path}: there is no item in it. Write one JSON object a line.")
    return Labelled(path.name, hashlib.blake2b(data, digest_size=8).hexdigest(), tuple(items.values()))


class _Turn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    role: Literal["user", "assistant"]
    content: str


class _Article(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    publisher: str | None = None
    published: date | None = None
    text: str = Field(min_length=1)


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str = Field(min_length=1)
    about: str = ""
    question: str = Field(min_length=1)
    history: list[_Turn] = []
    as_of: date | None = None
    answers: list[str] = Field(min_length=1)
    note: str = ""
    answer: str = Field(min_length=1)
    article: _Article
    quote: str = ""
    correctness: Correctness
    support: Support | None = None

    @model_validator(mode="after")
    def _quote_and_support_belong_together(self) -> Self:
        if self.quote not in self.article.text:
            raise ValueError("quote does not stand in the article's text")
        if bool(self.quote) != (self.support is not None):
            raise ValueError("support is a label exactly where there is a quote")
        return self


def _parse(line: str, where: str) -> Item:
    try:
        parsed = _Line.model_validate_json(line)
    except ValidationError as error:
        raise CaseError(f"{where}: {fault(error.errors()[0])}. See the format in eval/judge/labelled.py.") from None
    told = parsed.article
    article = Article(parsed.id, parsed.id, told.title, told.text, publisher=told.publisher, published=told.published)
    start = told.text.index(parsed.quote)
    case = Case(
        case_id=parsed.id,
        question=parsed.question,
        answerable=True,
        history=tuple(Turn(turn.role, turn.content) for turn in parsed.history),
        as_of=parsed.as_of,
        answers=tuple(parsed.answers),
        note=parsed.note,
    )
    quotes = (Evidence(article, start, start + len(parsed.quote)),) if parsed.quote else ()
    return Item(case, parsed.about, parsed.answer, quotes, parsed.correctness, parsed.support, told.title)
