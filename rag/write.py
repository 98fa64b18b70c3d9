"""The chat-model answerer: prompt, stream, parse. What it yields is unproven until `verify.check` has passed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from index.errors import ModelError
from rag import prompts
from rag.answer import Passage, Turn
from rag.calls import ENDS, Calls
from rag.facts import content_words
from rag.models import ContextError
from rag.parse import Id, parse, plain, without_thoughts
from rag.verify import Evidence

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_LEAST_WORDS = 4  # content words of a sentence for which proof is looked for where it names none
_MOST_REPEATED = 3  # lines that say what an earlier one says, after which a model is in a loop
_TURNS = 4  # of the conversation, shown to the model
_MAX_QUESTION_CHARACTERS = 500


class Cited(NamedTuple):
    """A place that a model named as proof: `passage.article.text[start:end]`, whole sentences of the passage."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that a model wrote and the places it named as proof; none where it named none that exist.

    Where it named nothing at all, the place is the one that comes nearest, if any does.
    """

    text: str
    cited: tuple[Cited, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(Evidence(place.passage.article, place.start, place.end) for place in self.cited)


def write(calls: Calls, question: str, passages: Sequence[Passage], history: Sequence[Turn] = ()) -> Iterator[Draft]:
    """Ask the model and yield its sentences as they become complete; none where it says the passages do not answer.

    What does not fit the model's context is left out: the oldest turns first, then the last passages, which
    `calls.left_out` counts. Raises ModelError where the provider fails, breaks off midway or sends nothing: sentences
    yielded before that stay as they are.
    """
    yield from _drafts(calls, question, passages, history)


def correct(calls: Calls, question: str, passages: Sequence[Passage], draft: Draft, reason: str) -> Iterator[Draft]:
    """Ask once more for a sentence that failed the support check for `reason`; yields what replaces it, if anything."""
    from langchain_core.messages import AIMessage, HumanMessage

    again = prompts.CORRECTION.format(
        line=prompts.neutral(draft.text), reason=prompts.neutral(reason), no_answer=prompts.NO_ANSWER
    )
    yield from _drafts(calls, question, passages, (), (AIMessage(draft.text), HumanMessage(again)))


def rewrite(calls: Calls, question: str, history: Sequence[Turn]) -> str:
    """The question, so that it can be understood without `history`; unchanged where the model makes nothing of it."""
    from langchain_core.messages import HumanMessage, SystemMessage

    if not history:
        return question
    text = prompts.REWRITE.format(turns=prompts.turns_block(history[-_TURNS:]), question=prompts.neutral(question))
    reply = "".join(calls.stream([SystemMessage(prompts.REWRITE_SYSTEM), HumanMessage(text)]))
    lines = [line for line in (plain(line) for line in without_thoughts(reply).splitlines()) if line]
    rewritten = lines[-1].removeprefix("Standalone question:").strip(' "“”') if lines else ""
    return rewritten if 0 < len(rewritten) <= _MAX_QUESTION_CHARACTERS else question


def _messages(question: str, passages: Sequence[Passage], history: Sequence[Turn]) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    turns = prompts.turns_block(history[-_TURNS:])
    text = prompts.QUESTION.format(
        passages=prompts.passages_block(passages),
        conversation=prompts.CONVERSATION.format(turns=turns) if turns else "",
        question=prompts.neutral(question),
        no_answer=prompts.NO_ANSWER,
    )
    return [SystemMessage(prompts.SYSTEM), HumanMessage(text)]


def _drafts(
    calls: Calls,
    question: str,
    passages: Sequence[Passage],
    history: Sequence[Turn],
    after: Sequence[BaseMessage] = (),
) -> Iterator[Draft]:
    turns = tuple(history[-_TURNS:])
    shown = tuple(passages)
    while True:
        messages = [*_messages(question, shown, turns), *after]
        if calls.fits(messages):
            try:
                yield from _parsed(calls, messages, shown)
                return
            except ContextError:  # comes before any text: the server counts tokens better than we do
                if not turns and len(shown) == 1:
                    raise
                turns, shown = ((), shown) if turns else ((), shown[: len(shown) // 2])
        elif turns:
            turns = turns[1:]
        elif len(shown) > 1:
            shown = shown[:-1]
        else:
            raise ModelError(
                "The chat model's context has no room for a single passage. Raise context_tokens, or take another."
            )
        calls.left_out = max(calls.left_out, len(passages) - len(shown))


def _parsed(calls: Calls, messages: Sequence[BaseMessage], passages: Sequence[Passage]) -> Iterator[Draft]:
    """Each sentence once; what a reply that was cut off left of its last one is no sentence."""
    spans = [prompts.sentences_of(passage) for passage in passages]
    seen: set[tuple[str, tuple[Id, ...]]] = set()
    repeated = 0
    with closing(calls.stream(messages)) as deltas:
        for text, ids in parse(deltas):
            if (text, ids) in seen:
                repeated += 1
                if repeated == _MOST_REPEATED:
                    return
                continue
            seen.add((text, ids))
            if calls.cut and not text.endswith(ENDS):
                return
            yield Draft(text, _places(text, ids or _nearest(text, passages, spans), passages, spans))


def _places(
    text: str, ids: Sequence[Id], passages: Sequence[Passage], spans: Sequence[Sequence[tuple[int, int]]]
) -> tuple[Cited, ...]:
    """The named places that exist, in the order of the passages; sentences that follow each other become one."""
    named = set()
    for number, sentence in ids:
        if not 1 <= number <= len(passages) or not spans[number - 1]:
            continue
        place = sentence or _likeliest(text, passages[number - 1], spans[number - 1])
        if place <= len(spans[number - 1]):
            named.add((number - 1, place - 1))
    cited: list[Cited] = []
    last = (-1, -1)
    for index, place in sorted(named):
        start, end = spans[index][place]
        if last == (index, place - 1):
            cited[-1] = cited[-1]._replace(end=end)
        else:
            cited.append(Cited(passages[index], start, end))
        last = (index, place)
    return tuple(cited)


def _nearest(text: str, passages: Sequence[Passage], spans: Sequence[Sequence[tuple[int, int]]]) -> tuple[Id, ...]:
    """Where nothing is named, as by weak models: the sentence that shares most words with `text`, at least half.

    Whether it proves the sentence is for the check to say. None for fragments of few words.
    """
    words = content_words(text)
    if len(words) < _LEAST_WORDS:
        return ()
    shared = {
        Id(number, place): len(words & content_words(passage.article.text[start:end]))
        for number, passage in enumerate(passages, start=1)
        for place, (start, end) in enumerate(spans[number - 1], start=1)
    }
    best = max(shared, key=lambda one: shared[one], default=None)
    return (best,) if best and shared[best] >= len(words) / 2 else ()


def _likeliest(text: str, passage: Passage, spans: Sequence[tuple[int, int]]) -> int:
    """Where only a passage is named: the number of its sentence that shares most words with `text`."""
    words = content_words(text)
    shared = [len(words & content_words(passage.article.text[start:end])) for start, end in spans]
    return shared.index(max(shared)) + 1
