"""A timeline for questions about how something went: one dated sentence an event, in the order of the events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from index.sentences import sentence_spans
from index.when import times
from rag.answer import DateSpan, Passage
from rag.candidates import Candidate
from rag.dateline import dateline_end
from rag.facts import content_words, numbers
from rag.period import Period
from rag.question import Question
from rag.quote import Scored
from rag.subject import QUOTATION, in_passing, is_correction, leads_article, opening, subject_of
from rag.told_apart import CHANGED

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
_MONTH, _YEAR = 31, 366  # days that 'when' may span
_BAR = 6.0  # log-odds below the best sentence
_BAR_HAPPENED = 3.5  # the same for 'what happened', which often asks for one event
_BAR_UNSTATED = 4.5  # the same for a sentence that does not say when
_BAR_WITHIN = 2.5  # the same for one from within its article
_LONG_BEFORE = 730  # days before all else, and before it was told, from which an event is background
_HISTORY = re.compile(
    r"\b(?:histor\w+|career|life|biograph\w+|origins?|background|since|over the (?:years|decades)|year by year|decades"
    r"|from the (?:start|beginning)|so far|ever)\b",
    re.IGNORECASE,
)
_BEGINNING = content_words("built build founded established created born opened launched started began formed designed")
_SAME_EVENT = 0.5  # share of the shorter sentence's words from which two tell one event
_LEAST_SHARED = 2  # words of it: 'the ship was not insured' shares one with all that tells of the ship


class Event(NamedTuple):
    """A sentence with the day, the month or the year of what it tells.

    `stated`: the sentence itself says when; else it is the day on which its article appeared.
    """

    scored: Scored
    when: DateSpan
    stated: bool


def asks_for_timeline(question: str) -> bool:
    """Whether the question asks how something went over time."""
    return bool(_ASKS.search(question) or _HAPPENED.search(question))


def timeline(question: Question, scored: Sequence[Scored]) -> tuple[Event, ...]:
    """The events that the best sentences tell, in time order; none where there are not two on different days.

    A sentence has to be on the subject, and its event to lie in the time that the question names. Of the sentences
    of one day that tell the same event the best is taken, wherever they stand; of an article's sentences without a
    day of their own the best alone.
    """
    bar = _BAR if _ASKS.search(question.raw) else _BAR_HAPPENED
    ranked = sorted(scored, key=lambda one: -one.logit)
    subject = subject_of(question, [one.candidate for one in ranked])
    by_all, ranked = ranked, [one for one in ranked if subject.told_by(one.candidate)]
    events: list[Event] = []
    for one in ranked:
        if len(events) == _MOST or one.logit < ranked[0].logit - bar:
            break
        candidate = one.candidate
        article = candidate.passage.article
        text = candidate.text
        found = event_day(text, article.published)
        if found is None or not _in_time(found[0], question.period):
            continue
        leading = leads_article(candidate)
        if not found[1] and one.logit < ranked[0].logit - (_BAR_UNSTATED if leading else _BAR_WITHIN):
            continue
        if is_correction(article.title, text):
            continue
        event = Event(one, *found)
        if not any(_same(event, other) for other in events):
            events.append(event)
    if events:
        near = [one for one in by_all if one.logit >= ranked[0].logit - bar and subject.touched_by(one.candidate.text)]
        events += [event for event in _put_right(near, events) if _in_time(event.when, question.period)]
    events = [event for event in events if event.stated or not _is_background(event, events)]
    if not _HISTORY.search(question.raw) and question.period is None:
        events = [event for event in events if not _is_long_before(event, events, question)]
    in_order = sorted(events, key=lambda event: (_first(event), event.scored.candidate.start))
    return tuple(in_order) if len({event.when for event in in_order}) > 1 else ()


def _put_right(near: Sequence[Scored], events: Sequence[Event]) -> list[Event]:
    """The events of other articles, each in its first sentence, that take back a figure which one of the events gives:
    'nine died, not 11, as had been reported', whatever name the article has for the subject.
    """
    right = []
    for one in near:
        text = one.candidate.text
        changed = CHANGED.search(text) if leads_article(one.candidate) else None
        taken_back = numbers(changed.group()) if changed else frozenset()
        if any(event.scored == one for event in events) or is_correction(one.candidate.passage.article.title, text):
            continue
        found = event_day(text, one.candidate.passage.article.published)
        if found and any(taken_back & numbers(event.scored.candidate.text) for event in events):
            right.append(Event(one, *found))
    return right


def leads(passages: Sequence[Passage]) -> tuple[Event, ...]:
    """The first sentence of each article, on the day it was published: what was reported, where no subject is named."""
    events = []
    for passage in {passage.article.article_id: passage for passage in passages}.values():
        text, day = passage.article.text, passage.article.published
        start, end = next(iter(sentence_spans(text)), (0, 0))
        start += dateline_end(text[start:end])
        if day is not None and start < end:
            candidate = Candidate(passage, start, end, content_words(text[start:end]), (), None)
            events.append(Event(Scored(candidate, passage.score), DateSpan(day, day), stated=False))
    return tuple(sorted(events, key=lambda event: (_first(event), event.scored.candidate.passage.article.article_id)))


def event_day(sentence: str, published: date | None) -> tuple[DateSpan, bool] | None:
    """When what a sentence tells happened, as exactly as it says, and whether it says so; None where nobody does.

    Of several times the latest one up to publication counts: what happened before is background. So is what is told in
    passing ('the bond that voters approved last November', 'since 2021').
    """
    told = [time for time in times(sentence, published) if not in_passing(sentence, time)]
    said = [time for time in told if (time.last - time.first).days <= _MONTH] or [
        time for time in told if (time.last - time.first).days <= _YEAR and not time.relative
    ]
    if published is not None:
        said = [time for time in said if time.first <= published]
    if said:
        latest = max(said, key=lambda time: (time.first, -time.last.toordinal()))
        return DateSpan(latest.first, latest.last), True
    return (DateSpan(published, published), False) if published is not None else None


def _in_time(when: DateSpan, period: Period | None) -> bool:
    first, last = when
    if period is None or first is None or last is None:
        return True
    return (period.first is None or last >= period.first) and (period.last is None or first <= period.last)


def _is_background(event: Event, events: Sequence[Event]) -> bool:
    """Whether a sentence from within an article, without a time of its own, stands beside an event of that article or
    that day: then it tells no event of its own.
    """
    candidate = event.scored.candidate
    if candidate.passage.article.text[candidate.start] in QUOTATION:
        return True
    if opening(candidate):
        return False
    article = candidate.passage.article.article_id
    others = [other for other in events if other is not event]
    return any(
        other.when == event.when or other.scored.candidate.passage.article.article_id == article for other in others
    )


def _is_long_before(event: Event, events: Sequence[Event], question: Question) -> bool:
    """Whether an article tells of it years later, and years before all that articles tell of in its time: 'founded in
    1974'. What the question itself asks to have been done ('built when?') is no background.
    """
    if not _told_late(event) or content_words(question.raw) & _beginnings(event):
        return False
    of_the_time = [_first(other) for other in events if not _told_late(other)]
    return bool(of_the_time) and (min(of_the_time) - (event.when.last or date.max)).days > _LONG_BEFORE


def _told_late(event: Event) -> bool:
    published = event.scored.candidate.passage.article.published
    return published is not None and (published - (event.when.last or published)).days > _LONG_BEFORE


def _beginnings(event: Event) -> frozenset[str]:
    """The words of the sentence that tell how something began: 'built', 'founded'."""
    return event.scored.candidate.stems & _BEGINNING


def _same(event: Event, other: Event) -> bool:
    if not event.stated and event.when == other.when:
        return True
    mine, theirs = event.scored.candidate.stems, other.scored.candidate.stems
    shorter, shared = min(len(mine), len(theirs)), len(mine & theirs)
    near = abs((_first(event) - _first(other)).days) <= 1
    return shared >= min(_LEAST_SHARED, shorter) > 0 and near and shared / shorter >= _SAME_EVENT


def _first(event: Event) -> date:
    return event.when.first or date.min
