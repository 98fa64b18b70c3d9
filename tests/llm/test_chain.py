"""The chain over a real weak model: it invents, loops and names no proof, and none of that reaches the reader."""

from __future__ import annotations

import pytest
from langchain_core.messages import HumanMessage

from index.library import Library
from rag import prompts
from rag.answer import Answer
from rag.calls import Calls
from rag.chain import NewsChain
from rag.events import Finished, Proven
from rag.models import open_chat_model
from rag.settings import RagSettings
from rag.support import Evidence
from rag.verify import check
from rag.written import BUILTIN_INSTEAD

pytestmark = pytest.mark.llm
QUESTIONS = (
    "Who became mayor of Larkhaven?",
    "What did Hanwha pay for the shipyard in Philadelphia?",
    "Why did Janet Yellen travel to Beijing?",
    "How many American students are in China?",
    "What does the battery plant in Larkhaven make?",
    "When was the Chinese balloon shot down?",
)


@pytest.fixture(scope="module")
def answers(samples: Library, settings: RagSettings) -> list[Answer]:
    chain = NewsChain(samples, settings)
    return [chain.ask(question) for question in QUESTIONS]


def test_its_reply_streams(settings: RagSettings) -> None:
    calls = Calls(open_chat_model(settings), settings)
    deltas = list(calls.stream([HumanMessage("Write one sentence about ships.")]))
    assert len([delta for delta in deltas if delta]) > 2
    assert calls.usage is not None
    assert calls.usage.calls == 1


def test_each_sentence_that_is_shown_is_proven(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.status == "answered"
        assert answer.failure is None
        cited = {citation.n: citation for citation in answer.citations}
        for sentence in answer.sentences:
            places = [cited[n] for n in sentence.citations]
            assert places
            if sentence.quoted:
                assert sentence.text in places[0].article.text
            else:
                evidence = [Evidence(place.article, place.start, place.end) for place in places]
                assert check(sentence.text, evidence, answer.question).ok


def test_what_fails_is_asked_for_again_and_quotes_stand_in(answers: list[Answer]) -> None:
    assert sum(answer.usage.calls for answer in answers if answer.usage) > len(answers)
    instead = [answer for answer in answers if any(BUILTIN_INSTEAD in note for note in answer.notes)]
    assert instead
    assert all(sentence.quoted for answer in instead for sentence in answer.sentences)


def test_no_answer_repeats_the_prompt(answers: list[Answer]) -> None:
    for line in prompts.SYSTEM.splitlines():
        assert len(line) < 12 or not any(line in answer.text for answer in answers)


def test_sentences_come_before_the_answer(samples: Library, settings: RagSettings) -> None:
    events = list(NewsChain(samples, settings).stream(QUESTIONS[0]))
    assert isinstance(events[-1], Finished)
    shown = [event.sentence for event in events if isinstance(event, Proven)]
    assert tuple(shown) == events[-1].answer.sentences


def test_more_passages_than_it_reads_are_left_out(samples: Library, settings: RagSettings) -> None:
    many = settings.model_copy(update={"passages": 20, "context_tokens": 2048})
    answer = NewsChain(samples, many).ask(QUESTIONS[1])
    assert answer.status == "answered"
    assert any("passages were not shown to the model" in note for note in answer.notes)


def test_a_prompt_that_it_cannot_read_ends_in_quotes(samples: Library, settings: RagSettings) -> None:
    many = settings.model_copy(update={"passages": 40, "max_retries": 0})  # and its server breaks off without a word
    answer = NewsChain(samples, many).ask(QUESTIONS[1])
    assert answer.status == "answered"
    assert answer.sentences
    assert all(sentence.quoted for sentence in answer.sentences)
    assert any(BUILTIN_INSTEAD in note for note in answer.notes)
