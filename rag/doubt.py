"""Refusals before evidence is weighed: a question that may mean several things, or takes a falsehood for granted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.article import Article, written
from index.filters import Filters
from rag.answer import Citation, Passage, Refusal
from rag.dateline import dateline_end
from rag.deeds import untold
from rag.facts import knows, names
from rag.foreign import NOT_READ
from rag.gate import NOT_COVERED
from rag.premise import contradiction
from rag.question import Question
from rag.quote import Quote
from rag.unclear import unclear
from rag.unheld import Unheld, unheld
from rag.whole_quotation import whole_quotation

_NEAREST = 3
_CLOSE = 0.6  # share of the gate's threshold from which an answer is possible
_NOT_CERTAIN = "It is not certain that the articles answer this; shown is what comes nearest."


def doubt(question: Question, passages: Sequence[Passage], *, outside: bool = False) -> Refusal | None:
    """Why the question cannot be answered as it stands: "ambiguous", "false_premise", or "not_covered" where it takes
    for granted what no article tells; None where it can.

    `outside`: it asks about a time that no article speaks of, so that it says nothing that they name no such office.
    """
    nearest = tuple({p.article.article_id: p.article for p in passages}.values())[:_NEAREST]
    meant = unclear(question, passages)
    if len(meant) > 1:
        several = f"{', '.join(meant[:-1])} or {meant[-1]}"
        return Refusal("ambiguous", f"Which one do you mean: {several}? Ask again with the full name.", nearest)
    if meant:
        return Refusal("ambiguous", f"Who or what is '{meant[0]}'? Ask again with the name.")
    taken = None if question.parts else untold(question.raw, passages)
    if taken is not None:
        of = f", of {taken.name}" if taken.name else ""
        said = (
            f"No article found tells whether that is so (“{taken.said}”{of})."
            if taken.asked
            else f"Your question assumes something that no article found reports (“{taken.said}”{of})."
        )
        return Refusal("not_covered", said, nearest)
    if not question.parts and not outside and (empty := unheld(question, passages)) is not None:
        return _no_such_office(empty, nearest)
    found = contradiction(question, passages)
    if found is None:
        return None
    says = _cited(found.passage, found.start, found.end)
    message = f"Your question says “{found.premise}”, and the articles say otherwise."
    return Refusal("false_premise", message, nearest, (says,))


def _no_such_office(empty: Unheld, nearest: tuple[Article, ...]) -> Refusal:
    says = _cited(empty.passage, empty.start, empty.end)
    message = f"The articles name no {empty.office} of {empty.of}; they name its {empty.other}."
    return Refusal("false_premise", message, nearest, (says,))


def _cited(passage: Passage, start: int, end: int) -> Citation:
    """A sentence as the one citation of a refusal, without its dateline."""
    start += dateline_end(passage.article.text[start:end])
    return Citation(1, passage.article, *whole_quotation(passage.article.text, start, end), passage.copies)


def told_whole(refused: Refusal, question: Question, *, foreign: bool) -> Refusal:
    """The refusal of what is not covered, with what may be the reason: another language, or filters."""
    if refused.reason != "not_covered":
        return refused
    if foreign:
        return replace(refused, message=NOT_READ)
    searched = _searched(question.filters)
    if not searched:
        return refused
    return replace(refused, message=f"{refused.message} Only articles {searched} were searched; others may say.")


def _searched(filters: Filters) -> str:
    """'from 1 March 2025, by North Wire': what the reader limited the search to, '' if to nothing."""
    parts = []
    if filters.since or filters.until:
        since = f"from {written(filters.since)}" if filters.since else ""
        until = f"up to {written(filters.until)}" if filters.until else ""
        parts.append(f"{since} {until}".strip())
    if filters.publishers:
        parts.append(f"by {' or '.join(filters.publishers)}")
    return ", ".join(parts)


def with_nearest_words(
    refused: Refusal, question: Question, quotes: Sequence[Quote], chance: float = 0.0, threshold: float = 1.0
) -> Refusal:
    """The refusal of what is not covered, with what the articles do say of what the question names: the first quote.

    Nothing is added where the articles do not know what it names. Where the gate's estimate `chance` lies not far below
    its threshold, the refusal says that it is not certain instead of that nothing covers it.
    """
    named = names(question.to_read)
    close = chance >= _CLOSE * threshold
    for quote in quotes[:1]:
        article = quote.passage.article
        if (named or close) and all(knows(f"{article.title}\n{quote.passage.text}", name) for name in named):
            says = (Citation(1, article, *whole_quotation(article.text, quote.start, quote.end), quote.passage.copies),)
            says_more = close and refused.message == NOT_COVERED
            return replace(refused, instead=says, message=_NOT_CERTAIN if says_more else refused.message)
    return refused
