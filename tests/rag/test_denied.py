"""What an article denies is no short answer to what is asked, and does not lead where another sentence tells it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.article import Article
from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from rag.answer import Passage
from rag.chain import NewsChain
from rag.denied import denied
from rag.question import understand
from rag.quote import quote
from rag.read import with_reading
from tests.rag.newsroom import open_newsroom
from tests.rag.readings import reading

OUTAGE = "The outage in Tarnholm was not caused by frost, the grid said, but by a loose bolt."
ROTH = "Jens Roth, a retired pilot, was acquitted on Monday of smuggling the falcons."


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("What caused the outage?", OUTAGE, "frost", False),
        ("What caused the outage?", OUTAGE, "a loose bolt", True),
        ("What caused the outage?", "It was caused by a bolt, not by frost.", "frost", False),
        ("What caused the outage?", "It was caused by a bolt, not by frost.", "a bolt", True),
        ("What did not cause the outage?", OUTAGE, "frost", True),
        ("Who smuggled the falcons?", ROTH, "Jens Roth", False),
        ("Who was acquitted of smuggling the falcons?", ROTH, "Jens Roth", True),
        ("Who stood trial over the falcons?", ROTH, "Jens Roth", True),
        ("Who signed the pact?", "Sudland has not signed the pact.", "Sudland", False),
        ("When did the lock reopen?", "The lock did not reopen until May.", "May", True),
        ("Who joined Ada Pohl?", "Nobody joined her except Jens Roth.", "Jens Roth", True),
        ("Why was the lock shut?", "It was shut because the gates could not be closed.", "gates", True),
        ("How many boats were lost?", "Nine boats were lost and not eleven.", "Nine boats", True),
    ],
)
def test_words_in_a_denial_of_what_is_asked_are_told(question: str, sentence: str, words: str, right: bool) -> None:
    assert denied(question, sentence, words) is not right


def test_a_denial_stands_behind_the_sentence_that_tells_it() -> None:
    text = "The outage was not caused by frost. A loose bolt had caused the outage, the grid said in May."
    article = Article("bolt", "bolt.txt", "Outage", text, story_id="bolt")
    passage = with_reading(
        Passage(1, article, 0, len(text), 0.9), reading(text, {"frost": 12.0, "A loose bolt": 8.0}, 0.9)
    )
    found = quote(understand("What caused the outage?"), [passage], None, 2)
    assert found[0].text.startswith("A loose bolt")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    text = (
        "The outage in Tarnholm in March was not caused by frost, the grid found. It began at a bolt of the "
        "supplier Norline, which had worked loose. Some 900 homes were dark for a night. The grid is to pay them."
    )
    articles = {"a.md": ("Frost did not cause Tarnholm outage", "Norland Post", "2024-05-02", text)}
    yield from open_newsroom(tmp_path_factory, embedder, articles)


def test_what_was_so_instead_follows_the_denial(library: Library) -> None:
    answer = NewsChain(library).ask("What caused the outage in Tarnholm?")
    assert all("frost" not in short.text for short in answer.short)
    assert [one.text[:12] for one in answer.sentences[:2]] == ["The outage i", "It began at "]
