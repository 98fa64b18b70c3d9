"""A day that was only planned, where a later article tells that it came to pass: 'will open in May' tells no opening.

A question of the past is not answered by a day that lay ahead of its article once another article tells the thing as
done; where none does, the plan is what is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.tense import is_past
from index.when import times
from rag.asked import asked_for
from rag.candidates import Candidate
from rag.event_days import ONCE
from rag.facts import content_words, knows, without_names
from rag.question import Question

_ASKS_PAST = re.compile(
    r"^\W*(?:(?:and|but|so)\s)?(?:when|(?:on |in )?(?:what|which) \w+)\s(?:did|was|were|has|have)\b", re.IGNORECASE
)
_PLANNED_ASKED = re.compile(
    r"\b(?:plan\w*|due|suppose\w*|meant|schedul\w*|expect\w*|promis\w*|original\w*|first)\s(?:to|for)\b", re.IGNORECASE
)
_WILL = re.compile(r"\b(?:will|(?:is|are) to)\s[^,;:.]*$")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|must|(?:is|are|was|were) to|plans?|due|expect\w*|scheduled|not"
    r"|never)\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = content_words("when day date month year time happen take place")


def overtaken_plans(question: Question, ranked: Sequence[Candidate]) -> frozenset[tuple[str, int]]:
    """The sentences, as (article id, start), whose day in the reader's words lay ahead of their article, where a later
    one tells that it came to pass.
    """
    if asked_for(question.raw) != "time" or not _ASKS_PAST.match(question.raw) or _PLANNED_ASKED.search(question.raw):
        return frozenset()
    plans = [one for one in ranked if _lies_ahead(one)]
    if not plans:
        return frozenset()
    asked = content_words(without_names(question.raw, question.named)) - _SAYS_NOTHING
    done = [day for one in ranked if (day := one.passage.article.latest) and _tells_done(question, asked, one)]
    newest = max(done, default=None)
    return frozenset(
        (one.passage.article.article_id, one.start)
        for one in plans
        if newest and one.passage.article.latest and one.passage.article.latest < newest
    )


def _lies_ahead(one: Candidate) -> bool:
    """Whether the time in the reader's words is after the day of their article, or told of what is to come."""
    article, span = one.passage.article, one.span
    if span is None or article.latest is None:
        return False
    told = times(one.text, article.published)
    within = [t for t in told if one.start + t.start < span.end and span.start < one.start + t.end]
    if _WILL.search(article.text[one.start : max(span.start, one.start)]):
        return True
    return bool(within) and all(time.first > article.latest for time in within)


def _tells_done(question: Question, asked: frozenset[str], one: Candidate) -> bool:
    """Whether the sentence tells in the past of what the question asks, in an article that knows its names."""
    article = one.passage.article
    text = one.text
    if _AHEAD.search(text) or not all(knows(f"{article.title}\n{article.text}", name) for name in question.named):
        return False
    if not any(is_past(word) for word in re.findall(r"[a-z]+", text)):
        return False
    if any(deed.search(question.raw) and deed.search(text) for deed in ONCE):
        return bool((asked & content_words(f"{article.title} {text}")) or question.named)
    return 2 * len(asked & one.stems) > len(asked)
