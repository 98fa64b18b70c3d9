"""The parts of a question, as a chat model takes it apart in one structured call.

What the model says is used only where it is made of the question: no name, number or order that the reader did
not type, and nothing of what they named lost. Anything else is left to the rules (`rag.parts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel, Field

from index.errors import ModelError
from rag import prompts
from rag.calls import Calls
from rag.facts import content_words, knows, names, numbers
from rag.injected import without_orders
from rag.parse import plain
from rag.parts import MOST, parts_of

_LONGEST = 300  # characters of a part
_LEAST_SHARED = 0.5  # share of a part's content words that the question must have
_JOINED = re.compile(
    r"\b(?:and|both|each|versus|vs|compare[ds]?|respectively|as well as|also|then)\b|[;?]\s*\w", re.IGNORECASE
)


class QuestionParts(BaseModel):
    """The questions that a question is made of."""

    parts: list[str] = Field(description="one to four questions, in the order in which they are asked")


def may_ask_several(question: str) -> bool:
    """Whether a look at the surface leaves it open that `question` asks several things."""
    return _JOINED.search(question) is not None or bool(parts_of(question))


def split(calls: Calls, question: str) -> tuple[str, ...]:
    """The parts of `question`, one where it asks one thing, in a single call.

    Raises ModelError where the call fails, and where the parts are not what was asked for.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

    asked = prompts.SPLIT.format(question=prompts.neutral(question))
    reply = calls.structured([SystemMessage(prompts.SPLIT_SYSTEM), HumanMessage(asked)], QuestionParts)
    parts = tuple(dict.fromkeys(prompts.neutral(plain(part)) for part in reply.parts))
    if not _is_made_of(parts, question):
        raise ModelError("The chat model's parts are not those of the question.")
    return parts


def _is_made_of(parts: Sequence[str], question: str) -> bool:
    if not 1 <= len(parts) <= MOST or any(not 0 < len(part) <= _LONGEST for part in parts):
        return False
    words, figures = content_words(question), numbers(question)
    for part in parts:
        own = content_words(part)
        if len(own & words) < _LEAST_SHARED * len(own) or not numbers(part) <= figures or without_orders(part) != part:
            return False
        if any(not knows(question, name) for name in names(part)):
            return False
    whole = " ".join(parts)
    return figures <= numbers(whole) and all(knows(whole, name) for name in names(question))
