"""The chain in somebody's LangChain code: typed events, callbacks, traces; and nothing sent that nobody chose."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableLambda, RunnableParallel
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from index.embed import SentenceTransformerEmbeddings
from index.errors import DatelineError, SettingsError
from index.library import Library
from rag.answer import Answer, Turn
from rag.chain import NewsChain
from rag.events import Finished, Proven, Retrieved, Understood
from rag.retriever import NewsRetriever
from rag.runnable import turns
from rag.settings import RagSettings
from rag.tracing import open_tracing, trace_with
from tests.fake_openai import FakeOpenAI, Reply
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "lock.md": (
        "Lock at Ostby closes for repairs",
        "Fjord Wire",
        "2024-06-04",
        "The lock at Ostby will close on 9 June for repairs that take three weeks, engineer Nils Ahl said.",
    )
}
QUESTION = "When will the lock at Ostby close?"
QUICK = RagSettings(reader=False, gate_threshold=0.0, second_look=0)
GOOD = Reply("The lock at Ostby will close on 9 June for repairs. [1.1]", usage=(300, 20))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    yield from open_newsroom(tmp_path_factory, embedder, ARTICLES)


def with_model(server: FakeOpenAI) -> RagSettings:
    return QUICK.model_copy(update={"model": "openai:scripted", "base_url": server.url})


class Listening(BaseCallbackHandler):
    """Notes each run with the name of the run it belongs to."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, str | None]] = []
        self._names: dict[UUID, str] = {}

    def on_chain_start(self, *_: Any, run_id: UUID, **kwargs: Any) -> None:
        self._note(kwargs["name"], run_id, kwargs["parent_run_id"])

    def on_chat_model_start(self, *_: Any, run_id: UUID, **kwargs: Any) -> None:
        self._note("chat", run_id, kwargs["parent_run_id"])

    def _note(self, name: str, run_id: UUID, parent: UUID | None) -> None:
        self._names[run_id] = name
        self.runs.append((name, self._names[parent] if parent else None))


STEPS = [("dateline", None), ("understand", "dateline"), ("retrieve", "dateline"), ("answer", "dateline")]


def test_it_is_invoked_batched_and_joined_to_other_runnables(library: Library) -> None:
    runnable = NewsChain(library, QUICK).as_runnable()
    assert "9 June" in runnable.invoke(QUESTION).text
    one, two = runnable.batch([QUESTION, {"question": QUESTION, "history": ()}])
    assert isinstance(one, Answer)
    assert one.text == two.text
    joined = RunnableParallel(answer=runnable | RunnableLambda(lambda answer: answer.text))
    assert "9 June" in joined.invoke(QUESTION)["answer"]


def test_it_streams_typed_events_here_and_in_a_loop(library: Library) -> None:
    runnable = NewsChain(library, QUICK).as_runnable()
    kinds = [type(event) for event in runnable.stream(QUESTION)]
    assert kinds == [Understood, Retrieved, Proven, Finished]

    async def read() -> list[type]:
        return [type(event) async for event in runnable.astream(QUESTION)]

    assert asyncio.run(read()) == kinds


def test_a_stream_may_be_left_early(library: Library) -> None:
    events = NewsChain(library, QUICK).as_runnable().stream(QUESTION)
    assert isinstance(next(events), Understood)
    events.close()  # type: ignore[attr-defined]
    assert list(events) == []


@pytest.mark.parametrize("streamed", [False, True])
def test_callbacks_see_the_steps_and_the_models_calls_within_them(library: Library, streamed: bool) -> None:
    listening = Listening()
    with FakeOpenAI(GOOD) as server:
        runnable = NewsChain(library, with_model(server)).as_runnable()
        if streamed:
            list(runnable.stream(QUESTION, {"callbacks": [listening]}))
        else:
            runnable.invoke(QUESTION, {"callbacks": [listening]})
    assert listening.runs == [*STEPS, ("chat", "answer")]


def test_spans_have_names_times_and_tokens_and_no_text(library: Library) -> None:
    exporter = InMemorySpanExporter()
    with FakeOpenAI(GOOD) as server:
        chain = NewsChain(library, with_model(server))
        tracer = trace_with(exporter)
        chain.as_runnable().invoke(QUESTION, {"callbacks": [tracer]})
    tracer.flush()
    spans = {span.name: span for span in exporter.get_finished_spans()}
    assert set(spans) == {"dateline", "understand", "retrieve", "answer", "chat"}
    parent, above = spans["chat"].parent, spans["answer"].get_span_context()
    assert parent is not None
    assert above is not None
    assert parent.span_id == above.span_id
    attributes = spans["chat"].attributes or {}
    assert attributes["gen_ai.usage.input_tokens"] == 300
    told = " ".join(span.to_json() for span in spans.values())
    assert "Ostby" not in told
    assert "June" not in told


