"""The built-in answer: which quotes are shown in which order, the few words asked for, and what follows from them.

A question of several parts gets the best quote of each part first. One about how something went gets a timeline.
One that compares two things gets what follows from a date or a number of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from index.embed import SentenceTransformerEmbeddings
from rag.answer import Compared, ComparedSide, Passage, TimelineEntry
from rag.asked import asked_for, asks_for_several
from rag.compared import Verdict, verdict
from rag.complete import completed
from rag.dateline import dateline_end
from rag.decided import deciding
from rag.events import Proven
from rag.further import worth_showing
from rag.listed import listed
from rag.overtaken import overtaken
from rag.planned import overtaken_plans
from rag.proof import Proof
from rag.question import Question
from rag.quote import NEAR_BEST, Quote, Scored, as_quote, pick, scored
from rag.said import may_be_said, own_words_first
from rag.settings import RagSettings
from rag.short import short_answers, sure
from rag.timeline import Event, asks_for_timeline, leads, timeline
from rag.unsure import is_sure
from rag.untold_reason import untold_reason
from rag.whole_quotation import whole_quotation

# Quotes of each of several parts, and how far below its best one they may lie in log-odds. With 2.5, as for a question
# of one part, the same questions are answered in 102 words, not 84.
_OF_EACH = 3
_NEAR_OF_EACH = 1.0
_FAR_BEHIND = 8.0  # log-odds that a day loses that was only planned, where it came to pass
_DOUBTED = -2.0  # the reader's log-odds of the best words of a sentence that is left out then
# Estimated probability of the short answer from which sentences beside it are left out; the reader knows less of a
# question that leans on the conversation.
_NEAR_CERTAIN = 0.55
_NEAR_CERTAIN_IN_TALK = 0.8


class Found(NamedTuple):
    """A question, or one part of it, with its passages, best first, and the gate's estimate that they answer it."""

    question: Question
    passages: tuple[Passage, ...]
    covered: float


class Composed(NamedTuple):
    """What is shown: quotes in their order, and short answers as (words, place of their quote).

    `parts` are the parts of the question that the short answers answer, one each, where it has several. `events` are
    those of the quotes, one each, where the answer is a timeline. `result` is what follows from two
    values, and `values` are these, as (side, words, place of their quote). `sure` as `Answer` has it.
    """

    quotes: tuple[Quote, ...]
    short: tuple[tuple[str, int], ...]
    events: tuple[Event, ...] = ()
    result: str = ""
    values: tuple[tuple[str, str, int], ...] = ()
    parts: tuple[str, ...] = ()
    sure: bool = True


def compose(
    question: Question, found: Sequence[Found], embedder: SentenceTransformerEmbeddings | None, settings: RagSettings
) -> Composed:
    """The answer to a question from what was found for each of its parts; `embedder` as `rag.quote.scored` has it."""
    if question.only_coverage:
        events = leads(found[0].passages)
        return Composed(tuple(as_quote(event.scored) for event in events), (), events)
    sentences = [_plans_last(one.question, scored(one.question, one.passages, embedder)) for one in found]
    if asks_for_timeline(question.raw) and not question.parts:
        events = timeline(question, sentences[0])
        if events:
            return _timeline(found[0].question, sentences[0], events, settings)
    most = settings.max_quotes if len(found) == 1 else _OF_EACH
    near = NEAR_BEST if len(found) == 1 else _NEAR_OF_EACH
    picked = [_quotes(one.question, told, most, near) for one, told in zip(found, sentences, strict=True)]
    decided = [deciding(one.question, told) for one, told in zip(found, sentences, strict=True)]
    spoken = [own_words_first(one.question, told)[:most] for one, told in zip(found, sentences, strict=True)]
    picked = [
        _led(quotes, (*tells[:1], *own), most) for quotes, tells, own in zip(picked, decided, spoken, strict=True)
    ]
    by_part = [
        worth_showing(one.question, quotes, decided=bool(tells))
        for one, quotes, tells in zip(found, picked, decided, strict=True)
    ]
    by_part = [
        overtaken(one.question, quotes, told) for one, quotes, told in zip(found, by_part, sentences, strict=True)
    ]
    shown: dict[tuple[str, int, int], Quote] = {}
    for rank in range(most):
        for quotes in by_part:
            if rank < len(quotes):
                shown.setdefault(_place(quotes[rank]), quotes[rank])
    places = {key: place for place, key in enumerate(shown)}
    short: list[tuple[str, int]] = []
    parts: list[str] = []
    for one, quotes in zip(found, picked, strict=True):
        for words, rank in short_answers(one.question, quotes, settings.short_threshold):
            if (
                _place(quotes[rank]) in places
                and may_be_said(one.question, words, quotes[rank].text)
                and not _told_of_another(words, quotes[rank], one.question, short, places)
            ):
                short.append((words, places[_place(quotes[rank])]))
                parts.append(one.question.raw if question.parts else "")
    if question.comparison:  # 'Tuesday' does not say which came first
        short, parts = [], []
    compared = verdict(question.comparison, found, sentences) if question.comparison else None
    if compared:
        return _compared(compared)
    if not question.parts:
        whole = completed(question, sentences[0], tuple(shown.values()), short)
        answers = listed(question.raw, whole.short) if asks_for_several(question.raw) else whole.short
        if not answers:
            quotes = _led(whole.quotes, untold_reason(question, sentences[0])[:1], settings.max_quotes)
            whole = whole._replace(quotes=quotes)
        return Composed(whole.quotes, answers, sure=is_sure(question, answers))
    return Composed(tuple(shown.values()), tuple(short), parts=tuple(parts), sure=is_sure(question, short))


