"""Chat models whose replies are kept on disk: what was asked once is not asked again.

A reply is found by content: the model with the parameters that shape its answer, and every message of the
prompt, which holds the question and the passages. LangChain's own cache is passed by when a model streams,
as the answerer does, so the model as a whole is wrapped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any, cast

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable, RunnableBinding
from pydantic import PrivateAttr

from eval.replies import Replies
from eval.usage import Usage, count_call
from rag.models import FINISH_KEYS

# Fields of LangChain's chat models that change how an answer is fetched, not what it says.
_FETCHING = frozenset(
    {
        *("cache", "callbacks", "client_kwargs", "custom_get_token_ids", "default_headers", "disable_streaming"),
        *("keep_alive", "max_retries", "metadata", "name", "profile", "rate_limiter", "stream_usage", "streaming"),
        *("tags", "tiktoken_model_name", "validate_model_on_init", "verbose"),
    }
)


def cached(model: BaseChatModel, path: Path) -> CachedChatModel:
    """The chat model, with its replies kept in the file `path` and taken from there.

    Several models may share a file. Raises StoreError where the file cannot be made.
    """
    return CachedChatModel(inner=model, replies=Replies(path), profile=model.profile)


class CachedChatModel(BaseChatModel):
    """A chat model that looks into `replies` before it asks `inner`.

    A streamed answer is read to its end before the first part of it is given on, so that one taken from the
    cache and one just made are the same to the reader; one that breaks off is given on as far as it came, and
    not kept. Each reply is counted (`usage.counting`).
    """

    inner: BaseChatModel
    replies: Any  # a Replies; pydantic knows no schema for it
    _identity: str = PrivateAttr()

    def model_post_init(self, context: Any, /) -> None:
        super().model_post_init(context)
        self._identity = _identity(self.inner)

    @property
    def model_name(self) -> str:
        """The name that its provider knows it by."""
        return _name(self.inner)

    @property
    def _llm_type(self) -> str:
        return self.inner._llm_type

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """As `inner` binds them, so that structured replies are kept too."""
        bound = cast("RunnableBinding[Any, Any]", self.inner.bind_tools(tools, tool_choice=tool_choice, **kwargs))
        return self.bind(**bound.kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002  the inner model reports to its own
        **kwargs: Any,
    ) -> ChatResult:
        key = self._key(messages, stop, kwargs)
        reply = self._kept(key)
        if reply is None:
            reply = _record(self.inner.invoke(messages, stop=stop, **kwargs))
            self._keep(key, reply, whole=True)
        message = AIMessage(**reply)
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        key = self._key(messages, stop, kwargs)
        reply = self._kept(key)
        if reply is None:
            chunks: list[AIMessageChunk] = []
            try:
                chunks.extend(self.inner.stream(messages, stop=stop, **kwargs))  # has what came before an error
            except Exception:
                if chunks:
                    yield ChatGenerationChunk(message=AIMessageChunk(**_joined(chunks)))
                raise
            reply = _joined(chunks)
            self._keep(key, reply, whole=bool(reply["response_metadata"]))
        yield ChatGenerationChunk(message=AIMessageChunk(**reply))

    def _key(self, messages: Sequence[BaseMessage], stop: Sequence[str] | None, options: Mapping[str, Any]) -> str:
        said = [(message.type, message.content, getattr(message, "tool_calls", [])) for message in messages]
        content = json.dumps([self._identity, said, stop, options], sort_keys=True, default=repr)
        return hashlib.blake2b(content.encode(), digest_size=32).hexdigest()

    def _kept(self, key: str) -> dict[str, Any] | None:
        reply = cast("dict[str, Any] | None", self.replies.get(key))
        if reply is not None:
            count_call(_usage(reply, cached=True))
        return reply

    def _keep(self, key: str, reply: dict[str, Any], *, whole: bool) -> None:
        count_call(_usage(reply))
        if whole and (AIMessage(**reply).text.strip() or reply["tool_calls"]):
            self.replies.put(key, self.model_name, reply)


def _identity(model: BaseChatModel) -> str:
    """The model and its parameters as JSON, without secrets and what only concerns the connection."""
    fields = {
        name: value
        for name, value in model
        if name not in _FETCHING and "timeout" not in name and value is not None and _is_json(value)
    }
    return json.dumps({"class": f"{type(model).__module__}.{type(model).__name__}", **fields}, sort_keys=True)


def _is_json(value: object) -> bool:
    try:
        json.dumps(value, sort_keys=True)
    except (TypeError, ValueError):
        return False
    return True


def _name(model: BaseChatModel) -> str:
    return str(getattr(model, "model_name", None) or getattr(model, "model", None) or type(model).__name__)


def _joined(chunks: Sequence[AIMessageChunk]) -> dict[str, Any]:
    """A streamed answer as one reply. Chunks repeat their metadata, and adding chunks would add up what they repeat."""
    finish = {
        key: chunk.response_metadata[key] for chunk in chunks for key in FINISH_KEYS if chunk.response_metadata.get(key)
    }
    whole = reduce(add, chunks) if chunks else AIMessageChunk(content="")
    return _record(whole) | {"response_metadata": finish}


def _record(message: BaseMessage) -> dict[str, Any]:
    """What is kept of a reply: what it says, that it is complete, and its tokens."""
    finish = {key: value for key, value in message.response_metadata.items() if key in FINISH_KEYS}
    return {
        "content": message.content,
        "tool_calls": getattr(message, "tool_calls", []),
        "usage_metadata": getattr(message, "usage_metadata", None),
        "response_metadata": finish,
    }


def _usage(reply: Mapping[str, Any], *, cached: bool = False) -> Usage:
    tokens = reply["usage_metadata"] or {}
    counted = (tokens.get("input_tokens", 0), tokens.get("output_tokens", 0), int(not tokens))
    return Usage(1, int(cached), *counted, *(counted if cached else ()))
