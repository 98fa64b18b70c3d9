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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He was 82 years old.", True),
        ("His friends mourn him.", True),
        ("Jonas Pohl was 82 years old.", False),  # says of whom
        ("He met Ruth Amsel twice.", False),
        ("The funeral is on Friday.", False),
    ],
)
def test_only_a_pronoun_hides_of_whom_it_tells(library: Library, sentence: str, expected: bool) -> None:
    of_pohl: Article = next(one for one in library.articles() if "Pohl" in one.title)
    assert of_another(sentence, of_pohl, names("How old was Ruth Amsel?")) is expected
    assert not of_another(sentence, of_pohl, names("How old was Jonas Pohl?"))
