"""Refusals before evidence is weighed: a question that may mean several things, or takes a falsehood for granted."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer import Citation, Passage, Refusal
from rag.facts import knows, names
from rag.premise import contradiction
from rag.question import Question
from rag.quote import Quote
from rag.unclear import unclear

_NEAREST = 3


def doubt(question: Question, passages: Sequence[Passage]) -> Refusal | None:
    """Why the question cannot be answered as it stands: "ambiguous" or "false_premise"; None where it can."""
    nearest = tuple({p.article.article_id: p.article for p in passages}.values())[:_NEAREST]
    meant = unclear(question, passages)
    if len(meant) > 1:
        several = f"{', '.join(meant[:-1])} or {meant[-1]}"
        return Refusal("ambiguous", f"Which one do you mean: {several}? Ask again with the full name.", nearest)
    if meant:
        return Refusal("ambiguous", f"Who or what is '{meant[0]}'? Ask again with the name.")
    found = contradiction(question, passages)
    if found is None:
        return None
    says = Citation(1, found.passage.article, found.start, found.end, found.passage.copies)
    message = f"The question takes '{found.premise}' for granted, and the articles say otherwise."
    return Refusal("false_premise", message, nearest, (says,))


def nearest_words(question: Question, quotes: Sequence[Quote]) -> tuple[Citation, ...]:
    """What the articles do say of what the question names, as one quote; () where it names nothing that they know."""
    named = names(question.to_read)
    for quote in quotes[:1]:
        article = quote.passage.article
        if named and all(knows(f"{article.title}\n{quote.passage.text}", name) for name in named):
            return (Citation(1, article, quote.start, quote.end, quote.passage.copies),)
    return ()
