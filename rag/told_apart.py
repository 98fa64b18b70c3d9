"""What reports of one thing that give different figures come to: changed over time, corrected, or in dispute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.differing import Found
from rag.quantities import contradict, differ
from rag.reports import Report, found, sentence

_NEAR_DAYS = 3  # days between two reports of about the same time
_MOST_VALUES = 5
CHANGED = re.compile(
    r"\b(?:now|no longer|revised?|updated?|rose|risen|rises?|climbed|grown|grew|lowers?|lowered|cuts?|raised|raises"
    r"|up from|down from|corrected|recount\w*|fewer than had been|more than had been|as of|so far|latest"
    r"|in place of|instead of|final (?:bill|cost|price|sum|toll|count|tally|figure)"
    # 'three times what was reported on Tuesday', 'not 40, as had been said'
    r"|(?:than|times|twice|double|half|not)\s[^.;]{0,60}?\b(?:had been|has been|was|were)\s(?:\w+ly\s|first\s)?"
    r"(?:reported|said|stated|thought|believed|feared|estimated|announced|given))\b",
    re.IGNORECASE,
)


def one_each(reports: Sequence[Report]) -> list[Report]:
    """The first report of each article, the one that it does not take back where it has both; oldest first."""
    best: dict[str, Report] = {}
    for report in reports:
        key = report.passage.article.article_id
        if key not in best or (best[key].taken_back and not report.taken_back):
            best[key] = report
    back = [report for report in reports if report.taken_back and best[report.passage.article.article_id] is not report]
    return sorted((*best.values(), *back), key=lambda r: (r.day or date.min, not r.taken_back))


def told_apart(reports: Sequence[Report]) -> Found | None:
    """One report for each figure: the first that gave it, for the one that holds the last."""
    reports = [report for report in reports if not report.taken_back or _of_its_own(report, reports)]
    kept: list[Report] = []
    for report in reports:
        if not any(not differ(report.quantity, other.quantity) for other in kept):
            kept.append(report)
    if len(kept) < 2:
        return None
    if any(report.taken_back for report in reports):
        wrong = [r for r in kept if any(b.taken_back and not differ(b.quantity, r.quantity) for b in reports)]
        right = [r for r in kept if r not in wrong]
        return found("corrected", (*wrong, *right)) if len(right) == 1 and wrong else None
    first, last = kept[-2], kept[-1]
    newest = [r for r in reports if not differ(r.quantity, last.quantity)][-1]
    gap = ((last.day or date.min) - (first.day or date.min)).days
    same = first.passage.article.publisher == last.passage.article.publisher
    if gap > _NEAR_DAYS or (gap and same) or CHANGED.search(sentence(last)):
        return found("changed", (*kept[:-1], newest)[-_MOST_VALUES:])
    apart = first.passage.article.story_id != last.passage.article.story_id
    if same or not apart or not contradict(first.quantity, last.quantity):
        return None
    return found("disputed", tuple(kept[-_MOST_VALUES:]))


def _of_its_own(report: Report, reports: Sequence[Report]) -> bool:
    """Whether what the report takes back was said by its own publisher: nobody corrects another's article."""
    return any(
        not differ(report.quantity, other.quantity)
        and report.passage.article.publisher == other.passage.article.publisher
        for other in reports
        if other is not report and not other.taken_back
    )
