"""Opening a chat model: clear words for what is wrong, and nothing sent where nobody chose it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from langchain_core.tracers import LangChainTracer
from pydantic import Field, SecretStr

from index.article import Article
from index.errors import DatelineError, ModelError, SettingsError
from rag.answer import Passage
from rag.calls import Calls
from rag.models import open_chat_model, untraced
from rag.settings import RagSettings
from rag.write import write

TEXT = "The mayor resigned on Tuesday."
PASSAGE = Passage(1, Article("a1", "a.txt", "Mayor quits", TEXT), 0, len(TEXT), 1.0)


class Watching(GenericFakeChatModel):
    """Notes whether a tracer listens to its call."""

    traced: list[bool] = Field(default_factory=list)

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        handlers = run_manager.handlers if run_manager else []
        self.traced.append(any(isinstance(handler, LangChainTracer) for handler in handlers))
        yield from super()._stream(messages, stop, run_manager, **kwargs)


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENAI_API_KEY", "LANGSMITH_GATEWAY"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize(
    ("model", "kind", "message"),
    [
        ("gpt-4", SettingsError, "Write provider:name"),
        ("builtin", SettingsError, "names no chat model"),
        ("nobody:model", SettingsError, "knows no provider 'nobody'"),
        ("openai:test", ModelError, "Set OPENAI_API_KEY"),
        ("anthropic:test", ModelError, r"checkout, pip install -c constraints.txt -e '\.\[anthropic\]'"),
        ("mistralai:test", ModelError, "pip install langchain-mistralai"),
    ],
)
def test_a_model_that_cannot_be_opened_says_what_to_do(model: str, kind: type[DatelineError], message: str) -> None:
    with pytest.raises(kind, match=message):
        open_chat_model(RagSettings(model=model))


def test_a_server_of_ones_own_needs_no_key() -> None:
    assert open_chat_model(RagSettings(model="openai:test", base_url="http://127.0.0.1:9/v1")) is not None


def test_a_gateway_that_happens_to_be_set_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    with pytest.raises(SettingsError, match="LANGSMITH_GATEWAY"):
        open_chat_model(RagSettings(model="openai:test", api_key=SecretStr("k")))


def test_tracing_that_happens_to_be_switched_on_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from langsmith import utils

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "k")
    vars(utils)["get_env_var"].cache_clear()
    try:
        assert utils.tracing_is_enabled()
        model = Watching(messages=iter(["The mayor resigned. [1.1]"]))
        assert len(list(write(Calls(model), "Who resigned?", [PASSAGE]))) == 1
        assert model.traced == [False]
        assert utils.tracing_is_enabled()  # outside, nothing has changed
    finally:
        monkeypatch.undo()
        vars(utils)["get_env_var"].cache_clear()


def test_tracing_chosen_in_code_stays_on() -> None:
    from langsmith.run_helpers import tracing_context
    from langsmith.utils import tracing_is_enabled

    with tracing_context(enabled=True), untraced():
        assert tracing_is_enabled()
