"""The chain as a LangChain `Runnable`: `invoke` and `batch` give answers, `stream` and `astream` typed events.

Callbacks and the rest of a `config` are passed through: whoever listens sees the run, its steps and the calls of the
chat model within them. Where nobody listens nothing is recorded, whatever LangSmith's variables say (`rag.models`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, Literal, cast

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import MessageLikeRepresentation, convert_to_messages
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import merge_configs, run_in_executor

from index.errors import DatelineError
from index.filters import Filters
from rag.answer import Answer, Turn
from rag.events import Event, Finished
from rag.models import untraced

Asked = str | Mapping[str, Any]
Events = Callable[[str, Sequence[Turn], Filters], Iterator[Event]]


_ROLES: Mapping[str, Literal["user", "assistant"]] = {"human": "user", "ai": "assistant"}


class NewsRunnable(Runnable[Asked, Any]):
    """Takes a question, or a mapping with `question` and, if wanted, `history` and `filters`.

    `history` are `Turn`s, LangChain messages, or what LangChain makes these of: mappings with `role` and `content`, and
    pairs.
    Raises DatelineError for anything else; messages of the system and of tools are passed over.
    """

    def __init__(self, events: Events, listeners: Sequence[BaseCallbackHandler] = ()) -> None:
        self.name = "dateline"
        self._events = events
        self._listeners = tuple(listeners)

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:  # noqa: ARG002
        """The answer, once it is complete."""
        with untraced():
            answer: Answer = self._call_with_config(self._answer, input, self._listened(config))
        return answer

    def stream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Event]:  # noqa: ARG002
        """The events as they come; the last one is `Finished`."""
        run = self._transform_stream_with_config(iter([input]), self._asked, self._listened(config))
        with closing(cast("Generator[Event]", run)) as events:
            while True:
                with untraced():  # a context manager around a `yield` would leak into the code that reads this
                    event = next(events, None)
                if event is None:
                    return
                yield event

    async def astream(self, input: Asked, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[Event]:
        """As `stream`, each event awaited in a thread."""
        with closing(cast("Generator[Event]", self.stream(input, config, **kwargs))) as events:
            while (event := await run_in_executor(config, next, events, None)) is not None:
                yield event

    def _listened(self, config: RunnableConfig | None) -> RunnableConfig:
        return merge_configs({"callbacks": list(self._listeners)} if self._listeners else None, config)

    def _asked(self, inputs: Iterator[Asked]) -> Iterator[Event]:
        for asked in inputs:
            given: Mapping[str, Any] = {"question": asked} if isinstance(asked, str) else asked
            yield from self._events(given["question"], turns(given.get("history", ())), given.get("filters", Filters()))

    def _answer(self, asked: Asked) -> Answer:
        answers = [event.answer for event in self._asked(iter([asked])) if isinstance(event, Finished)]
        return answers[-1]


def turns(history: Sequence[Turn | MessageLikeRepresentation]) -> tuple[Turn, ...]:
    """The conversation as `Turn`s; see `NewsRunnable`."""
    found = []
    for place, given in enumerate(history, start=1):
        if isinstance(given, Turn):
            found.append(given)
            continue
        try:
            (message,) = convert_to_messages([given])
        except (ValueError, NotImplementedError, TypeError, KeyError) as error:
            raise DatelineError(
                f"history: number {place} is {given!r:.80}. Give a Turn, a LangChain message, or "
                '{"role": "user" or "assistant", "content": "..."}.'
            ) from error
        if message.type in _ROLES:
            found.append(Turn(_ROLES[message.type], str(message.text)))
    return tuple(found)
