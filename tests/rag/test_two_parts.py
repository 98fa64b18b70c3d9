"""Questions of two parts whose answers stand in one sentence, over made articles read by the packaged reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "cup.md": (
        "Marlow Rovers take the cup",
        "Sound Gazette",
        "2024-05-26",
        "Marlow Rovers won the Harbour Cup by three goals on Saturday, beating Estwick Town in front of 20,000 people.",
    ),
    "ferry.md": (
        "A ferry sinks off Gull Point",
        "Northern Wire",
        "2024-02-12",
        "The ferry Plover sank off Gull Point on Sunday because water entered through an open bow door, investigators "
        "said. All 41 aboard were saved.",
    ),
    "pool.md": (
        "Tolen votes to keep its pool",
        "Northern Wire",
        "2024-02-05",
        "Tolen voted on Sunday to keep its swimming pool by 2,310 to 1,874.",
    ),
    "award.md": (
        "A prize for a nurse",
        "Northern Wire",
        "2024-12-05",
        "President Karl Weiss gave the Olive Award to the nurse Dina Haroun for sheltering refugees.",
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        (
            "Who won the Harbour Cup and by how much?",
            [("Marlow Rovers", "Who won the Harbour Cup"), ("three goals", "by how much")],
        ),
        ("Who won the Harbour Cup and when?", [("Marlow Rovers", "Who won the Harbour Cup"), ("Saturday", "when")]),
        (
            "When did the ferry Plover sink and why?",
            [("Sunday", "When did the ferry Plover sink"), ("because water entered through an open bow door", "why")],
        ),
        (
            "Who received the Olive Award and what for?",
            [("Dina Haroun", "Who received the Olive Award"), ("sheltering refugees", "what for")],
        ),
        ("Who gave the Olive Award, and to whom?", [("Karl Weiss", "Who gave the Olive Award")]),
    ],
)
def test_each_part_has_its_short_answer_and_the_sentence_stands_once(
    chain: NewsChain, question: str, short: list[tuple[str, str]]
) -> None:
    answer = chain.ask(question)
    assert [(one.text, one.part) for one in answer.short] == short
    assert [one.n for one in answer.short] == [1] * len(short)
    assert len({sentence.text for sentence in answer.sentences}) == len(answer.sentences)
    assert answer.missing == ()


def test_a_part_that_says_little_is_not_missing_where_the_sentence_of_another_answers_it(chain: NewsChain) -> None:
    answer = chain.ask("How did Tolen vote and by what majority?")
    assert answer.missing == ()
    assert "2,310 to 1,874" in answer.sentences[0].text
