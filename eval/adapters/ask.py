"""A benchmark's questions put to the chain, by the runner of `eval.run`: which of them, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eval.adapters.benchmark import Asked, Collection, Outcome, Task
from eval.case import Case
from eval.run import Chain, Result
from eval.select import Selection
from index.filters import Filters
from rag.answer import Answer, Turn
from rag.chain import NewsChain

_NO_ARTICLE = ("",)  # as a filter: the id of none
_SEARCHED = "searched"


class Searching:
    """A chain that only searches: its answer holds so many passages, and nothing is said."""

    def __init__(self, chain: NewsChain, top: int) -> None:
        self._chain = chain
        self._top = top

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:
        found = self._chain.retrieve(question, history, filters, self._top)
        return Answer(question, found.question.standalone, "answered", _SEARCHED, passages=found.passages)


def chosen(task: Task, sample: int | None, seed: int) -> tuple[Collection, ...]:
    """The collections with the questions to ask, each kind in its share where there is a `sample`; those without any
    are left out.
    """
    cases = [asked.case for collection in task.collections for asked in collection.asked]
    picked = set(map(id, Selection(sample=sample, seed=seed).of(cases) if cases else ()))
    parts = (
        replace(collection, asked=tuple(asked for asked in collection.asked if id(asked.case) in picked))
        for collection in task.collections
    )
    return tuple(part for part in parts if part.asked)


def asking(collection: Collection, chain: NewsChain) -> Chain:
    """What the questions of the collection are put to."""
    return chain if collection.top is None else Searching(chain, collection.top)


def cases_of(collection: Collection) -> tuple[Case, ...]:
    """The questions, each to be answered from its own articles alone where it has such."""
    return tuple(
        replace(asked.case, limits=Filters(articles=() if asked.articles is None else asked.articles or _NO_ARTICLE))
        for asked in collection.asked
    )


def outcome(collection: Collection, asked: Asked, result: Result) -> Outcome:
    """What became of a question."""
    answer = result.answer
    return Outcome(
        collection.name,
        asked.case,
        answer.passages if answer else (),
        answer if collection.top is None else None,
        result.error,
        asked.cluster,
        result.ms,
        result.tries,
        result.usage,
    )
