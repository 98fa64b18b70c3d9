"""Figures of the other side: votes against for those for, who was not for who was, a share for a margin."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from rag.fits import fits
from tests.rag.newsroom import open_newsroom

REJECTED = "Brenna's assembly rejected the tram on Monday by 23 votes to 19, with three abstentions."
APPROVED = "The assembly approved the tram by 23 to 19."
COUNTED = "Of the members 23 voted against the tram and 19 in favour."
BOILERS = "The inspector said that 42 percent of the boilers had not been inspected."
WON = "Olga Thiel was elected mayor of Brenna with 56 percent of the vote, beating Arne Holm, who took 39 percent."
FOR, AGAINST = "How many members voted for the tram?", "How many members voted against the tram?"
INSPECTED, NOT_INSPECTED = "What share of boilers had been inspected?", "What share of boilers had not been inspected?"
MARGIN = "By what margin did Olga Thiel win?"


@pytest.mark.parametrize(
    ("question", "sentence", "figure", "right"),
    [
        (FOR, REJECTED, "23", False),
        (FOR, REJECTED, "19", True),
        (FOR, REJECTED, "23 votes to 19", False),
        (AGAINST, REJECTED, "23", True),
        (AGAINST, REJECTED, "19", False),
        (FOR, APPROVED, "23", True),
        (FOR, APPROVED, "19", False),
        (FOR, COUNTED, "23", False),
        (AGAINST, COUNTED, "23", True),
        (FOR, COUNTED, "19", True),
        (AGAINST, COUNTED, "19", False),
        ("How many members does the assembly have?", REJECTED, "23", True),
        (INSPECTED, BOILERS, "42 percent", False),
        (NOT_INSPECTED, BOILERS, "42 percent", True),
        (INSPECTED, "Some 42 percent of the boilers are uninspected.", "42 percent", False),
        (NOT_INSPECTED, "Some 42 percent of the boilers have been inspected.", "42 percent", False),
        (INSPECTED, "Some 58 percent of the boilers have been inspected and 42 were not.", "58 percent", True),
        ("How many homes have water?", "The frost left 900 homes without water.", "900", False),
        ("How many homes lost their water?", "The frost left 900 homes without water.", "900", True),
        ("How many homes were without water?", "Some 900 homes lost water.", "900", True),
        (MARGIN, WON, "56 percent", False),
        (MARGIN, WON, "39 percent", False),
        (MARGIN, "Olga Thiel won by 17 percentage points.", "17 percentage points", True),
        (MARGIN, "Olga Thiel won by about 17 percent.", "17 percent", True),
        (MARGIN, "Her lead over Arne Holm was 2,150 votes.", "2,150", True),
        ("What share of the vote did Olga Thiel win?", WON, "56 percent", True),
    ],
)
def test_a_figure_has_to_be_on_the_side_that_is_asked_for(
    question: str, sentence: str, figure: str, right: bool
) -> None:
    start = sentence.index(figure)
    assert fits(question, sentence, start, start + len(figure)) is right


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    articles = {
        "tram.md": ("Brenna rejects tram", "Harbour Wire", "2024-03-05", REJECTED),
        "boilers.md": ("Boilers in Sandholm", "Harbour Wire", "2024-04-09", f"{BOILERS} Sandholm has 600 of them."),
        "thiel.md": ("Thiel elected in Brenna", "Evening Mail", "2024-05-13", WON),
    }
    for library in open_newsroom(tmp_path_factory, embedder, articles):
        yield NewsChain(library)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many members of Brenna's assembly voted for the tram?", "23"),
        ("What percentage of the boilers in Sandholm had been inspected?", "42 percent"),
        ("By what margin did Olga Thiel win in Brenna?", "56 percent"),
        ("By what margin did Olga Thiel beat Arne Holm?", "39 percent"),
    ],
)
def test_a_figure_of_the_other_side_is_no_short_answer(chain: NewsChain, question: str, figure: str) -> None:
    answer = chain.ask(question)
    assert answer.sentences
    assert figure not in [short.text for short in answer.short]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many members of Brenna's assembly voted against the tram?", "23"),
        ("What percentage of the boilers in Sandholm had not been inspected?", "42 percent"),
    ],
)
def test_a_figure_of_the_side_asked_for_is_shown(chain: NewsChain, question: str, figure: str) -> None:
    assert [short.text.removesuffix(" votes") for short in chain.ask(question).short] == [figure]
