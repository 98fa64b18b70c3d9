"""By whose count: the source that a question names ('according to the organisers'), and the one of a figure."""

from __future__ import annotations

import re

from rag.facts import content_words
from rag.speaker import said_by

_ACCORDING = re.compile(
    r"\b(?:according to|by the count of|as told by)\s(?P<who>[^,?;:]{2,60}?)(?=[,?;:]|$)", re.IGNORECASE
)
_LEADING = re.compile(
    r"^\W*(?:(?:and|but)\s)?according to\s"
    r"(?P<who>(?:the\s)?[\w’'-]+(?:\s(?:of\s(?:the\s)?)?[\w’'-]+){0,3}?),?\s(?=how|what|by)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:did|do|does|have|has)\s(?P<who>(?:the\s)?[\w’'-]+(?:\s[\w’'-]+)?)\s"
    r"(?:say|said|estimate|estimated|count|counted|report|reported|claim|claimed|put)\b",
    re.IGNORECASE,
)
_LEAST_ALIKE = 4  # letters
_TELLING = content_words("say said estimate count report claim put")


def source_asked(question: str) -> frozenset[str]:
    """The stems of the source whose word the question asks for; empty where it names none."""
    for pattern in (_LEADING, _ACCORDING, _COUNTED):
        if match := pattern.search(question):
            return content_words(match["who"]) - _TELLING
    return frozenset()


def of_source(sentence: str, asked: frozenset[str]) -> bool:
    """Whether the sentence tells by the word of the source asked for, or of none that it names."""
    if not asked or not said_by(sentence):
        return True
    told = content_words(sentence)
    return any(one == other or _is_of(one, other) or _is_of(other, one) for one in asked for other in told)


def _is_of(one: str, other: str) -> bool:
    """Whether a name is another's plural or people: 'the Tolens say' of a 'Tolen spokesman'."""
    return len(other) >= _LEAST_ALIKE and one.startswith(other) and len(one) - len(other) <= 1


def credited(sentence: str) -> str:
    """'according to the police' of a sentence that says whose word it is; '' else."""
    who = said_by(sentence)
    return f"according to {who[:1].lower() + who[1:] if who.startswith('The ') else who}" if who else ""
