"""The short answer: the few words of a quote that the question asks for, where the reader is sure of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.asked import Kind, asked_for, asks_for_several, asks_to_choose, asks_yes_or_no, offers
from rag.facts import names, places_of
from rag.overlap import logit, sigmoid
from rag.question import Question
from rag.quote import NEAR_BEST, Quote
from rag.roles import right_one

_MOST = 5
_MOST_WORDS = 12  # a longer one is no short answer: its sentence says it as well
_WEIGHTS = (1.2, 0.7, -0.55)  # of `features`, and a bias
_CAPITAL = re.compile(r"[^\W\d_a-z]")  # of scripts without small letters any letter
_SOMETHING_OF = re.compile(r"['’]s\s+[a-z]")  # 'Pohl's victory' is nobody
_HOW_OLD = re.compile(r"\bhow old\b", re.IGNORECASE)
_A_WHILE = re.compile(r"\b\w+(?:-year|\s(?:days|weeks|months))$", re.IGNORECASE)
_CURRENCIES = "$€£¥₹"
_EDGES = " \t\n,;:.!?–—-"


def short_answers(question: Question, quotes: Sequence[Quote], least: float) -> tuple[tuple[str, int], ...]:
    """The short answers, best first: (words, place of their quote in `quotes`). None for a yes-or-no question.

    `least`: the probability under which the words of the first quote are not shown. Those of further quotes
    are shown where the question asks for several, and where the reader holds them for an answer.
    """
    if not quotes or asks_yes_or_no(question.raw) or sure(quotes) < least:
        return ()
    found: list[tuple[str, int]] = []
    kind = asked_for(question.raw)
    for place, quote in enumerate(quotes[: _MOST if asks_for_several(question.raw) else 1]):
        words = _words(quote, kind, question.raw)
        answers = place == 0 or (quote.span is not None and quote.span.score > 0)
        if words and not _fits(words, kind, question.raw):
            continue
        if words and answers and not _known(words, [text for text, _ in found]):
            found.append((words, place))
    return tuple(found)


def features(quotes: Sequence[Quote]) -> tuple[float, float]:
    """For the words of the first quote: the reader's score in tens, and the lead over the other quotes (log-odds)."""
    first, others = quotes[0], quotes[1:]
    behind = logit(first.score) - max((logit(other.score) for other in others), default=-NEAR_BEST - 14)
    return (first.span.score / 10 if first.span else -2.0, min(NEAR_BEST, behind))


def sure(quotes: Sequence[Quote]) -> float:
    """The estimated probability that the words of the first quote are right (logistic regression; `scripts/fit.py`)."""
    return sigmoid(sum(weight * value for weight, value in zip(_WEIGHTS, (*features(quotes), 1.0), strict=True)))


def _words(quote: Quote, kind: Kind, question: str) -> str:
    """The words of the quote that answer best, without signs at their edges.

    '' where they are most of a long quote, or name who it was done to where the question asks who did it.
    """
    if quote.span is None:
        return ""
    text, start, end = quote.passage.article.text, quote.span.start, quote.span.end
    if kind == "person":
        start, end = _whole_name(text[quote.start : quote.end], start - quote.start, end - quote.start, quote.start)
        place = right_one(question, quote.text, start - quote.start, end - quote.start)
        if place is None:
            return ""
        start, end = place[0] + quote.start, place[1] + quote.start
    elif start > quote.start and text[start - 1] in _CURRENCIES:
        start -= 1
    words = text[start:end].strip(_EDGES)
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        words = words.strip('"“”')
    return "" if len(words.split()) > _MOST_WORDS else words


def _whole_name(sentence: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """The span widened over the name that it cuts, or that follows it: 'General' to 'General Dong Jun'.

    `start` and `end` are places in `sentence`, the result lies in the text that it starts at `offset` of.
    """
    for name in names(sentence):
        for first, last in places_of(name, sentence):
            if first <= end + 1 and last >= end and first != end:
                return offset + min(start, first), offset + max(end, last)
    return offset + start, offset + end


def _fits(words: str, kind: Kind, question: str) -> bool:
    """Whether the words are of the kind asked for and say something; without that the quote alone is shown.

    'How many' is not answered by '27 percent', 'who' not by words without a name or with one that the question names,
    'A or B' by neither of them, and nothing by the question's own words.
    """
    if kind == "number" and (not offers(words, kind, question) or _is_a_while(words, question)):
        return False
    if kind == "person" and not asks_for_several(question):
        surnames = [word for word in re.findall(r"[\w’'-]+", words) if _CAPITAL.match(word)]
        if (
            not surnames
            or _SOMETHING_OF.search(words)
            or (" or " not in question and surnames[-1].casefold() in _tokens(question))
        ):
            return False
    echoed = _said(words) & _said(question)
    return bool(echoed) if asks_to_choose(question) else echoed != _said(words)


def _is_a_while(words: str, question: str) -> bool:
    """Whether 'how old' would be answered with how long something took: 'eight-year'."""
    return _HOW_OLD.search(question) is not None and _A_WHILE.search(words) is not None


def _known(words: str, found: Sequence[str]) -> bool:
    """Whether the words say what another short answer says already, be it in another order."""
    mine = _said(words)
    return any(mine <= other or other <= mine for other in map(_said, found))


def _tokens(text: str) -> frozenset[str]:
    """The words as typed, those with a hyphen whole, without a genitive."""
    return frozenset(re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w’'-]+", text.casefold()))


def _said(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.casefold())) - {"the", "and", "a", "an"}
