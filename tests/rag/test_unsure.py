"""An answer without the few words asked for says that it is not sure; one that tells in sentences need not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from rag.answer import Answer, Turn
from rag.chain import NewsChain
from rag.question import understand
from rag.unsure import is_sure
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "mill.md": (
        "Fire at the mill in Ellery",
        "Ellery Courier",
        "2024-03-04",
        "A fire destroyed the mill at Ellery on Sunday night. Twenty-eight people worked there. Fire crews from three "
        "towns fought the flames until dawn. The owner, Dorrit Hale, said that she would build it again. Her insurers "
        "have not said what they will pay.",
    ),
    "bridge.md": (
        "Sedge bridge stays shut",
        "Ellery Courier",
        "2024-03-10",
        "The bridge over the Sedge stays shut until May. Engineers found cracks in two of its piers. Buses take the "
        "road by the quarry, which adds half an hour to the way to Ellery.",
    ),
}


@pytest.mark.parametrize(
    "question",
    [
        "How many people worked at the mill?",
        "Who owns the mill?",
        "When did the mill burn down?",
        "Where did the buses go?",
        "Why is the bridge shut?",
        "What colour was the mill?",
        "Which insurer covers the mill?",
        "After the fire, what did the mill make?",
        "Who owns the mill and what did she say?",
    ],
)
def test_without_the_few_words_asked_for_it_is_not_sure_and_with_them_it_is(question: str) -> None:
    assert not is_sure(understand(question), ())
    assert is_sure(understand(question), ("twenty-eight",))


@pytest.mark.parametrize(
    "question",
    [
        "What did Dorrit Hale say about the fire?",
        "What happened at the mill?",
        "What happened to the mill in March 2024?",
        "How was the fire put out?",
        "Did the mill burn down?",
        "Is the bridge still shut?",
        "What about the bridge?",
        "What is the latest on “Sedge bridge stays shut”?",
        "What was reported about the mill in 2024?",
        "Timeline of the fire",
        "The mill at Ellery",
    ],
)
def test_what_sentences_answer_is_not_doubted_for_want_of_a_few_words(question: str) -> None:
    assert is_sure(understand(question), ())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    yield from open_newsroom(tmp_path_factory, embedder, ARTICLES)


def asked(library: Library, question: str, *history: Turn) -> Answer:
    return NewsChain(library).ask(question, history)


def test_an_answer_with_the_words_asked_for_is_sure(library: Library) -> None:
    answer = asked(library, "How many people worked at the mill in Ellery?")
    assert [short.text for short in answer.short] == ["Twenty-eight"]
    assert answer.sure


def test_what_the_articles_do_not_tell_is_refused_or_said_to_be_not_sure(library: Library) -> None:
    answer = asked(library, "How much will the insurers of the mill at Ellery pay?")
    assert answer.status == "refused" or not answer.sure


def test_what_was_said_is_quoted_as_it_is(library: Library) -> None:
    answer = asked(library, "What did Dorrit Hale say after the fire at the mill?")
    assert answer.status == "answered"
    assert answer.sure
