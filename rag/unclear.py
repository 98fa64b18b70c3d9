"""A question that could mean several things: 'it' with nothing before it, or a surname that two people bear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answer import Passage
from rag.facts import content_words, names
from rag.followup import own_words
from rag.offices import OFFICES
from rag.persons import TITLE
from rag.question import Question

_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|those|these)\b", re.IGNORECASE
)
_NOTHING_MEANT = re.compile(
    r"\b(?:is|was|will|would|does|did|has) it (?:\w+ )?(?:true|possible|take|rain\w*|snow\w*|cost)\b"
    r"|\bthat (?:\w+ed|is|was|are|were)\b"
    r"|\bhow (?:long|much) (?:will|does|did|would) it\b|\bthe\b|\byour?\b|\bmy\b|\bone\b",
    re.IGNORECASE,
)
_FEW = 1  # words of its own up to which a question with a pronoun says nothing of what it is about
_FIRST = 3  # best passages that have to be about different people
_MOST = 3  # people that are named


def unclear(question: Question, passages: Sequence[Passage]) -> tuple[str, ...]:
    """What the question may mean, an entry each: a pronoun that stands for nothing, or the people of one surname.

    () where it is clear enough. Only a question that leans on no conversation is looked at.
    """
    if question.search_text != question.raw or question.history:
        return ()
    if _without_subject(question.raw):
        return (_pronoun(question.raw),)
    return _namesakes(question.raw, passages)


def _without_subject(text: str) -> bool:
    if names(text) or _NOTHING_MEANT.search(text) or not _PRONOUN.search(text):
        return False
    return len(own_words(text)) <= _FEW


def _is_title(word: str) -> bool:
    return bool(content_words(word) & OFFICES) or re.fullmatch(TITLE, word) is not None


def _pronoun(text: str) -> str:
    found = _PRONOUN.search(text)
    return found.group().lower() if found else ""


def _namesakes(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The full names in the best passages of which the question gives only the surname, each in articles of its own.

    None where one of them is by far the better known: most articles mean that one.
    """
    for name in sorted(names(text)):
        if " " in name or not name[:1].isupper():
            continue
        bearers = _bearers(name, passages)
        most = max(map(len, bearers.values()), default=0)
        first = {who for who in _bearers(name, passages[:_FIRST]) if len(bearers[who]) * 2 >= most}
        apart = [who for who in bearers if who in first and not any(bearers[who] & bearers[o] for o in first - {who})]
        if len(apart) > 1:
            return tuple(apart[:_MOST])
    return ()


def _bearers(surname: str, passages: Sequence[Passage]) -> dict[str, set[str]]:
    """The people of that surname, each with the articles that give the full name."""
    full = re.compile(rf"\b([A-Z][a-zà-ÿ]+(?:[- ][A-Z]\.?)?) {re.escape(surname)}\b(?![\w-])")
    bearers: dict[str, set[str]] = {}
    for passage in passages:
        for match in full.finditer(passage.article.text):
            who = f"{match.group(1)} {surname}"
            if who in names(who) and not _is_title(match.group(1)):
                bearers.setdefault(who, set()).add(passage.article.article_id)
    return bearers
