"""An article that never mentions what the question names answers nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.article import Article
from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from rag.answer import Passage
from rag.chain import NewsChain
from rag.question import understand
from rag.unrelated import related
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "regatta.md": (
        "Rowers of Tarnholm win the lake regatta",
        "North Wire",
        "2024-05-03",
        "The eight of Tarnholm won the regatta on Sunday in front of 9,000 people. It was the third win in a row. "
        "The mayor, Ines Moreau, came in last with the crew of the town hall.",
    ),
    "kiln.md": (
        "Brick works in Ellery to close its kiln",
        "South Courier",
        "2024-02-11",
        "The brick works in Ellery will close its last kiln in June, its owners said on Monday. The kiln has burned "
        "since 1911. The works blamed the price of coal.",
    ),
    "storks.md": (
        "Storks come back to the Vorn marshes",
        "North Wire",
        "2024-07-01",
        "There are now 31 storks in the Vorn marshes, the warden said on Monday. Fourteen of them hatched there last "
        "year. The farmers like them.",
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    yield from open_newsroom(tmp_path_factory, embedder, ARTICLES)


def test_the_mayor_of_one_town_is_not_that_of_another(library: Library) -> None:
    answer = NewsChain(library).ask("Who is the mayor of Ellery?")
    assert not answer.short
    assert answer.refusal is not None
    assert answer.refusal.message == "The articles that tell of Ellery do not say this."


def test_the_mayor_of_the_town_that_the_article_is_about_is_told(library: Library) -> None:
    answer = NewsChain(library).ask("Who is the mayor of Tarnholm?")
    assert [short.text for short in answer.short] == ["Ines Moreau"]


def test_a_count_in_an_article_about_something_else_is_none_of_it(library: Library) -> None:
    chain = NewsChain(library)
    assert not chain.ask("How many chicks hatched at Ellery last year?").short
    marshes = chain.ask("How many storks hatched at the Vorn marshes last year?")
    assert [short.text for short in marshes.short] == ["Fourteen"]


FERRY = Article("ferry", "f.txt", "Ferry Solveig sinks off the Ness Islands", "The Solveig sank on Monday. All live.")
OWNER = Article("owner", "o.txt", "Who owned the Solveig", "Karl Ode, the transport minister, spoke. It rained.")
RACE = Article("race", "r.txt", "Cyclists at Port Brenn", "Jonas Pohl, the transport minister, rode. It rained.")
POLAR = Article("ice", "i.txt", "Norlandic ice", "The ice of the north has cracks. It rained.")


@pytest.mark.parametrize(
    ("asked", "article", "sentence", "expected"),
    [
        ("Who is transport minister of the Ness Islands?", RACE, "Jonas Pohl, the transport minister, rode.", True),
        # its title names what an article names that knows the islands
        ("Who is transport minister of the Ness Islands?", OWNER, "Karl Ode, the transport minister, spoke.", False),
        ("Who is transport minister of Port Solveig?", RACE, "Jonas Pohl, the transport minister, rode.", True),
        ("How deep is the ice of Norland?", POLAR, "The ice of the north has cracks.", False),  # another spelling
        ("Who rode with the minister of Utopia?", RACE, "Jonas Pohl, the transport minister, rode.", False),
        ("Who is transport minister?", RACE, "Jonas Pohl, the transport minister, rode.", False),
    ],
)
def test_a_sentence_is_related_by_its_article_or_by_whom_it_shares_with_one_that_is(
    asked: str, article: Article, sentence: str, expected: bool
) -> None:
    passages = [Passage(n, one, 0, len(one.text), 0.9) for n, one in enumerate((FERRY, OWNER, RACE, POLAR))]
    start = article.text.index(sentence)
    about = related(understand(asked), passages)
    assert about.lacks(article, start, start + len(sentence)) is expected
