"""Why somebody left an office: the clause that tells it, and never the office that was left.

Of 'resigned as mayor of Tarnholm after losing the vote' the words 'as mayor of Tarnholm' are no reason.
"""

from __future__ import annotations

import re

from rag.facts import content_words
from rag.offices import OFFICES

_LEAVES = re.compile(
    r"\b(?:resign\w*|step\w*\s(?:down|aside|back)|st(?:ood|and\w*)\s(?:down|aside)|quit\w*|le(?:ft|aves?|aving)|retir\w+"
    r"|depart\w*|sacked|fired|dismissed|ousted|removed|forced out|suspended|replaced|lose|lost)\b",
    re.IGNORECASE,
)
_AS = re.compile(r"^\W*(?:as|from)\s(?:(?:the|an?|its|his|her|their)\s)?(?P<rest>.+)$", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|was|were|are|had|has|have|would|could|did|does|do|no longer|not|accused|found|wanted|felt|said)\b"
)
_CLAUSE = re.compile(
    r"\b(?:after|because|over|amid|following|citing|due to|owing to|in (?:protest|response)|blaming)\s"
    r"(?:[^,.;:]|[,.](?=\d))*\w"
)


def reason_within(question: str, sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the reason in the sentence, for the reader's words `sentence[start:end]`: that of the clause behind
    them where they name the office that was left; None where there is no such clause.
    """
    if not _LEAVES.search(question) or not _is_office(sentence, start, end):
        return start, end
    clause = _CLAUSE.search(sentence, end)
    return clause.span() if clause else None


def _is_office(sentence: str, start: int, end: int) -> bool:
    """Whether the words, with an 'as' before them, name an office and tell nothing of it."""
    led = re.search(r"\b(?:as|from)\s(?:the\s|an?\s|its\s|his\s|her\s|their\s)?$", sentence[:start], re.IGNORECASE)
    match = _AS.match(sentence[led.start() if led else start : end])
    if match is None or _FINITE.search(match["rest"]):
        return False
    return bool(content_words(" ".join(match["rest"].split()[:4])) & (OFFICES | content_words("office post job board")))
