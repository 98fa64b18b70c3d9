"""Reports of about one day that give other figures in other words: made articles, read by the packaged reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from tests.rag.newsroom import open_newsroom

ARTICLES = {
    "protest.md": (
        "Protest in Calder",
        "Northern Wire",
        "2024-05-02",
        "Police arrested 700 people at the protest in Calder on Wednesday. Organisers had invited 50,000 to the march.",
    ),
    "protest2.md": (
        "Calder after the march",
        "Sound Gazette",
        "2024-05-02",
        "More than 800 protesters were taken into custody in Calder on Wednesday, the interior ministry said. The "
        "march set out from the Corn Hall, built in 1907.",
    ),
    "storm.md": (
        "Storm hits Pell Bay",
        "Northern Wire",
        "2024-02-03",
        "The storm destroyed 120 houses in Pell Bay on Friday night, the mayor said.",
    ),
    "storm2.md": (
        "Pell Bay counts the damage",
        "Sound Gazette",
        "2024-02-04",
        "In Pell Bay 150 homes were destroyed by the storm, according to the civil defence.",
    ),
    "river.md": (
        "March for the river",
        "Northern Wire",
        "2024-04-07",
        "Some 20,000 people took part in the march for the river in Tolen on Saturday, the organisers said.",
    ),
    "river2.md": (
        "Tolen marches",
        "Sound Gazette",
        "2024-04-07",
        "The march for the river in Tolen on Saturday drew 12,000 people, police said.",
    ),
    "plant.md": (
        "Explosion in Norwick",
        "Northern Wire",
        "2024-04-03",
        "An explosion at the Norwick fertiliser plant injured 31 workers on Tuesday.",
    ),
    "plant2.md": (
        "Norwick plant explosion",
        "Capital Post",
        "2024-04-03",
        "At least 45 people were hurt in the explosion at the fertiliser plant in Norwick, hospitals said. The plant "
        "has 300 workers.",
    ),
    "flood.md": (
        "Flood in Brenn",
        "Northern Wire",
        "2024-01-08",
        "The flood forced 4,000 people to leave their homes in Brenn, the fire service said.",
    ),
    "flood2.md": (
        "Brenn under water",
        "Sound Gazette",
        "2024-01-09",
        "Some 6,500 residents of Brenn have been evacuated because of the flood, according to the mayor.",
    ),
    "vote.md": (
        "Vahl wins in Sorrel",
        "Northern Wire",
        "2024-04-15",
        "Ingrid Vahl won the mayoral vote in Sorrel on Sunday by 1,240 votes.",
    ),
    "vote2.md": (
        "Sorrel elects Vahl",
        "Sound Gazette",
        "2024-04-15",
        "Ingrid Vahl won the mayoral vote in Sorrel by 1,420 votes, the clerk said. Turnout was 61 percent.",
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("How many people were arrested at the protest in Calder?", {"700", "800"}),
        ("How many people were detained in Calder?", {"700", "800"}),
        ("How many houses did the storm destroy in Pell Bay?", {"120", "150"}),
        ("How many people took part in the march for the river in Tolen?", {"20,000", "12,000"}),
        ("How many people were hurt in the explosion at the Norwick plant?", {"31", "45"}),
        ("How many people had to leave their homes in Brenn?", {"4,000", "6,500"}),
        ("By how many votes did Ingrid Vahl win in Sorrel?", {"1,240", "1,420"}),
    ],
)
def test_both_figures_are_shown_where_two_publishers_report_another_one(
    chain: NewsChain, question: str, figures: set[str]
) -> None:
    (difference,) = chain.ask(question).differences
    assert {value.text.split()[-1] for value in difference.values} == figures


@pytest.mark.parametrize(
    "question",
    [
        "How many people were invited to the march in Calder?",
        "How many workers does the Norwick plant have?",
        "When was the Corn Hall built?",
        "What was the turnout in Sorrel?",
    ],
)
def test_figures_of_other_things_are_no_difference(chain: NewsChain, question: str) -> None:
    assert chain.ask(question).differences == ()
