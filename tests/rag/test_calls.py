"""Calls to a chat model over HTTP: tried again where it helps, within its context and its time, and counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from langchain_core.messages import HumanMessage

from index.article import Article
from index.errors import ModelError
from rag.answer import ModelUsage, Passage, Turn
from rag.calls import Calls
from rag.models import ContextError, open_chat_model
from rag.settings import RagSettings
from rag.write import Draft, write
from tests.fake_openai import FakeOpenAI, Reply, Step

TEXT = "The mayor resigned on Tuesday. Her deputy takes over."
PASSAGES = tuple(Passage(n, Article(f"a{n}", f"{n}.txt", "Mayor quits", TEXT), 0, len(TEXT), 0.9) for n in range(6))
GOOD = Reply("The mayor resigned. [1.1]", usage=(1200, 80))


def ask(*script: Step, history: tuple[Turn, ...] = (), **settings: Any) -> tuple[list[Draft], Calls, FakeOpenAI]:
    with FakeOpenAI(*script) as server:
        chosen = RagSettings(model="openai:test", base_url=server.url, **settings)
        calls = Calls(open_chat_model(chosen), chosen)
        return list(write(calls, "Who resigned?", PASSAGES, history)), calls, server


@pytest.mark.parametrize(
    "failure",
    [Reply(status=429), Reply(status=500), Reply(status=503, headers=()), Reply("")],
    ids=["too many requests", "server error", "without Retry-After", "an empty reply"],
)
def test_what_may_pass_is_tried_again(failure: Reply) -> None:
    drafts, calls, server = ask(failure, GOOD)
    assert [draft.text for draft in drafts] == ["The mayor resigned."]
    assert len(server.requests) == 2
    assert calls.usage == ModelUsage(2, 1200, 80)


def test_a_failure_that_stays_is_told_after_the_last_attempt() -> None:
    with FakeOpenAI(Reply(status=500)) as server:
        settings = RagSettings(model="openai:test", base_url=server.url, max_retries=1)
        with pytest.raises(ModelError, match="its server failed"):
            list(write(Calls(open_chat_model(settings), settings), "Who?", PASSAGES))
        assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 404])
def test_what_will_not_pass_is_not_tried_again(status: int) -> None:
    with FakeOpenAI(Reply(status=status), GOOD) as server:
        settings = RagSettings(model="openai:test", base_url=server.url)
        with pytest.raises(ModelError):
            list(write(Calls(open_chat_model(settings), settings), "Who?", PASSAGES))
        assert len(server.requests) == 1


@pytest.mark.parametrize("date", [False, True])
def test_a_retry_after_longer_than_the_timeout_is_not_waited_for(date: bool) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True) if date else "3600"
    with FakeOpenAI(Reply(status=429, headers=(("Retry-After", later),)), GOOD) as server:
        settings = RagSettings(model="openai:test", base_url=server.url)
        with pytest.raises(ModelError, match="takes no more requests"):
            list(write(Calls(open_chat_model(settings), settings), "Who?", PASSAGES))
        assert len(server.requests) == 1


def test_a_slow_stream_is_read_and_one_that_never_ends_is_given_up() -> None:
    drafts, _, _ = ask(Reply("The mayor resigned. [1.1]", pause_s=0.01))
    assert len(drafts) == 1
    with pytest.raises(ModelError, match="did not come to an end"):
        ask(Reply("on and on " * 200, pause_s=0.01), answer_timeout_s=0.2)
    with pytest.raises(ModelError, match="did not come to an end"):
        ask(Reply("x" * 30_000))


@pytest.mark.parametrize(
    "raw", [b"<html>Bad gateway</html>", b"data: {not json\n\n", b'data: {"error": {"message": "overloaded"}}\n\n', b""]
)
def test_garbage_is_one_clear_message(raw: bytes) -> None:
    with pytest.raises(ModelError, match="chat model"):
        ask(Reply(raw=raw), max_retries=0)


def test_history_is_trimmed_before_passages_and_passages_before_failing() -> None:
    history = tuple(Turn("user", f"turn {n} {'word ' * 60}") for n in range(4))
    _, calls, server = ask(GOOD, history=history)
    assert "turn 0" in server.requests[0].prompt
    assert calls.left_out == 0
    _, calls, server = ask(GOOD, history=history, context_tokens=1024)
    assert "turn 0" not in server.requests[0].prompt
    assert len(server.requests[0].sentences) == 12
    assert calls.left_out == 0
    _, calls, server = ask(GOOD, history=history, context_tokens=540)
    assert "turn" not in server.requests[0].prompt
    assert 0 < len(server.requests[0].sentences) == 2 * (6 - calls.left_out) < 12
    with pytest.raises(ModelError, match="no room for a single passage"):
        ask(GOOD, context_tokens=300)


def test_the_context_is_read_from_the_models_profile() -> None:
    model = open_chat_model(RagSettings(model="openai:test", base_url="http://127.0.0.1:9/v1"))
    model.profile = {"max_input_tokens": 400}
    messages = [HumanMessage("word " * 1000)]
    assert not Calls(model).fits(messages)
    assert Calls(model, RagSettings(context_tokens=4000)).fits(messages)  # what is set goes before what is known
    model.profile = None
    assert Calls(model).fits(messages)


def test_a_server_that_finds_the_prompt_too_long_gets_a_shorter_one() -> None:
    full = Reply(status=400, message="This model's maximum context length is 512 tokens; you requested 900.")
    drafts, calls, server = ask(full, full, GOOD)
    assert len(drafts) == 1
    assert [len(request.sentences) for request in server.requests] == [12, 6, 2]
    assert calls.left_out == 5
    with pytest.raises(ContextError, match="Set context_tokens"):
        ask(full)
    streamed = b'data: {"error": {"message": "the request exceeds the available context size"}}\n\n'
    assert ask(Reply(raw=streamed), GOOD)[1].left_out == 3


def test_tokens_and_prices_add_up() -> None:
    _, calls, _ = ask(GOOD, price_input=2.0, price_output=10.0)
    assert calls.usage is not None
    assert calls.usage.cost == pytest.approx(0.0032)
    _, calls, _ = ask(Reply("The mayor resigned. [1.1]"), price_input=2.0)
    assert calls.usage == ModelUsage(1)  # a server that reports no tokens


def test_requests_keep_to_the_rate() -> None:
    settings = RagSettings(model="openai:test", base_url="http://127.0.0.1:9/v1", requests_per_minute=30)
    limiter = open_chat_model(settings).rate_limiter
    assert limiter is not None
    assert limiter.acquire(blocking=False) in (True, False)
    assert not limiter.acquire(blocking=False)  # the next one has to wait
