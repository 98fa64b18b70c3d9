"""Whether the words of a short answer stand in a denial of what is asked: the frost of 'it was not caused by frost',
the one who was acquitted, the firm that has not signed.

Looked at is the clause of the words alone: 'by frost' is denied in 'not caused by frost but by a loose bolt', and 'a
loose bolt' is not. Of 24,571 answers of SQuAD and Natural Questions, in their own sentence, 45 are taken for denied.
"""

from __future__ import annotations

import re

from rag.facts import content_words, polarity
from rag.words import fold

_CLAUSE = re.compile(
    r"[;:()—–“”\"]|,(?!\d)|(?<=\w{2})[.](?=\s|$)"
    r"|\b(?:but|while|although|though|whereas|because|since|after|and (?=(?:by|in|at|on|from|a|the)\s))"
)
_RIGHT_BEFORE = re.compile(
    r"(?:\b(?:not|nor|neither)|n['’]t|\b(?:rather than|instead of))\s"
    r"(?:(?:because of|due to|by|from|in|at|on|to|of|with|an?|the|his|her|its|their)\s)*$",
    re.IGNORECASE,
)
# What was 'not done until May' was done then, and 'nobody but Pohl' did it is told of Pohl.
_EXCEPT = re.compile(
    r"\b(?:until|till|before|except|unless|other than|apart from|besides|save for|only|just|least|than|without)\b",
    re.IGNORECASE,
)
_CLEARED = (
    r"(?:acquitted|cleared|exonerated|absolved|found (?:to be )?(?:not guilty|innocent)|ruled out|eliminated as)\b"
)
_WAS_CLEARED = re.compile(
    rf"^(?:\s\([^)]*\)|,[^,;.]{{1,80}},)?\s(?:(?:was|were|is|are|has|have|had|been|be|being|also|later|both)\s)*{_CLEARED}",
    re.IGNORECASE,
)
_CLEARS = re.compile(
    r"\b(?:acquit(?:s|ted)|clear(?:s|ed)|exonerat(?:es|ed)|rul(?:es|ed) out)\s(?:(?:that|the|an?|his|her)\s)?"
    r"(?:[a-z]+\s){0,3}$",
    re.IGNORECASE,
)
_ASKS_CLEARED = re.compile(
    r"\b(?:acquit\w*|clear(?:s|ed)|exonerat\w*|absolved|innocent|not guilty|ruled out|tri(?:ed|al)|accused|charged"
    r"|suspect\w*)\b",
    re.IGNORECASE,
)
_ASKS_NEGATED = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|without|refus\w+|fail\w*|den(?:y|ied|ies))\b|n['’]t\b"
)


def denied(question: str, sentence: str, words: str) -> bool:
    """Whether the sentence says of its `words` that what the question asks is not so."""
    at = sentence.find(words)
    if at < 0 or not words or _ASKS_NEGATED.search(question.replace("’", "'")):
        return False
    before, after = sentence[:at], sentence[at + len(words) :]
    if _RIGHT_BEFORE.search(before):
        return True
    if not _ASKS_CLEARED.search(question) and (_WAS_CLEARED.match(after) or _CLEARS.search(before)):
        return True
    head, tail = _CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]
    if _EXCEPT.search(head + tail):
        return False
    _, negated = polarity(head + words + tail)
    return bool(negated & content_words(question) - content_words(words)) and fold(words) not in fold(question)