def test_a_setting_traces_every_question_and_is_off_by_default(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter = InMemorySpanExporter()
    tracer = trace_with(exporter)
    monkeypatch.setattr("rag.tracing.open_tracing", lambda _: tracer)
    assert NewsChain(library, QUICK).ask(QUESTION).status == "answered"
    tracer.flush()
    assert exporter.get_finished_spans() == ()
    traced = NewsChain(library, QUICK.model_copy(update={"trace_to": "http://127.0.0.1:4317"}))
    assert traced.ask(QUESTION).status == "answered"
    tracer.flush()
    assert "dateline" in {span.name for span in exporter.get_finished_spans()}


@pytest.mark.parametrize("address", ["127.0.0.1:4317", "ftp://x:1", "http://"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(SettingsError, match="trace_to"):
        open_tracing(address)


@pytest.mark.parametrize("variable", ["LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"])
def test_no_variable_of_langsmith_sends_anything(
    library: Library, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    from langsmith import utils

    with FakeOpenAI(Reply("{}")) as langsmith, FakeOpenAI(GOOD) as server:
        monkeypatch.setenv(variable, "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "k")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", langsmith.url)
        vars(utils)["get_env_var"].cache_clear()
        try:
            assert utils.tracing_is_enabled()
            chain = NewsChain(library, with_model(server))
            listening = Listening()
            assert chain.ask(QUESTION).status == "answered"
            chain.as_runnable().invoke(QUESTION, {"callbacks": [listening]})
            list(chain.as_runnable().stream(QUESTION))
            from langchain_core.tracers.langchain import wait_for_all_tracers

            wait_for_all_tracers()
        finally:
            monkeypatch.undo()
            vars(utils)["get_env_var"].cache_clear()
        assert listening.runs[0] == ("dateline", None)
        assert langsmith.requests == []


def test_retriever_and_embeddings_work_on_their_own(library: Library) -> None:
    retriever = NewsRetriever(library=library, settings=QUICK)

    def titles(found: list[Document]) -> list[str]:
        return [document.metadata["title"] for document in found]

    chain = retriever | RunnableLambda(titles)
    assert chain.invoke(QUESTION) == ["Lock at Ostby closes for repairs"]
    (document,) = retriever.batch([QUESTION])[0]
    assert isinstance(document, Document)
    assert document.metadata["publisher"] == "Fjord Wire"
    (vector,) = library.embedder.embed_documents(["The lock closes."])
    assert len(vector) == len(library.embedder.embed_query("lock")) == 384


def test_the_example_in_readme_runs(
    tmp_path: Path,
    embedder: SentenceTransformerEmbeddings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = Path(__file__).parents[2]
    (code,) = re.findall(r"```python\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    with Library.open(tmp_path / ".dateline", embedder=embedder) as filled:
        filled.sync([root / "samples" / "2025-10-15-hanwha-courier.md"])
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    lines = capsys.readouterr().out.splitlines()
    assert "$100 million" in lines[0]
    assert [line for line in lines if line in ("Understood", "Finished")] == ["Understood", "Finished"]
    assert lines[-1] == "384"


def test_a_conversation_comes_in_whatever_form_langchain_knows(library: Library) -> None:
    said = "It closes on 9 June for three weeks."
    asked = QUESTION.replace("lock", "sluice")
    forms: list[list[Any]] = [
        [Turn("user", asked), Turn("assistant", said)],
        [{"role": "user", "content": asked}, {"role": "assistant", "content": said}],
        [SystemMessage("Be brief."), HumanMessage(asked), AIMessage(said)],
        [("user", asked), ("assistant", said)],
    ]
    expected = (Turn("user", asked), Turn("assistant", said))
    assert [turns(form) for form in forms] == [expected] * 4
    chain = NewsChain(library, QUICK).as_runnable()
    answers = [chain.invoke({"question": "And when does it open again?", "history": form}) for form in forms]
    assert len({answer.standalone_question for answer in answers}) == 1


@pytest.mark.parametrize("wrong", [7, {"content": "no role"}, {"role": "herald", "content": "x"}])
def test_what_is_no_message_is_told_in_one_line(library: Library, wrong: Any) -> None:
    with pytest.raises(DatelineError, match="history: number 1 is"):
        NewsChain(library, QUICK).as_runnable().invoke({"question": QUESTION, "history": [wrong]})
