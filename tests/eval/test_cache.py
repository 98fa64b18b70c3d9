"""The cache of chat-model replies: found by content, streamed or not, and never wrong."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage
from pydantic import SecretStr

from eval.cache import CachedChatModel, cached
from eval.usage import Usage, counting
from index.article import Article
from index.errors import ModelError, StoreError
from rag.answer import ModelUsage, Passage
from rag.calls import Calls
from rag.models import open_chat_model
from rag.settings import RagSettings
from rag.split import split
from rag.write import Draft, write
from tests.fake_openai import FakeOpenAI, Reply, Step, faithful

ARTICLE = Article("a", "a.txt", "Mayor quits", "The mayor resigned on Tuesday. Her deputy, Ann Lee, takes over.")
PASSAGES = (Passage(1, ARTICLE, 0, len(ARTICLE.text), 0.9),)
ONCE = RagSettings(max_retries=0)
QUESTION = "Who takes over from the mayor?"
SECRET = "sk-very-secret-0123456789"  # noqa: S105


def opened(server: FakeOpenAI, path: Path, **settings: object) -> CachedChatModel:
    wanted = {"model": "openai:test", "base_url": server.url, "api_key": SecretStr(SECRET), "max_retries": 0}
    return cached(open_chat_model(RagSettings(**wanted | settings)), path)  # type: ignore[arg-type]


def written(model: CachedChatModel, question: str = QUESTION) -> list[tuple[str, int]]:
    return [(draft.text, len(draft.cited)) for draft in write(Calls(model, ONCE), question, PASSAGES)]


def ask(model: CachedChatModel, text: str = "Hello?") -> str:
    return str(model.invoke(text).text)


def test_what_was_streamed_is_not_asked_again_and_reads_the_same(tmp_path: Path) -> None:
    with FakeOpenAI(faithful) as server:
        bare = [
            (draft.text, len(draft.cited))
            for draft in write(Calls(opened(server, tmp_path / "other").inner, ONCE), QUESTION, PASSAGES)
        ]
        first = written(opened(server, tmp_path / "calls.sqlite"))
        with counting() as count:
            second = written(opened(server, tmp_path / "calls.sqlite"))
        asked = len(server.requests)
    assert bare == first == second
    assert len(first) == 2
    assert asked == 2
    assert (count.usage.calls, count.usage.cached) == (1, 1)


def test_the_parts_of_a_question_are_not_asked_for_again(tmp_path: Path) -> None:
    parts = ("Who resigned?", "Who takes over?")
    with FakeOpenAI(Reply(json.dumps({"parts": parts}), usage=(90, 30))) as server:
        for _ in range(2):
            calls = Calls(opened(server, tmp_path / "calls.sqlite"), ONCE)
            assert split(calls, "Who resigned, and who takes over?") == parts
            assert calls.usage == ModelUsage(1, 90, 30)
        assert len(server.requests) == 1


def test_an_answer_that_the_reader_stops_reading_is_kept_too(tmp_path: Path) -> None:
    with FakeOpenAI(Reply("NO_ANSWER\nThe passages say nothing of it. Nothing at all.")) as server:
        model = opened(server, tmp_path / "calls.sqlite")
        assert [written(model), written(model)] == [[], []]
        assert len(server.requests) == 1


@pytest.mark.parametrize("other", [{"temperature": 0.7}, {"model": "openai:test-2"}])
def test_another_model_parameter_or_prompt_is_another_call(tmp_path: Path, other: dict[str, object]) -> None:
    with FakeOpenAI(Reply("one"), Reply("two"), Reply("three")) as server:
        model = opened(server, tmp_path / "calls.sqlite")
        assert [ask(model), ask(model), ask(model, "Hello, you?")] == ["one", "one", "two"]
        assert ask(opened(server, tmp_path / "calls.sqlite", **other)) == "three"
        assert ask(opened(server, tmp_path / "calls.sqlite", timeout_s=5.0)) == "one"


def test_an_answer_that_broke_off_is_given_on_as_far_as_it_came_and_asked_again(tmp_path: Path) -> None:
    with FakeOpenAI(Reply("Her deputy, Ann Lee, takes over. [1.2] And then", pieces=8), faithful) as server:
        model = opened(server, tmp_path / "calls.sqlite")
        drafts: list[Draft] = []
        with pytest.raises(ModelError, match="broke off midway"):
            drafts.extend(write(Calls(model, ONCE), QUESTION, PASSAGES))
        assert [draft.text for draft in drafts][:1] == ["Her deputy, Ann Lee, takes over."]
        assert len(written(model)) == 2
        assert len(written(model)) == 2
        assert len(server.requests) == 2


@pytest.mark.parametrize("reply", [Reply("Too early.", finish_reason=None), Reply("  ")])
def test_a_reply_that_may_not_be_whole_is_not_kept(tmp_path: Path, reply: Reply) -> None:
    with FakeOpenAI(reply, faithful) as server:
        model = opened(server, tmp_path / "calls.sqlite")
        list(model.stream("Hello?"))
        list(model.stream("Hello?"))
        assert len(server.requests) == 2


def test_an_error_is_not_kept_and_has_the_name_of_the_model(tmp_path: Path) -> None:
    with FakeOpenAI(Reply(status=500), faithful) as server:
        model = opened(server, tmp_path / "calls.sqlite")
        with counting() as count, pytest.raises(ModelError, match="'test' gave no answer: its server failed"):
            written(model)
        assert count.usage == Usage()
        assert len(written(model)) == 2


def test_a_damaged_reply_is_asked_for_again_and_never_given_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "calls.sqlite"
    with FakeOpenAI(Reply("right"), Reply("right again")) as server:
        model = opened(server, path)
        ask(model)
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE replies SET reply = replace(reply, 'right', 'wrong')")
        assert [ask(model), ask(model)] == ["right again", "right again"]
    assert [record.message for record in caplog.records] == [
        f"A damaged reply in the cache {path} was left out, and the model is asked again."
    ]


@pytest.mark.parametrize("damage", [b"This is no database. " * 500, None])
def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: bytes | None, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "calls.sqlite"
    with FakeOpenAI(Reply("one")) as server:
        model = opened(server, path)
        for number in range(200):
            model.replies.put(f"key {number}", "test", {"content": "x" * 200})
        model.replies.close()
        whole = path.read_bytes()
        path.write_bytes(damage or whole[:9000] + b"\xff" * 8000 + whole[17000:])
        model = opened(server, path)
        assert ask(model) == "one"
    assert "is damaged" in caplog.records[0].message
    assert (tmp_path / "calls.sqlite.damaged").exists()
    assert path.exists()


def test_a_cache_that_fails_midway_ends_and_the_model_is_asked(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "calls.sqlite"
    with FakeOpenAI(Reply("one")) as server:
        model = opened(server, path)
        with sqlite3.connect(path) as connection:
            connection.execute("DROP TABLE replies")
        assert [ask(model), ask(model)] == ["one", "one"]
    assert len(caplog.records) == 1
    assert "asked without it" in caplog.records[0].message


def test_a_cache_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with FakeOpenAI(Reply("one")) as server, pytest.raises(StoreError, match="--cache"):
        opened(server, tmp_path / "file" / "calls.sqlite")


def test_no_secret_and_no_prompt_is_stored(tmp_path: Path) -> None:
    with FakeOpenAI(Reply("one")) as server:
        model = opened(server, tmp_path / "calls.sqlite")
        ask(model, "An unusual question")
        model.replies.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b'"content": "one"' in stored
    assert SECRET.encode() not in stored
    assert b"unusual" not in stored


def test_threads_share_a_file_and_each_counts_its_own_calls(tmp_path: Path) -> None:
    counted: dict[int, int] = {}

    def work(number: int) -> None:
        with counting() as count:
            for turn in range(4):
                model.invoke([HumanMessage(f"{number} {turn}")])
        counted[number] = count.usage.calls

    echo: Step = lambda request: Reply(request.prompt)  # noqa: E731
    with FakeOpenAI(echo) as server:
        model = opened(server, tmp_path / "calls.sqlite")
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert ask(model, "3 3") == "3 3"
        assert len(server.requests) == 16
    assert counted == dict.fromkeys(range(4), 4)
