"""What a prize was given for: the words behind 'for' in a sentence that tells of it."""

from __future__ import annotations

import re

from rag.award_part import PRIZE, tells_of_giving

Place = tuple[int, int]

_ASKED = re.compile(
    r"^\W*(?:and\s)?(?:what for|for what)\W*$"
    r"|\b(?:won|wins?|awarded|honou?red)\b[^?]*\sfor\W*$"
    rf"|\b{PRIZE}[^?]*\sfor\W*$"
    r"|^\W*(?:[Ff]or what|[Ww]hat for)\b[^?]*\b(?:win|won|awarded|honou?red)\b"
    rf"|^\W*(?:[Ff]or what|[Ww]hat for|[Ww]hy)\b[^?]*\b(?:win|won|receive[ds]?|awarded|given|get|got)\b[^?]*\b{PRIZE}"
)
_FOR = re.compile(  # not how long or how often
    r"\bfor\s(?!the\s\w+\stime\b)(?!(?:the\s\w+|an?)\s(?:\w+\s)?(?:second|minute|hour|day|week|month|year|decade)s?\b)"
    r"(?=(?:his|her|their|its|the|an?)\s|[a-z]+ing\b)"
)
_BECAUSE = re.compile(r"\b(?:because|since|as|due to|owing to)\b", re.IGNORECASE)
_END = re.compile(r"[,;.](?=\s|$)")
_MOST_WORDS = 12


def asks_what_for(question: str) -> bool:
    """Whether what a prize was given for is asked, by a question or by its last part: 'and what for?'."""
    return _ASKED.search(question) is not None


def what_for(sentence: str, start: int, end: int) -> Place | None:
    """The words after 'for' around the place, or the only such words of a sentence that tells of a prize; the place
    itself where there are none or where it is a reason of its own, and None where it tells of the giving alone.
    """
    if not tells_of_giving(sentence) or _BECAUSE.search(sentence, 0, end):
        return start, end
    phrases = []
    for match in _FOR.finditer(sentence):
        stop = _END.search(sentence, match.end())
        phrases.append((match.end(), stop.start() if stop else len(sentence)))
    here = [phrase for phrase in phrases if phrase[0] < end and start < phrase[1]] or phrases
    if len(here) != 1 or len(sentence[slice(*here[0])].split()) > _MOST_WORDS:
        return None if tells_of_giving(sentence[start:end]) else (start, end)
    return here[0]
