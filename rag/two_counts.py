"""Two counts in one sentence, each by its own source: '900 came, said the league; the police put the number at 400'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.asked import asks_how_many
from rag.candidates import Candidate
from rag.differing import Found, Value
from rag.facts import knows
from rag.figures import number_places
from rag.question import Question
from rag.speaker import said_by

_BEST = 3
_LEAST = -3.0  # log-odds, over no answer, of the reader's words
_OTHER = re.compile(
    r"(?:[;,]|\b(?:while|but|and|whereas))\s+(?:(?:while|but|and|whereas)\s)?(?P<who>(?:the\s)?[^,;:.]{2,40}?)\s"
    r"(?:puts?|gave|gives|set)\s(?:the\s(?:number|figure|total|toll|count)|it|this|that)\s(?:at|as)\s"
    r"(?:about\s|some\s|nearly\s|only\s|just\s|around\s|at least\s)?$",
    re.IGNORECASE,
)
_SAID_LAST = re.compile(
    r",\s(?:said|according to)\s(?P<who>(?:the|their|its|his|her)\s[^;:.]{2,50}?)\s*$", re.IGNORECASE
)


def two_counts(question: Question, ranked: Sequence[Candidate]) -> Found | None:
    """Both counts with who gives them, where the reader takes one of them for the answer to 'how many'; else None."""
    if not asks_how_many(question.raw):
        return None
    for one in ranked[:_BEST]:
        article, span = one.passage.article, one.span
        if span is None or span.score < _LEAST:
            continue
        text = one.text
        places = number_places(text)
        for (key, start, end), (other_key, other_start, other_end) in pairwise(places):
            other = _OTHER.search(text[:other_start])
            who = _source(text[: other.start()]) if other else ""
            if other is None or not who or key == other_key or other.start() < end:
                continue
            read = (span.start - one.start, span.end - one.start)
            if not any(a < read[1] and read[0] < b for a, b in ((start, end), (other_start, other_end))):
                continue
            if not all(knows(f"{article.title}\n{article.text}", name) for name in question.named):
                continue
            return Found(
                "disputed",
                (
                    Value(text[start:end], one.passage, one.start, one.end, _by(who)),
                    Value(text[other_start:other_end], one.passage, one.start, one.end, _by(other["who"])),
                ),
            )
    return None


def _source(clause: str) -> str:
    last = _SAID_LAST.search(clause)
    return last["who"] if last else said_by(clause)


def _by(who: str) -> str:
    return f"according to {who[:1].lower() + who[1:] if who.startswith('The ') else who}"
