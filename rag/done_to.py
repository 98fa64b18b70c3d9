"""Whether a sentence tells of whom it names what was done to them: 'who was arrested?' is answered by no one else.

And whether another quote has the very thing whose figure is asked for: the 'guide price' where one tells a price.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.deeds import tells_what_was_done
from rag.facts import content_words, numbers

_ASKS = re.compile(
    r"^\W*(?:and\s)?who\s(?:is|are|was|were|has been|have been|got)\s(?:the\s(?:[\w-]+\s){0,3}?)?(?:\w+ly\s)?"
    r"(?:arrested|detained|charged|indicted|convicted|acquitted|sentenced|jailed|fined|killed|shot|stabbed|poisoned|kidnapped"
    r"|dismissed|sacked|fired|pardoned|extradited|deported)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"^\W*what(?:['’]s|\s(?:is|was|were))\sthe\s(?P<thing>[a-z]+\s[a-z]+)\s(?:of|for|in|at|on)\b", re.IGNORECASE
)


def told_of_them(question: str, sentence: str, earlier: str) -> bool:
    """Whether the sentence, or the words `earlier` before it, tell what was done to those asked for, where that is one
    of the deeds that `rag.deeds` knows.
    """
    return not _ASKS.match(question) or any(tells_what_was_done(question, text) for text in (sentence, earlier))


def told_elsewhere(question: str, sentence: str, others: Sequence[str]) -> bool:
    """Whether one of the other sentences gives a figure of the very thing asked about, which this one does not name."""
    asked = _MEASURED.match(question)
    if asked is None or content_words(asked["thing"]) <= content_words(sentence):
        return False
    thing = asked["thing"].lower()
    return any(thing in other.lower() and numbers(other) - numbers(question) for other in others)
