"""What a later report turns round: a denial, a win; and two counts in one sentence, each by its own source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "gale1.md": (
        "Gale tears roofs off in Port Ansel",
        "Harbour Wire",
        "2022-02-07",
        "A gale tore the roofs off 80 houses in Port Ansel on Sunday night. Nobody has been injured. "
        "The ferries stay in the harbour until Wednesday.",
    ),
    "gale2.md": (
        "Port Ansel clears up after gale",
        "Evening Mail",
        "2022-02-10",
        "The last of the fallen trees were cleared in Port Ansel on Thursday. A roofer was badly injured when a "
        "chimney fell on his van.",
    ),
    "mill1.md": (
        "Hessel under water",
        "Harbour Wire",
        "2020-09-07",
        "The river flooded the meadows of Hessel on Sunday. The old mill of Hessel was not damaged by the flood.",
    ),
    "mill2.md": (
        "Hessel wants a dyke",
        "Evening Mail",
        "2020-09-30",
        "Hessel asks the province for a dyke. The miller fears that the mill would be damaged by the next flood.",
    ),
    "rally.md": (
        "Nolan first in Karst Rally",
        "Harbour Wire",
        "2021-06-14",
        "Petra Nolan won the Karst Rally on Sunday, 12 seconds ahead of Ion Dragan. "
        "Mara Quist won the race for women's teams.",
    ),
    "rally2.md": (
        "Nolan loses Karst Rally",
        "Evening Mail",
        "2021-06-19",
        "Petra Nolan has been disqualified from the Karst Rally because her car was too light. "
        "Ion Dragan of Brenna, who had come in second, was declared the winner by the club.",
    ),
    "regatta.md": (
        "Okonjo wins Selm Regatta",
        "Harbour Wire",
        "2021-07-14",
        "Ada Okonjo won the Selm Regatta on Sunday. Two boats were disqualified for a false start.",
    ),
    "march.md": (
        "Bakers march in Tolvar",
        "Harbour Wire",
        "2023-03-06",
        "Bakers marched through Tolvar on Monday against the price of flour. Some 2,200 of them took part, said their "
        "guild, the Tolvar Bakers' Guild; the police put the number at 1,300.",
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


def test_a_later_report_leads_before_the_denial_that_it_overtakes(chain: NewsChain) -> None:
    answer = chain.ask("Did the gale in Port Ansel injure anyone?")
    told = [sentence.text for sentence in answer.sentences]
    assert told[0].startswith("A roofer was badly injured")
    assert "Nobody has been injured." in told


def test_a_denial_stays_where_what_comes_later_is_only_feared_or_planned(chain: NewsChain) -> None:
    first = chain.ask("Did the flood damage the old mill of Hessel?").sentences[0].text
    assert "was not damaged" in first


def test_the_one_who_was_disqualified_is_not_the_winner(chain: NewsChain) -> None:
    answer = chain.ask("Who won the Karst Rally in 2021?")
    assert [short.text for short in answer.short] == ["Ion Dragan"]
    (difference,) = answer.differences
    assert [value.text for value in difference.values] == ["Petra Nolan", "Ion Dragan"]


@pytest.mark.parametrize(
    ("question", "winner"),
    [
        ("Who won the women's race of the Karst Rally?", "Mara Quist"),
        ("Who won the Selm Regatta?", "Ada Okonjo"),
    ],
)
def test_who_won_something_else_is_still_the_winner(chain: NewsChain, question: str, winner: str) -> None:
    answer = chain.ask(question)
    assert winner in answer.sentences[0].text
    assert answer.differences == ()


def test_two_counts_of_one_sentence_are_both_told_each_by_its_source(chain: NewsChain) -> None:
    answer = chain.ask("How many bakers marched in Tolvar?")
    assert [(short.text, short.care) for short in answer.short] == [
        ("2,200", "according to their guild, the Tolvar Bakers' Guild"),
        ("1,300", "according to the police"),
    ]
    (difference,) = answer.differences
    assert difference.kind == "disputed"