def _plans_last(question: Question, told: Sequence[Scored]) -> tuple[Scored, ...]:
    """The sentences; those with a day that was only planned, and is told as come to pass, far behind and unread."""
    plans = overtaken_plans(question, [one.candidate for one in told])
    return tuple(
        Scored(one.candidate._replace(span=None), one.logit - _FAR_BEHIND)
        if (one.candidate.passage.article.article_id, one.candidate.start) in plans
        else one
        for one in told
    )


def without(composed: Composed, told_already: Callable[[str], bool]) -> Composed:
    """What was composed of one question, without the quotes whose words are told already."""
    if composed.values:  # of a comparison both sides are shown
        return composed
    kept = [place for place, quote in enumerate(composed.quotes) if not told_already(quote.text)]
    at = {place: new for new, place in enumerate(kept)}
    short = tuple((words, at[place]) for words, place in composed.short if place in at)
    return composed._replace(quotes=tuple(composed.quotes[place] for place in kept), short=short)


def _quotes(question: Question, told: Sequence[Scored], most: int, near: float) -> tuple[Quote, ...]:
    """The quotes for one question. Where one thing is asked for and the first has it for near certain, others are kept
    only if the reader may hold them for an answer too.
    """
    quotes = pick(question, told, most, near)
    if not quotes or asks_for_several(question.raw) or asks_for_timeline(question.raw):
        return quotes
    if sure(quotes) < (_NEAR_CERTAIN_IN_TALK if question.history else _NEAR_CERTAIN):
        return quotes
    return (quotes[0], *(quote for quote in quotes[1:] if quote.span is not None and quote.span.score > _DOUBTED))


def _led(quotes: tuple[Quote, ...], first: Sequence[Scored], most: int) -> tuple[Quote, ...]:
    """The quotes with those of `first` before the others."""
    led = {_place(quote): quote for quote in (*map(as_quote, first), *quotes)}
    return tuple(led.values())[:most]


def _told_of_another(
    words: str,
    quote: Quote,
    asked: Question,
    short: Sequence[tuple[str, int]],
    places: Mapping[tuple[str, int, int], int],
) -> bool:
    """Whether a sentence names somebody to whom another part has an answer already: who gave it and to whom are two."""
    if asked_for(asked.raw) != "person":
        return False
    at = places[_place(quote)]
    return any(place == at and (words in other or other in words) for other, place in short)


def prove(composed: Composed, proof: Proof) -> Iterator[Proven]:
    """Puts what was composed into the proof, each thing with the citation of its quote; yields the new sentences."""
    answers = [(words, place) for words, place in composed.short] + [(words, at) for _, words, at in composed.values]
    spans = [_shown(quote, place, answers) for place, quote in enumerate(composed.quotes)]
    for passage, start, end in spans:
        yield from proof.add(passage.article.text[start:end], [(passage, start, end)], quoted=True)
    parts = composed.parts or ("",) * len(composed.short)
    for (words, place), part in zip(composed.short, parts, strict=True):
        proof.add_short(words, spans[place], part)
    for event, span in zip(composed.events, spans, strict=False):
        n = proof.number_of("", span)
        if n is not None:
            proof.timeline.append(TimelineEntry(event.when, event.stated, n))
    sides = [(side, words, proof.number_of(words, spans[place])) for side, words, place in composed.values]
    if len(sides) == 2 and all(n is not None for _, _, n in sides):
        one, other = (ComparedSide(side, words, n or 0) for side, words, n in sides)
        proof.compared = Compared(composed.result, (one, other))


def _shown(quote: Quote, place: int, answers: Sequence[tuple[str, int]]) -> tuple[Passage, int, int]:
    """What is shown of a quote: without a dateline that nobody needs, with all of a quotation that it is a part of."""
    start = _start(quote, place, [words for words, at in answers if at == place])
    return (quote.passage, *whole_quotation(quote.passage.article.text, start, quote.end))


def _start(quote: Quote, place: int, answers: Sequence[str]) -> int:
    """Where a quote starts: after the dateline, which stays where it may be the answer ('Where did they meet?'): in the
    first quote, and where a short answer stands in it.
    """
    report = dateline_end(quote.text)
    if place == 0 or any(words not in quote.text[report:] for words in answers):
        return quote.start
    return quote.start + report


def _timeline(question: Question, told: Sequence[Scored], events: tuple[Event, ...], settings: RagSettings) -> Composed:
    """The events' sentences in the order of time, and the short answers where a kind of thing is asked for."""
    quotes = tuple(as_quote(event.scored) for event in events)
    if asked_for(question.raw) == "other":
        return Composed(quotes, (), events)
    best = pick(question, told, settings.max_quotes)
    places = {_place(quote): place for place, quote in enumerate(quotes)}
    short = [
        (words, places[_place(best[rank])])
        for words, rank in short_answers(question, best, settings.short_threshold)
        if _place(best[rank]) in places
    ]
    return Composed(quotes, tuple(sorted(short, key=lambda one: one[1])), events)


def _compared(verdict: Verdict) -> Composed:
    """What follows from two values, and their quotes alone."""
    shown = {_place(side.quote): side.quote for _, side in verdict.sides}
    places = {key: place for place, key in enumerate(shown)}
    values = tuple((name, side.value.words, places[_place(side.quote)]) for name, side in verdict.sides)
    dated = [side.value.when is None or side.value.when.first is not None for _, side in verdict.sides]
    short = tuple(dict.fromkeys(one[1:] for one, words_tell in zip(values, dated, strict=True) if words_tell))
    return Composed(tuple(shown.values()), short, (), verdict.result, values)


def _place(one: Quote) -> tuple[str, int, int]:
    return (one.passage.article.article_id, one.start, one.end)
