"""A timeline for questions about how something went: one dated sentence an event, in the order of the events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from index.when import times
from rag.answer import DateSpan
from rag.quote import Scored

_ASKS = re.compile(
    r"\b(?:timeline|chronology|chronological|sequence of events|course of events)\b"
    r"|\b(?:step by step|year by year|day by day)\b"
    r"|\bone after (?:the other|another)\b|\bin (?:chronological )?order\W*$|\bin order of\b"
    r"|^\W*how (?:did|has|have|had|was|were)\b.*\b(?:develop(?:ed)?|unfold(?:ed)?|evolved?|changed?|progress(?:ed)?"
    r"|go|gone|come about|play(?:ed)? out)\b"
    r"|^\W*(?:trace|follow|track|outline|retrace)\b"
    r"|\b(?:steps|stages|milestones|key events|main events|turning points)\b",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"^\W*(?:what|tell me what|everything that)(?: all)? (?:has |have |had )?happened\b", re.IGNORECASE
)
_MOST = 8
_LONGEST = 31  # days that 'when' may span: a month
_BAR = 6.0  # log-odds below the best sentence
_BAR_HAPPENED = 3.5  # the same for 'what happened', which often asks for one event
_SAME_EVENT = 0.5  # share of the shorter sentence's words from which two tell one event


class Event(NamedTuple):
    """A sentence with the day, or the month, of what it tells.

    `stated`: the sentence itself says when; else it is the day on which its article appeared.
    """

    scored: Scored
    when: DateSpan
    stated: bool


def asks_for_timeline(question: str) -> bool:
    """Whether the question asks how something went over time."""
    return bool(_ASKS.search(question) or _HAPPENED.search(question))


def timeline(question: str, scored: Sequence[Scored]) -> tuple[Event, ...]:
    """The events that the best sentences tell, in time order; none where there are not two on different days.

    Of the sentences of one day that tell the same event the best is taken, wherever they stand; of an article's
    sentences without a day of their own the best alone.
    """
    bar = _BAR if _ASKS.search(question) else _BAR_HAPPENED
    ranked = sorted(scored, key=lambda one: -one.logit)
    events: list[Event] = []
    for one in ranked:
        if len(events) == _MOST or one.logit < ranked[0].logit - bar:
            break
        candidate = one.candidate
        article = candidate.passage.article
        found = event_day(article.text[candidate.start : candidate.end], article.published)
        if found is None:
            continue
        event = Event(one, *found)
        if not any(_same(event, other) for other in events):
            events.append(event)
    in_order = sorted(events, key=lambda event: (_first(event), event.scored.candidate.start))
    return tuple(in_order) if len({event.when for event in in_order}) > 1 else ()


def event_day(sentence: str, published: date | None) -> tuple[DateSpan, bool] | None:
    """When what a sentence tells happened, to the day or the month, and whether it says so; None where nobody says.

    Of several times the latest one up to publication counts: what happened before is background.
    """
    said = [time for time in times(sentence, published) if (time.last - time.first).days <= _LONGEST]
    if published is not None:
        said = [time for time in said if time.first <= published]
    if said:
        latest = max(said, key=lambda time: (time.first, -time.last.toordinal()))
        return DateSpan(latest.first, latest.last), True
    return (DateSpan(published, published), False) if published is not None else None


def _same(event: Event, other: Event) -> bool:
    if not event.stated and event.when == other.when:
        return True
    mine, theirs = event.scored.candidate.stems, other.scored.candidate.stems
    shorter = min(len(mine), len(theirs))
    near = abs((_first(event) - _first(other)).days) <= 1
    return bool(shorter) and near and len(mine & theirs) / shorter >= _SAME_EVENT


def _first(event: Event) -> date:
    return event.when.first or date.min
