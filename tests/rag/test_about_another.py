"""A sentence that says 'he' in an article that does not know who is asked about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.article import Article
from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from rag.about_another import of_another
from rag.chain import NewsChain
from rag.facts import names
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "amsel.md": (
        "Ruth Amsel, who rebuilt Tarnholm, dies",
        "North Wire",
        "2024-05-03",
        "Ruth Amsel, the architect who rebuilt Tarnholm, died on Tuesday, her family said. Nothing is known yet about "
        "the funeral. The town council has opened a book of condolence in the hall that she drew.",
    ),
    "pohl.md": (
        "Racing driver Jonas Pohl dies",
        "North Wire",
        "2024-04-11",
        "Jonas Pohl, who drove in nine races on the island, died on Monday at his home by the quay. He was 82 "
        "years old. The club that he founded will hold a minute of silence before the next race.",
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    yield from open_newsroom(tmp_path_factory, embedder, ARTICLES)


def test_another_ones_age_is_no_part_of_the_answer(library: Library) -> None:
    answer = NewsChain(library).ask("When did Ruth Amsel die and how old was she?")
    assert answer.sentences
    assert all("82" not in sentence.text for sentence in answer.sentences)


LONG = "The council met in the hall by the quay and talked of drains, of lamps and of the price of coal. " * 10
HARBOUR = Article(
    "a",
    "a.txt",
    "Harbour prize for Jonas Pohl",
    "Jonas Pohl spoke first. He was 82 years old. Ruth Amsel was there too. She was 79. "
    f"{LONG}He was moved. It rained.",
    publisher="North Wire",
)


@pytest.mark.parametrize(
    ("sentence", "asked", "expected"),
    [
        ("He was 82 years old.", "How old was Jonas Pohl?", False),
        ("He was 82 years old.", "How old was Karl Ode?", True),
        ("She was 79.", "How old was Ruth Amsel?", False),
        ("He was 82 years old.", "How old was Ruth Amsel?", True),  # she is named only after it
        ("He was moved.", "By what was Ruth Amsel moved?", True),  # and here too long before
        ("He was moved.", "By what was Jonas Pohl moved?", False),  # whom the title names
        ("Ruth Amsel was there too.", "Where was Karl Ode?", False),  # says of whom
        ("It rained.", "When did it rain on Ruth Amsel?", False),
        ("It rained.", "When did it rain on Karl Ode?", True),
        ("He was 82 years old.", "How old was Jonas Pohll?", False),  # another spelling
        ("He was 82 years old.", "How old was the U.S. envoy J. Pohl?", False),
        ("She was 79.", "How old was she?", False),  # nobody is named
    ],
)
def test_a_pronoun_means_one_named_before_it(sentence: str, asked: str, expected: bool) -> None:
    start = HARBOUR.text.index(sentence)
    assert of_another(HARBOUR, start, start + len(sentence), names(asked)) is expected
