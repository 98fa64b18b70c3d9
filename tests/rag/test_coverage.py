"""What was published in a time: the stories that most articles tell, one opening each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from rag.chain import NewsChain
from rag.coverage import openings
from rag.question import in_its_time, understand
from tests.rag.newsroom import open_newsroom

FIRE = (
    "A fire at the sugar works in Ellery burned for nine hours on Monday and left two storehouses without a roof. "
    "Nobody was hurt, the fire brigade said, and the works hopes to open again within a month.\n\n"
    "The cause is not known yet. An inspector from the county is to look at the wiring of the older storehouse."
)
ARTICLES = {
    "fire.md": ("Fire at Ellery sugar works", "Northern Wire", "2024-05-07", FIRE),
    "fire-copy.md": ("Nine hours of fire in Ellery", "Coast Courier", "2024-05-08", f"(Northern Wire) - {FIRE}"),
    "choir.md": (
        "Tarnholm choir wins in Norland",
        "Coast Courier",
        "2024-05-21",
        "The boys' choir of Tarnholm won the spring contest in Norland on Sunday, ahead of eleven others. It sang "
        "three songs of the islands, and the judges praised how softly it began.",
    ),
    "ferry.md": (
        "Night ferry to Kolder returns",
        "Northern Wire",
        "2024-05-29",
        "The night ferry to Kolder will sail again from Friday, after two years in which the crossing was closed. "
        "Tickets cost 31 crowns, and cabins are sold out until the end of the month.",
    ),
    "snow.md": (
        "Snow closes the pass at Sorrel",
        "Northern Wire",
        "2024-02-02",
        "Snow closed the pass at Sorrel on Thursday for the first time this winter, and forty lorries had to wait in "
        "the valley until the ploughs came through at noon.",
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    yield from open_newsroom(tmp_path_factory, embedder, ARTICLES)


@pytest.mark.parametrize("question", ["What happened in May 2024?", "What was reported in May 2024?", "May 2024"])
def test_each_story_of_the_time_is_told_once(library: Library, question: str) -> None:
    answer = NewsChain(library).ask(question)
    told = [sentence.text for sentence in answer.sentences]
    assert [next(word for word in ("fire", "choir", "ferry") if word in text) for text in told] == [
        "fire",
        "choir",
        "ferry",
    ]
    assert not answer.notes


def test_of_many_those_that_most_articles_tell_are_taken_and_the_rest_counted(library: Library) -> None:
    asked = in_its_time(understand("What happened in May 2024?"), lambda: date(2024, 6, 1))
    passages, rest = openings(library, asked, 2)
    assert [one.article.title for one in passages] == ["Fire at Ellery sugar works", "Night ferry to Kolder returns"]
    assert [copy.publisher for copy in passages[0].copies] == ["Coast Courier"]
    assert rest == "3 stories were published then; told are the 2 that most articles report."


@pytest.mark.parametrize("question", ["What happened in Ellery in May 2024?", "What happened in 2024?", "Who won?"])
def test_a_subject_or_a_long_time_is_searched_for(library: Library, question: str) -> None:
    assert openings(library, in_its_time(understand(question), lambda: date(2024, 6, 1)), 8) == ((), "")
