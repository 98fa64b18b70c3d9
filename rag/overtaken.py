"""A denial that a later article overtakes: 'nobody has been hurt', and days on 'a woman was hurt by a branch'.

A question of yes or no is then led by the later sentence, and the denial stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.asked import asks_yes_or_no
from rag.decided import may_tell
from rag.facts import content_words, dates, knows, without_names
from rag.quantities import PEOPLE, meant
from rag.question import Question
from rag.quote import Quote, Scored, as_quote

_MOST = 3
_DENIES = re.compile(
    r"\b(?:no one|nobody|none|no|not|never|neither|nor|without|denie[ds]|ruled out)\b|n[’']t\b", re.IGNORECASE
)
# What has not happened, or is not sure to have.
_OPEN = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|if|whether|fear\w*|threat\w*|warn\w*|plan\w*|expect\w*|risk\w*"
    r"|alleg\w*|rumou?r\w*|suspect\w*|according to)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(r"^\W*(?:he|she|they|him|her|them|his|their)\b", re.IGNORECASE)
_ANYBODY = content_words("anyone anybody someone somebody anything something one any ever")


def overtaken(question: Question, quotes: Sequence[Quote], told: Sequence[Scored]) -> tuple[Quote, ...]:
    """The quotes of a yes-or-no question, before them a later sentence that tells of what the first one denies.

    It has all words that the denial shares with the question, in an article that knows the question's names and half of
    its other words.
    """
    if not quotes or not asks_yes_or_no(question.raw) or dates(question.raw):
        return tuple(quotes)
    first, day = quotes[0], quotes[0].passage.article.latest
    if day is None or not _DENIES.search(first.text) or _DENIES.search(question.raw):
        return tuple(quotes)
    asked = meant(without_names(question.raw, question.named)) - PEOPLE - _ANYBODY
    denied = asked & meant(first.text)
    later = [one for one in told if denied and _tells(one, denied, asked, question)]
    later = [one for one in later if (one.candidate.passage.article.latest or day) > day]
    if not later:
        return tuple(quotes)
    lead = as_quote(max(later, key=lambda one: (_LEANS.match(one.candidate.text) is None, one.logit)))
    return (lead, *(quote for quote in quotes if (quote.passage, quote.start) != (lead.passage, lead.start)))[:_MOST]


def _tells(one: Scored, denied: frozenset[str], asked: frozenset[str], question: Question) -> bool:
    text, article = one.candidate.text, one.candidate.passage.article
    if _DENIES.search(text) or _OPEN.search(text) or not denied <= meant(text):
        return False
    if not may_tell(question.raw, text):
        return False
    whole = f"{article.title}\n{article.text}"
    return 2 * len(asked & meant(whole)) >= len(asked) and all(knows(whole, name) for name in question.named)
