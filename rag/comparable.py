"""Whether the figures of two sentences can be held against each other: of one place, one measure, one whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.amounts import amounts
from rag.counted import counts_alike
from rag.facts import content_words, knows, names, numbers
from rag.fits import fits
from rag.portion import of_a_part, same_state, told_of
from rag.priced import Thing
from rag.quantities import PEOPLE, meant, normal
from rag.reports import Report, sentence
from rag.scope import same_scope
from rag.told_apart import CHANGED

_READ_ALIKE = 3.5  # log-odds, over no answer, from which the reader's word for a figure is taken
_SAME_TIME = 1  # days between reports that it is taken of
_MOST = 0.7  # of the asked words, from which a sentence tells of all that is asked
_NO_THING = PEOPLE | content_words("many much")
_BILL_IS = re.compile(
    r"\b(?:bill|sum)\s(?:is|was|came to|comes to|(?:has\s|had\s)?(?:rose|risen|grown|climbed|come) to|stands at)\s"
    r"(?:about\s|some\s|nearly\s)?[$£€]?$",
    re.IGNORECASE,
)
# 'The builder pays a penalty of 4 million': not what was built cost.
_OTHER_SUM = re.compile(
    r"\b(?:penalt(?:y|ies)|fines?|compensation|damages|salary|wages?|bonus(?:es)?|reward|prize|deposit|interest|debts?)\sof\s"
    r"(?:about\s|some\s|nearly\s|up to\s)?[$£€]?$",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(r"\b(?:worldwide|world|global(?:ly)?|nationwide|international(?:ly)?)\b", re.IGNORECASE)


def read_alike(anchor: Report, other: Report) -> bool:
    """Whether another publisher's report of about the same day gives a figure that the reader takes for the answer too,
    in whatever words: '700 were arrested', '800 taken into custody'.
    """
    mine, theirs = anchor.passage.article, other.passage.article
    span = other.candidate.span if other.candidate else None
    if span is None or span.score < _READ_ALIKE or mine.latest is None or theirs.latest is None:
        return False
    if mine.publisher == theirs.publisher or mine.story_id == theirs.story_id:
        return False
    if abs((mine.latest - theirs.latest).days) > _SAME_TIME or not counts_alike(anchor, other):
        return False
    start = other.start + other.quantity.start
    return span.start <= start < span.end


def in_same_scope(
    one: Report, other: Report, named: frozenset[str], asked: frozenset[str], thing: Thing | None = None
) -> bool:
    """Whether no place or group is named beside one figure that the other's sentence and the question do not know.

    Where a sentence tells of most of what is asked (`asked`, stems), or both give the price of the `thing`, a name that
    the other's article knows only says it more exactly: 'the mill in Tarnholm' may be 'the Brock & Sons mill'.
    """
    for mine, theirs in ((one, other), (other, one)):
        article = theirs.passage.article
        known = f"{sentence(theirs)} {' '.join(named)}"
        wanted = normal(asked) - _NO_THING
        told = len(wanted & meant(sentence(mine))) >= _MOST * len(wanted)
        whole = told and all(knows(sentence(mine), name) for name in named)
        if whole or thing is not None:
            known = f"{known} {article.title}\n{article.text}"
        if thing is not None:  # 'Ness Hill' says more exactly where the Ness tunnel runs
            known = f"{known} {' '.join(n for n in names(sentence(mine)) if set(n.split()) & _words(thing.named))}"
        if any(not knows(known, name) for name in names(mine.quantity.around) if not numbers(name)):
            return False
        if _EVERYWHERE.search(sentence(mine)) and not _EVERYWHERE.search(sentence(theirs)):
            return False
    return True


def same_measure(one: Report, other: Report, asked: str) -> bool:
    """Whether both figures are what is, or what is planned, of one base."""
    later = max(one, other, key=lambda report: report.day or date.min)
    moved = bool(CHANGED.search(sentence(later)))
    return same_scope((sentence(one), one.quantity), (sentence(other), other.quantity), asked, moved=moved)


def of_the_same(one: Report, other: Report, asked: str) -> bool:
    """Whether neither figure is that of a part of what the other one is of."""
    for mine, theirs in ((one, other), (other, one)):
        if of_a_part(sentence(mine), mine.quantity.start, f"{asked} {sentence(theirs)}"):
            return False
    told = [told_of(sentence(report), report.quantity.start) for report in (one, other)]
    return same_state(told[0], told[1], asked)


def nearest(text: str, reports: Sequence[Report]) -> list[Report]:
    """Of several figures the one beside the word for what they count: 14 in '14 died and 37 were missing'."""
    shared = frozenset.intersection(*(report.quantity.near for report in reports))
    places = [match.start() for match in re.finditer(r"\w+", text) if normal(content_words(match.group())) & shared]
    if not places:
        return []
    gaps = [min(abs(report.quantity.start - place) for place in places) for report in reports]
    best = min(gaps)
    return [report for report, gap in zip(reports, gaps, strict=True) if gap == best]


def _words(named: frozenset[str]) -> frozenset[str]:
    return frozenset(word for name in named for word in name.split())


def priced(thing: Thing | None, report: Report) -> bool:
    """Whether the figure can be the price of the thing; where no price is asked for, any can."""
    if thing is None:
        return True
    before = sentence(report)[: report.quantity.start]
    return _OTHER_SUM.search(before) is None and thing.priced_by(report.passage.article, report.start, report.end)


def on_side(question: str, report: Report) -> bool:
    """Whether the figure is on the side that is asked for: no votes against where those for are."""
    return fits(question, sentence(report), report.quantity.start, report.quantity.end)


def priced_alike(thing: Thing | None, one: Report, other: Report) -> bool:
    """Whether both sentences plainly say what the thing costs: 'It will cost 34 million' and later
    'The cost has risen to 41 million'.
    """
    if thing is None or not counts_alike(one, other):
        return False
    return all(_says_cost(report) and thing.stands_in(sentence(report)) for report in (one, other))


def _says_cost(report: Report) -> bool:
    return "cost" in report.quantity.near or _BILL_IS.search(sentence(report)[: report.quantity.start]) is not None


def is_money(report: Report) -> bool:
    """Whether the figure is a sum of money."""
    return any(
        len(one.dimension) == 3 or one.dimension.startswith("money")
        for one in amounts(sentence(report))
        if one.start == report.quantity.start
    )
