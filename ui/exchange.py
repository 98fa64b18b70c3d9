"""The page's conversation: each question with what is known of its answer so far. Frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eval.feedback import Verdict
from index.filters import Filters
from rag.answer import Answer, Citation, Sentence, Turn
from rag.events import Event, Finished, Proven, Retrieved, Understood
from ui.render import count


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer as it grows; `number` counts from 1 within the conversation.

    `status` says what is being done and is '' once nothing is; `problem` is why there is no answer
    where something failed or the reader stopped it. `verdict` is the reader's, and `explained` whether
    they said what is wrong. `since` tells, in a conversation from before, what became of the cited articles.
    """

    number: int
    question: str
    filters: Filters
    understood: str = ""
    status: str = "Searching the articles"
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    problem: str = ""
    verdict: Verdict | None = None
    explained: bool = False
    since: tuple[str, ...] = ()

    def after(self, event: Event) -> Exchange:
        """The exchange with what the event adds."""
        match event:
            case Understood(question):
                return replace(self, understood=question.standalone)
            case Retrieved(passages):
                return replace(self, status=f"Reading {count(len(passages), 'passage')}")
            case Proven(sentence, citations):
                return replace(
                    self,
                    sentences=(*self.sentences, sentence),
                    citations=(*self.citations, *citations),
                    status="Looking further",
                )
            case Finished(answer):
                return replace(self, answer=answer, sentences=answer.sentences, citations=answer.citations, status="")

    def stopped(self, why: str) -> Exchange:
        """The exchange as it ends without an answer; what is proven stays."""
        return replace(self, status="", problem=why)


Conversation = tuple[Exchange, ...]


def history(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The conversation as turns of plain text, without markers; questions that failed stay out."""
    turns: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer is not None:
            refusal = exchange.answer.refusal
            text = refusal.message if refusal else " ".join(sentence.text for sentence in exchange.sentences)
            turns += [Turn("user", exchange.question), Turn("assistant", text)]
    return tuple(turns)
