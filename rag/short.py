"""The short answer: the few words of a quote that the question asks for, where the reader is sure of them."""

from __future__ import annotations

from collections.abc import Sequence

from index.sentences import sentence_before
from rag.asked import Kind, asked_for, asks_for_several, asks_yes_or_no
from rag.beside import chosen, told
from rag.counts_of import of_that_kind, of_that_owner
from rag.day_of import tells_of_deed
from rag.denied import denied
from rag.doer import did_it
from rag.done_to import told_elsewhere, told_of_them
from rag.figures import number_places
from rag.fits import asks_margin, fits
from rag.gender import only_of_other
from rag.mentions import left_by, tells_of_leaving
from rag.name_asked import names_it
from rag.named_days import lies_behind
from rag.offices import OfficeAsked, office_asked
from rag.overlap import logit, sigmoid
from rag.part_played import is_body, of_that_team, plays_part
from rag.priced import thing_priced
from rag.question import Question
from rag.quote import NEAR_BEST, Quote
from rag.sources import of_source, source_asked
from rag.succession import succeeds
from rag.suited import said, suited
from rag.unheld import names_office
from rag.wording import worded

_MOST = 5
_WEIGHTS = (1.2, 0.7, -0.55)  # of `features`, and a bias


def short_answers(question: Question, quotes: Sequence[Quote], least: float) -> tuple[tuple[str, int], ...]:
    """The short answers, best first: (words, place of their quote in `quotes`). None for a yes-or-no question.

    `least`: the probability under which the words of a quote are not shown. Those of further quotes are shown where the
    reader holds them for an answer, and the question asks for several or those of the first are of no kind asked for.
    Who is told to have left an office does not hold it.
    """
    if not quotes or asks_yes_or_no(question.raw):
        return ()
    several = asks_for_several(question.raw)
    if several and sure(quotes) < least:
        return ()
    found: list[tuple[str, int]] = []
    others = list(quotes)  # those that may hold the answer
    kind = asked_for(question.raw)
    figure = kind == "number" or asks_margin(question.raw)
    thing = thing_priced(question) if kind in ("number", "other") else None
    source = source_asked(question.raw) if kind == "number" else frozenset[str]()
    office = office_asked(question.standalone, question.period)
    for place, quote in enumerate(quotes[:_MOST]):
        if place and (quote.span is None or quote.span.score <= 0):
            continue
        if not several and (found or sure((quote, *(one for one in others if one is not quote))) < least):
            continue
        words = worded(quote, kind, question.raw)
        before, _, after = quote.text.partition(words) if words else ("", "", "")
        suits = words and suited(words, kind, question.raw, before, after)
        rest = [one.text for one in others if one is not quote]
        if told_elsewhere(question.raw, quote.text, rest) or (words and _not_so(question, kind, quote, words)):
            others.remove(quote)
            continue
        if not of_source(quote.text, source):
            continue
        if thing and not thing.priced_by(quote.passage.article, quote.start, quote.end):
            continue
        if office and _gone(office, question, quote, words):
            continue
        if question.history and only_of_other(question.standalone, quote.text, quote.passage.article.text):
            continue
        if kind == "time" and lies_behind(question.raw, quote.text, words, quote.passage.article.published):
            continue
        suits = suits and (not figure or _fits(question, quote, words))
        suits = suits and told(words, kind, question.raw, before, after) and chosen(words, question.raw)
        suits = suits and succeeds(question.standalone, before, words, after)
        suits = suits and _in_its_part(question, kind, quote, (before, words, after))
        if suits and not _known(words, [text for text, _ in found]):
            found.append((words, place))
    return tuple(found)


def _not_so(question: Question, kind: Kind, quote: Quote, words: str) -> bool:
    """Whether the sentence denies the words, or tells that whom they name did not do what is asked."""
    if denied(question.standalone, quote.text, words):
        return True
    at = quote.text.index(words)
    return kind in ("person", "other") and not did_it(question.standalone, quote.text, at, at + len(words))


def _fits(question: Question, quote: Quote, words: str) -> bool:
    """Whether the words are a figure on the side that is asked for."""
    at = quote.text.index(words)
    places = number_places(words)
    start, end = (places[0][1], places[-1][2]) if places else (0, len(words))
    return fits(question.raw, quote.text, at + start, at + end)


def _in_its_part(question: Question, kind: Kind, quote: Quote, told: tuple[str, str, str]) -> bool:
    """Whether a name, between the words of `told` before and after it, is of the part, office or kind that is asked
    for, a day that of the deed, and a number one of those counted.
    """
    before, words, after = told
    if kind == "number" and not (
        of_that_owner(question.standalone, before)
        and of_that_kind(question.standalone, words, after, sentence_before(quote.passage.article.text, quote.start))
    ):
        return False
    if kind == "person" and not names_office(question, f"{_earlier(quote)} {quote.text}"):
        return False
    if kind in ("person", "place", "other") and not names_it(question.raw, *told):
        return False
    if kind == "time" and not tells_of_deed(question.standalone, quote.text, _earlier(quote)):
        return False
    if kind == "person" and not (
        of_that_team(question.standalone, quote.text, _earlier(quote))
        and told_of_them(question.standalone, quote.text, _earlier(quote))
    ):
        return False
    return is_body(question.raw, before, words) and (
        kind not in ("person", "other") or plays_part(question.standalone, *told)
    )


def _earlier(quote: Quote) -> str:
    """The title and the sentence before the quote."""
    article = quote.passage.article
    before = sentence_before(article.text, quote.start)
    return f"{before}. {article.title}" if before else article.title


def features(quotes: Sequence[Quote]) -> tuple[float, float]:
    """For the words of the first quote: the reader's score in tens, and the lead over the other quotes (log-odds)."""
    first, others = quotes[0], quotes[1:]
    behind = logit(first.score) - max((logit(other.score) for other in others), default=-NEAR_BEST - 14)
    return (first.span.score / 10 if first.span else -2.0, min(NEAR_BEST, behind))


def sure(quotes: Sequence[Quote]) -> float:
    """The estimated probability that the words of the first quote are right (logistic regression; `scripts/fit.py`)."""
    return sigmoid(sum(weight * value for weight, value in zip(_WEIGHTS, (*features(quotes), 1.0), strict=True)))


def _gone(office: OfficeAsked, question: Question, quote: Quote, words: str) -> bool:
    """Whether whom the words name had left the office by the time asked about."""
    if office.turn == "now":
        return tells_of_leaving(quote.text, words)
    first = question.period.first if question.period else None
    left = left_by(quote.passage.article, quote.text, words) if office.turn == "then" and first else None
    return left is not None and first is not None and left < first


def _known(words: str, found: Sequence[str]) -> bool:
    """Whether the words say what another short answer says already, be it in another order."""
    mine = said(words)
    return any(mine <= other or other <= mine for other in map(said, found))
