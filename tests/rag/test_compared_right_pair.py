"""Which two values a comparison comes from: of the day that is named, of the deed itself, of what 'X's' leaves out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from rag.comparing import comparison_of
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "robbed.md": (
        "Robbers empty the vault of the Quillan Savings Bank",
        "Harbour Wire",
        "2021-03-08",
        "Robbers broke into the Quillan Savings Bank in Dorran on Sunday and emptied the vault. "
        "The robbery of the Quillan Savings Bank took them less than an hour, the police said.",
    ),
    "jailed.md": (
        "Seven years for the Quillan robbery",
        "Evening Mail",
        "2022-10-11",
        "Marek Tolley was sentenced to seven years in prison on Monday for the robbery of the Quillan Savings Bank.",
    ),
    "left.md": (
        "Head of Dorran police resigns",
        "Evening Mail",
        "2021-11-04",
        "Ulrike Vane resigned as head of the Dorran police on Wednesday after a row over overtime.",
    ),
    "slide1.md": (
        "Landslide buries Hollin hostel",
        "Harbour Wire",
        "2020-06-02",
        "Four people died when a landslide buried a hostel in Hollin on Monday, the police said.",
    ),
    "slide2.md": (
        "Toll of Hollin landslide rises",
        "Evening Mail",
        "2020-06-05",
        "The number of people killed by the landslide in Hollin has risen to 15, the police said on Thursday.",
    ),
    "slide3.md": (
        "Hollin mourns its dead",
        "Harbour Wire",
        "2020-07-01",
        "The landslide in Hollin killed 12 people and not 15, as had been reported, the registrar said on Tuesday.",
    ),
    "fine1.md": (
        "Brisco Tanneries fined",
        "Harbour Wire",
        "2022-05-05",
        "A court fined Brisco Tanneries 4 million euros on Wednesday for poisoning the river Ommen.",
    ),
    "fine2.md": (
        "Fine for Halvorsen Ferries",
        "Evening Mail",
        "2023-02-02",
        "Halvorsen Ferries must pay a fine of 900,000 euros for sailing without lifeboats, the maritime office said.",
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (
            "Which came first, the resignation of Ulrike Vane or the robbery of the Quillan Savings Bank?",
            "First: the robbery of the Quillan Savings Bank, on 7 March 2021, 241 days before the resignation",
        ),
        (
            "How many fewer people died in Hollin than were reported on 5 June 2020?",
            "3 fewer: 15 reported (5 June 2020)",
        ),
        ("How many more people died in Hollin than were first reported?", "8 more: Four at first (2 June 2020)"),
        ("Was Brisco Tanneries' fine higher than Halvorsen's?", ""),
        ("Was Brisco's fine higher than Halvorsen's?", "Yes. Brisco's fine: 4 million euros, against 900,000 euros"),
    ],
)
def test_the_verdict_is_worked_out_from_the_right_pair(chain: NewsChain, question: str, verdict: str) -> None:
    compared = chain.ask(question).compared
    if verdict:
        assert compared is not None
        assert compared.result.startswith(verdict)


def test_the_day_of_an_arrest_counts_where_the_arrest_is_asked_about(chain: NewsChain) -> None:
    compared = chain.ask("Which came first, the sentence of Marek Tolley or the resignation of Ulrike Vane?").compared
    assert compared is not None
    assert compared.result.startswith("First: the resignation of Ulrike Vane, on 3 November 2021")


def test_two_things_without_names_are_compared_where_each_has_words_of_its_own() -> None:
    comparison = comparison_of("Is the coal harbour more expensive than the new sugar mill?")
    assert comparison is not None
    assert comparison.questions == (
        "How much does the coal harbour cost?",
        "How much does the new sugar mill cost?",
    )
    assert comparison_of("Is the harbour more expensive than the mill?") is None
