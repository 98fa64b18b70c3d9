"""Whether an answer says that it is not sure: where a few words are asked for, and no quote was sure to hold them.

Over the samples and Wikinews the first quote of such answers is right in 39 of 103, that of all others in 164 of 205
(questions that nothing answers counted in).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.asked import asked_for, asks_yes_or_no
from rag.question import Question
from rag.timeline import asks_for_timeline

_THING = re.compile(r"\b(?:what|which|whose)\b", re.IGNORECASE)
# What a sentence answers, not a few words of one: 'What did she say?', 'What happened?', 'What about rice?'.
_TELLING = re.compile(
    r"\bwhat(?:'s| is| are| was| were)? (?:about|happen\w*|going on|new|known|next|the (?:latest|newest|news|story))\b"
    r"|\bwhat (?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|should)\b[^?]*\b"
    r"(?:say|said|reported|written|published|announced|tell|told|do|done|doing|think|thought|mean|argue|argued|claim|claimed|explain|explained|warn|warned"
    r"|conclude|concluded|decide|decided|happen|happened|reply|replied|respond|responded|react|learn|learned|know|known"
    r"|change|changed)\b",
    re.IGNORECASE,
)


def is_sure(question: Question, short: Sequence[object]) -> bool:
    """Whether the answer was found, as far as that can be told: False where the question, or a part of it, asks for
    something that a few words say (a figure, a name, a day, a reason, a thing) and `short` has none.
    """
    return bool(short) or not any(_asks_for_words(part) for part in question.each)


def _asks_for_words(question: Question) -> bool:
    asked = question.standalone
    if asks_yes_or_no(asked) or asks_for_timeline(asked):
        return False
    return asked_for(asked) != "other" or (bool(_THING.search(asked)) and not _TELLING.search(asked))
