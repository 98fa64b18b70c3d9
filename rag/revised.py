"""A figure that a later sentence puts right: taken back, named as the former one, or left for another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.candidates import Candidate
from rag.differing import Found
from rag.facts import content_words, dates, knows, names
from rag.quantities import Quantity, differ, normal
from rag.question import Question
from rag.reports import TAKEN_BACK, Report, found, reports_of

_FORMER = re.compile(
    r"\b(?:above|below|from|than|not|instead of|rather than)\b[^.;]{1,40}?\b(?:announced|estimated|reported|first"
    r"|earlier|originally|previously|initially|planned|promised)\b",
    re.IGNORECASE,
)
# 'killed nine people and not 11, as had been reported'
_NOT_AS_TOLD = re.compile(
    r"\bnot\s(?:the\s|some\s|about\s)?(?P<old>[^.;,]{1,30}?),?\s(?:as|that|which)\s(?:had been|has been|was|were|he|she"
    r"|they|it)\s(?:\w+\s){0,2}?(?:reported|said|stated|thought|believed|feared|estimated|announced|given|counted)\b",
    re.IGNORECASE,
)


def revised(question: Question, anchor: Report, ranked: Sequence[Candidate], stems: frozenset[str]) -> Found | None:
    """The anchor's figure beside the one that a later sentence puts in its place; None where no sentence does.

    Such a sentence takes the figure back ('an earlier version said $81bn'), names it as the former one ('110,037,
    above the 107,543 announced a year ago') or leaves it ('from 145% to 30%'). The new figure stands in it, or in the
    sentence after it.
    """
    named = names(question.to_read)
    for candidate in ranked:
        article = candidate.passage.article
        if article.latest is None or anchor.day is None or article.latest < anchor.day:
            continue
        text = candidate.text
        put_right = _NOT_AS_TOLD.search(text)
        if not (TAKEN_BACK.search(text) or _FORMER.search(text) or put_right or " from " in text):
            continue
        # 'The Tarn flood killed nine and not 11': the figure and the deed tell that this is the Tarn Dam's.
        whose = [name.split()[0] for name in named] if put_right else named
        if not all(knows(f"{article.title}\n{article.text}", name) for name in whose):
            continue
        if not normal(stems) & normal(content_words(text)) and not (named and all(knows(text, n) for n in whose)):
            continue
        own = [report for report in reports_of(candidate, steps=True) if report.quantity.unit == anchor.quantity.unit]
        for old in own:
            if old.quantity.key != anchor.quantity.key:
                continue
            own_error = article.publisher == anchor.passage.article.publisher  # nobody corrects another's article
            wrong = put_right is not None and put_right.start("old") <= old.quantity.start < put_right.end("old")
            back = wrong or (own_error and _is_taken_back(text, old.quantity))
            former = _is_former(text, old.quantity)
            left = _left_for(text, old, own) if article.latest > anchor.day and not dates(question.raw) else None
            new = [left] if left else [report for report in own if report is not old] if back or former else []
            if not new and (back or former):
                new = _next_figure(candidate, ranked, old.quantity.unit)
            if len(new) == 1 and differ(new[0].quantity, anchor.quantity):
                itself = anchor.start == old.start and anchor.passage.article is article
                return found("corrected" if back and not left else "changed", (old if itself else anchor, new[0]))
    return None


def _is_taken_back(text: str, quantity: Quantity) -> bool:
    back = TAKEN_BACK.search(text)
    return back is not None and back.start() < quantity.start


def _is_former(text: str, quantity: Quantity) -> bool:
    former = _FORMER.search(text)
    return former is not None and former.start() < quantity.start < former.end() + 1


def _left_for(text: str, old: Report, own: Sequence[Report]) -> Report | None:
    """The figure that takes the old one's place in 'from 145% to 30%'."""
    if not re.search(r"\bfrom\s(?:\w+\s)?$", text[: old.quantity.start]):
        return None
    for report in own:
        if re.fullmatch(r"\s+to\s+(?:\w+\s)?", text[old.quantity.end : report.quantity.start]):
            return report
    return None


def _next_figure(candidate: Candidate, ranked: Sequence[Candidate], unit: str) -> list[Report]:
    """The first figure of that unit in the sentence after the candidate's."""
    following = [c for c in ranked if c.passage.article is candidate.passage.article and c.start >= candidate.end]
    if not following:
        return []
    after = min(following, key=lambda c: c.start)
    return [report for report in reports_of(after) if report.quantity.unit == unit][:1]
