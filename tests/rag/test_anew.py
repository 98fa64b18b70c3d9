"""Which short questions begin a new subject, and which ask on about what was talked of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.filters import Filters
from index.library import Library
from rag.anew import begins_anew, since_the_subject
from rag.answer import Turn
from rag.chain import NewsChain
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "flood.md": (
        "Six drown in Tarnholm flood",
        "Northern Wire",
        "2024-03-04",
        "Six people drowned when the Orra flooded Tarnholm on Sunday. Two children died in a cellar. "
        "Eleven people were taken to hospital. The warden had sounded no siren. The mill stands empty.",
    ),
    "brewery.md": (
        "Brewery pays for dirty river",
        "Coast Courier",
        "2024-05-20",
        "The Marrick brewery in Lowmere was fined 90,000 crowns for letting lye run into the Sill. "
        "A court in Lowmere decided so on Monday.",
    ),
    "funicular.md": (
        "Funicular climbs Ness Hill at last",
        "Coast Courier",
        "2024-06-11",
        "The funicular on Ness Hill opened on 9 June 2024. In the end it cost 71 million crowns, the town said.",
    ),
    "bison.md": (
        "Herd in Lowmere forest shrinks",
        "Coast Courier",
        "2024-07-02",
        "Four bison have died of a worm in the forest of Lowmere. The hospital for animals there treats three.",
    ),
}
FLOOD = (
    Turn("user", "What happened in the Tarnholm flood?"),
    Turn("assistant", "Six people drowned when the Orra flooded Tarnholm."),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    yield from open_newsroom(tmp_path_factory, embedder, ARTICLES)


@pytest.mark.parametrize(
    "question",
    [
        "Why was the brewery fined?",
        "How many bison died?",
        "When did the funicular open and what did it cost in the end?",
    ],
)
def test_a_thing_that_only_other_articles_tell_of_begins_a_new_subject(library: Library, question: str) -> None:
    assert begins_anew(question, FLOOD, library, Filters())


@pytest.mark.parametrize(
    "question",
    [
        "How many children died?",  # the flood's article tells
        "Why did the warden sound no siren?",
        "Who owns the mill?",
        "Why was the brewery there fined?",
        "And why was the brewery fined?",
        "Was it fined?",
        "Which bridges closed?",  # nothing tells
    ],
)
def test_what_the_subject_could_hold_is_asked_of_it(library: Library, question: str) -> None:
    assert not begins_anew(question, FLOOD, library, Filters())


def test_a_complete_question_is_answered_without_the_conversation(library: Library) -> None:
    question = "When did the funicular open and what did it cost in the end?"
    answer = NewsChain(library).ask(question, FLOOD)
    assert answer.standalone_question == question
    assert len(answer.parts) == 2
    assert "Tarnholm" not in answer.text


def test_what_follows_asks_of_the_new_subject(library: Library) -> None:
    talk = (*FLOOD, Turn("user", "Why was the brewery fined?"), Turn("assistant", "For letting lye run into the Sill."))
    assert since_the_subject(talk, library, Filters()) == talk[2:]
    assert "Tarnholm" not in NewsChain(library).ask("and how much?", talk).standalone_question
    assert since_the_subject(FLOOD, library, Filters()) == FLOOD
