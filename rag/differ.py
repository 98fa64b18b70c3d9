"""Where articles give different figures for what is asked: changed over time, corrected, or in dispute.

Two figures are held against each other only where their sentences count the same thing (`rag.quantities`), their
articles know the names of the question, and nothing in the sentences says that another place, year or part is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple

from rag.ages import age
from rag.answer import Passage
from rag.asked import asked_for, asks_for_several, asks_yes_or_no
from rag.candidates import READ, Candidate, candidates_of
from rag.comparable import (
    in_same_scope,
    is_money,
    nearest,
    of_the_same,
    on_side,
    priced,
    priced_alike,
    read_alike,
    same_measure,
)
from rag.counted import tells_as_much
from rag.differing import Found
from rag.event_days import event_days
from rag.facts import content_words, dates, knows, names, numbers, relative_dates, without_names
from rag.holders import holders
from rag.planned import overtaken_plans
from rag.portion import of_another_fate, told_of
from rag.priced import thing_priced
from rag.quantities import differ, meant, quantities, same_thing
from rag.question import Question
from rag.read import reading_of
from rag.reports import Report, reports_of, sentence
from rag.revised import revised
from rag.sources import source_asked
from rag.told_apart import CHANGED, one_each, told_apart
from rag.two_counts import two_counts
from rag.unrelated import related
from rag.winners import winner_instead

_ANCHORS = 3  # best candidates of which the first with a figure is compared with the rest
_LEAST_SPAN = -3.0  # log-odds of the anchor's words over no answer
_BY_HOW_MUCH = re.compile(r"\bby (?:how|what)\b|\bmargin\b", re.IGNORECASE)
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:first|initial(?:ly)?|original(?:ly)?|earlier|earliest|previous(?:ly)?|preliminary|at first|before"
    r"|was supposed)\b",
    re.IGNORECASE,
)


def found_differing(question: Question, passages: Sequence[Passage]) -> Found | None:
    """What the passages say differently; None where they agree, do not compare, or no reader has read them."""
    if not any(reading_of(passage) is not None for passage in passages):
        return None
    *weights, _ = astuple(READ)
    about = related(question, passages)
    articles = {passage.article.article_id: passage.article for passage in passages}
    apart = {key for key, one in articles.items() if about.lacks(one, 0, len(one.text))}
    candidates = [one for one in candidates_of(question, passages, None) if one.passage.article.article_id not in apart]
    scores = [sum(w * x for w, x in zip(weights, c.features, strict=True)) for c in candidates]
    order = sorted(range(len(candidates)), key=lambda i: -scores[i])
    ranked = [candidates[i] for i in order]
    if asked_for(question.raw) == "time":
        plans = overtaken_plans(question, ranked)
        return event_days(question, [c for c in ranked if (c.passage.article.article_id, c.start) not in plans])
    return (
        winner_instead(question, ranked)
        or holders(question, ranked)
        or age(question, ranked)
        or difference(question, ranked)
        or two_counts(question, ranked)
    )


def difference(question: Question, ranked: Sequence[Candidate]) -> Found | None:
    """What the articles of the candidates, best first, say differently; None where they agree or do not compare.

    A question about a day or a month, or about the first figure, has its one answer: None too.
    """
    asked = question.to_read
    kind = asked_for(question.raw)
    if kind not in ("number", "other") or _OF_ANOTHER_TIME.search(question.raw):
        return None
    if any(day.month for day in dates(question.raw)) or asks_yes_or_no(question.raw) or asks_for_several(question.raw):
        return None
    steps = _BY_HOW_MUCH.search(question.raw) is not None
    anchor = _anchor(question, ranked, 0.0 if kind == "other" else _LEAST_SPAN, steps=steps)
    if anchor is None:
        return None
    named = names(asked)
    stems = content_words(without_names(asked, named)) | meant(without_names(asked, named))
    others = list(_others(question, anchor, ranked, stems))
    put_right = revised(question, anchor, ranked, stems)
    if put_right is not None:
        return _since_then(put_right, others)
    return _by_source(question, told_apart(one_each([anchor, *others])))


def _since_then(put_right: Found, others: Sequence[Report]) -> Found:
    """What was put right, or what came of it where a later article gives a third figure."""
    right = put_right.values[-1]
    told, day = quantities(right.words), right.passage.article.latest
    if len(told) != 1 or day is None:
        return put_right
    later = [r for r in others if r.day and r.day > day and CHANGED.search(sentence(r)) and differ(told[0], r.quantity)]
    if not later:
        return put_right
    return Found("changed", (right, max(later, key=lambda report: report.day or day).value))


def _by_source(question: Question, found: Found | None) -> Found | None:
    """Of figures that differ the one by the word of the source that the question names, where it names one."""
    asked = source_asked(question.raw)
    if found is None or not asked:
        return found
    own = [v for v in found.values if asked & content_words(v.passage.article.text[v.start : v.end])]
    return Found("changed", (own[-1],)) if own else None


def _anchor(question: Question, ranked: Sequence[Candidate], least: float, *, steps: bool) -> Report | None:
    """The figure in the best candidate's words: in the words that the reader would answer with."""
    thing = thing_priced(question)
    for candidate in ranked[:_ANCHORS]:
        span = candidate.span
        if span is None or span.score < least:
            continue
        inside = [
            report
            for report in reports_of(candidate, steps=steps)
            if candidate.start + report.quantity.start < span.end and candidate.start + report.quantity.end > span.start
        ]
        if len(inside) != 1 or inside[0].day is None or (thing is not None and not is_money(inside[0])):
            continue
        if priced(thing, inside[0]) and not of_another_fate(
            told_of(sentence(inside[0]), inside[0].quantity.start), question.raw
        ):
            return inside[0]
    return None


def _others(question: Question, anchor: Report, ranked: Sequence[Candidate], stems: frozenset[str]) -> Iterator[Report]:
    named = names(question.to_read)
    thing = thing_priced(question)
    years = {day.year for day in dates(question.raw) if day.year}
    for candidate in ranked:
        article = candidate.passage.article
        if article.latest is None:
            continue
        text = candidate.text
        mine = [
            report
            for report in reports_of(candidate, steps=_BY_HOW_MUCH.search(question.raw) is not None)
            if (
                (same_thing(anchor.quantity, report.quantity, stems) and tells_as_much(anchor, report, stems))
                or read_alike(anchor, report)
                or priced_alike(thing, anchor, report)
            )
            and priced(thing, report)
            and on_side(question.raw, report)
            and in_same_scope(anchor, report, named, stems, thing)
            and same_measure(anchor, report, question.raw)
            and of_the_same(anchor, report, question.raw)
        ]
        mine = nearest(text, mine) if len(mine) > 1 else mine
        if len(mine) != 1 or (candidate.start, article.article_id) == (anchor.start, anchor.passage.article.article_id):
            continue
        if not all(knows(f"{article.title}\n{article.text}", name) for name in named):
            continue
        here = [name for name in names(text) if not numbers(name)]
        if named and here and not any(knows(text, name) for name in named) and not _about_same(article.title, named):
            continue
        said = {day.year for day in dates(text) if day.year}
        if article.published is not None:
            said |= {day.year for day in relative_dates(text, article.published) if day.year}
        if years and said and not years & said:
            continue
        yield mine[0]


def _about_same(title: str, named: frozenset[str]) -> bool:
    return any(knows(title, name) for name in named)
