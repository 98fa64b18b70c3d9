"""The judge's prompts: read from `prompts.toml`, filled with material that is data and stays data.

Material is on one line a text and holds no angle, square or curly brackets: it can neither close its border
nor hold a JSON object that would be taken for the judge's where a reply repeats it.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from eval.case import Case
from index.article import written
from rag.prompts import neutral
from rag.support import Evidence

_FILE = Path(__file__).with_name("prompts.toml")
_CURLY = str.maketrans("{}｛｝", "()()")


@dataclass(frozen=True, slots=True)
class Prompt:
    """The two messages that ask for one grade; `user` has `$names` to fill in."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Prompts:
    """All that the judge is told. `digest` is a hash of the file, 16 hexadecimal digits."""

    version: str
    digest: str
    correctness: Prompt
    support: Prompt
    again: str


@cache
def load_prompts() -> Prompts:
    """The packaged prompts."""
    data = _FILE.read_bytes()
    tables = tomllib.loads(data.decode())
    return Prompts(
        version=tables["version"],
        digest=hashlib.blake2b(data, digest_size=8).hexdigest(),
        correctness=_prompt(tables["correctness"]),
        support=_prompt(tables["support"]),
        again=tables["again"]["user"].strip(),
    )


def correctness_material(prompt: Prompt, case: Case, answer: str) -> str:
    """The user's message that asks whether `answer` is right."""
    turns = " / ".join(f"{turn.role}: {data(turn.content)}" for turn in case.history)
    return Template(prompt.user).substitute(
        conversation=turns or "none",
        question=data(case.question),
        as_of=written(case.as_of) if case.as_of else "no day given",
        needed="all of them needed" if case.needs_all else "each of them enough",
        accepted="; ".join(f"({number}) {data(text)}" for number, text in enumerate(case.answers, start=1)),
        answer=data(answer),
    )


def support_material(prompt: Prompt, question: str, sentence: str, quotes: Sequence[Evidence]) -> str:
    """The user's message that asks whether `quotes` prove `sentence`."""
    return Template(prompt.user).substitute(
        question=data(question),
        quotes="\n".join(f"Quote {number}: {_quote(quote)}" for number, quote in enumerate(quotes, start=1)),
        sentence=data(sentence),
    )


def data(text: str) -> str:
    """`text` on one line, without the brackets that borders and replies are made of."""
    return neutral(text).translate(_CURLY)


def _quote(quote: Evidence) -> str:
    article = quote.article
    day = written(article.published) if article.published else "date unknown"
    source = f"{data(article.title)}, {data(article.publisher or 'publisher unknown')}, {day}"
    return f"{data(article.text[quote.start : quote.end])} (from: {source})"


def _prompt(table: dict[str, str]) -> Prompt:
    return Prompt(table["system"].strip(), table["user"].strip())
