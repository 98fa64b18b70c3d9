"""Calls to a chat model for one question: streamed, tried again where that helps, bounded in time, and counted."""

from __future__ import annotations

import random
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar, cast

from pydantic import BaseModel

from index.errors import DatelineError, ModelError
from rag import prompts
from rag.answer import ModelUsage
from rag.models import FINISH_KEYS, call_error, untraced
from rag.settings import RagSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
    from langchain_core.messages.ai import UsageMetadata

Form = TypeVar("Form", bound=BaseModel)

_FIRST_PAUSE_S = 0.5  # doubled with each attempt, with a quarter of jitter (exponential backoff)
_LONGEST_PAUSE_S = 8.0
_LONGEST_ANSWER = 20_000  # characters; a model that goes on is in a loop
_TOKENS_FOR_ANSWER = 1024
ENDS = (".", "!", "?", "]", '"', "”", ")", prompts.NO_ANSWER)  # of a line that is complete
_CUT = ("length", "max_tokens")  # finish reasons of a reply that reached the longest length allowed


class Calls:
    """Calls a chat model under the settings, and adds up what the calls come to.

    One object serves one question. `settings` say how often a failed call is tried again, how long one may take, how
    many tokens a prompt may have, and what tokens cost.
    """

    def __init__(self, model: BaseChatModel, settings: RagSettings = RagSettings()) -> None:
        self.model = model
        self.settings = settings
        self.left_out = 0  # passages that the model's context had no room for
        self.cut = False  # whether the last reply ended because it reached the longest length allowed
        self._calls = 0
        self._tokens: UsageMetadata | None = None

    @property
    def usage(self) -> ModelUsage | None:
        """What the calls came to; None where there was none."""
        if not self._calls:
            return None
        if self._tokens is None:
            return ModelUsage(self._calls)
        read, written = self._tokens["input_tokens"], self._tokens["output_tokens"]
        prices = self.settings.price_input, self.settings.price_output
        cost = None
        if prices != (None, None):
            cost = (read * (prices[0] or 0.0) + written * (prices[1] or 0.0)) / 1e6
        return ModelUsage(self._calls, read, written, cost)

    def fits(self, messages: Sequence[BaseMessage]) -> bool:
        """Whether the prompt leaves room for an answer, by LangChain's estimate of tokens; True where nobody knows."""
        from langchain_core.messages.utils import count_tokens_approximately

        profile = self.model.profile or {}
        limit = self.settings.context_tokens or profile.get("max_input_tokens")
        if not limit:
            return True
        return count_tokens_approximately(messages) <= limit - min(_TOKENS_FOR_ANSWER, limit // 4)

    def stream(self, messages: Sequence[BaseMessage]) -> Generator[str]:
        """The text of the answer as it arrives. Closing it closes the connection.

        A call that fails before any text came, in a way that may pass (429, 5xx, no connection, no reply), is tried
        again after a pause: the server's Retry-After, or one that doubles. Raises ModelError in the end, and where the
        answer breaks off, takes too long or does not end.
        """
        attempt = 0
        while True:
            text, pause, failure = "", None, None
            self._calls += 1
            try:
                with closing(self._once(messages)) as deltas:
                    for delta in deltas:
                        text += delta
                        yield delta
            except DatelineError:
                raise
            except Exception as error:
                failure = call_error(error, self.model, started=bool(text))
                pause = _retry_after(error)
            if failure is None and not text.strip():
                failure = ModelError(
                    "The chat model sent an empty answer. Try again, or choose another model.", transient=True
                )
            if failure is None:
                return
            attempt += 1
            self._wait(failure, pause, attempt, self.settings.max_retries if not text.strip() else 0)

    def structured(self, messages: Sequence[BaseMessage], schema: type[Form]) -> Form:
        """One reply in the form of `schema`, by the structured output that the provider has for it.

        Tried again once, where that may help. Raises ModelError where the provider fails, has no such output, or
        sends what is not in this form.
        """
        attempt = 0
        while True:
            self._calls += 1
            try:
                with untraced():
                    reply = self.model.with_structured_output(schema, include_raw=True).invoke(list(messages))
            except Exception as error:
                failure, pause = call_error(error, self.model), _retry_after(error)
            else:
                if not isinstance(reply, dict):  # a model of one's own that knows no `include_raw`
                    reply = {"parsed": reply}
                self._count(reply.get("raw"))
                if isinstance(reply["parsed"], schema):
                    return reply["parsed"]
                raise ModelError("The chat model's reply is not in the form that was asked for.")
            attempt += 1
            self._wait(failure, pause, attempt, min(1, self.settings.max_retries))

    def _wait(self, failure: DatelineError, pause: float | None, attempt: int, retries: int) -> None:
        """Waits before the next attempt; raises `failure` where there is to be none."""
        pause = _backoff(attempt) if pause is None else pause
        again = isinstance(failure, ModelError) and failure.transient
        if not again or attempt > retries or pause > self.settings.timeout_s:
            raise failure from None
        time.sleep(pause)

    def _once(self, messages: Sequence[BaseMessage]) -> Generator[str]:
        text, finished = "", False
        self.cut = False
        until = time.monotonic() + self.settings.answer_timeout_s
        with closing(cast("Generator[AIMessageChunk]", self.model.stream(list(messages)))) as stream:
            while True:
                # A context manager around a `yield` would leak into the code that reads this stream.
                with untraced():
                    chunk = next(stream, None)
                if chunk is None:
                    break
                reasons = [str(reason) for key in FINISH_KEYS if (reason := chunk.response_metadata.get(key))]
                finished = finished or bool(reasons)
                self.cut = self.cut or any(reason.lower() in _CUT for reason in reasons)
                self._count(chunk)
                text += chunk.text
                if text:
                    yield chunk.text
                if len(text) > _LONGEST_ANSWER or time.monotonic() > until:
                    raise ModelError("The chat model's answer did not come to an end. Try again.", transient=True)
        if text.strip() and not finished and not text.rstrip().endswith(ENDS):
            raise ModelError("The chat model's answer broke off midway. Try again.", transient=True)

    def _count(self, message: AIMessage | AIMessageChunk | None) -> None:
        from langchain_core.messages.ai import add_usage

        if message is not None and message.usage_metadata:
            self._tokens = add_usage(self._tokens, message.usage_metadata)


def _backoff(attempt: int) -> float:
    pause = min(_FIRST_PAUSE_S * 2.0 ** (attempt - 1), _LONGEST_PAUSE_S)
    return pause * random.uniform(0.75, 1.25)  # noqa: S311 - jitter, no secret


def _retry_after(error: Exception) -> float | None:
    """The seconds that the server asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return max(0.0, float(milliseconds) / 1000)
        if after := headers.get("retry-after"):
            if after.strip().isdigit():
                return float(after)
            return max(0.0, (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        pass
    return None
