"""What `NewsChain.stream` yields, in this order: Understood, Retrieved, Proven..., Finished.

A sentence is in a `Proven` event only after its citation was checked, so that whatever was shown
stays true; `Finished` always comes, and comes last.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.answer import Answer, Citation, Passage, Sentence
from rag.question import Question


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it will be searched for."""

    question: Question


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages an answer may be made from, best first."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """One more sentence of the answer; `citations` are those it names that were not yet there."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer, or the refusal."""

    answer: Answer


Event = Understood | Retrieved | Proven | Finished
