"""Lists are made complete: from the grammar of a sentence, and over made articles read by the packaged reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.embed import SentenceTransformerEmbeddings
from rag.chain import NewsChain
from rag.facts import content_words
from rag.partakers import denied, objects_of, partakers
from tests.rag.newsroom import open_newsroom

BANNED = "Which states banned glue traps?"
DROWNED = "Who drowned in the lake?"
FINED = "Which clubs were fined by the league?"
HELD = "Which officials were arrested in Kolder?"


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        (BANNED, "Ardenia, Belmark and Corvia banned glue traps.", ["Ardenia, Belmark and Corvia"]),
        (BANNED, "Estmark banned glue traps, joining Ardenia and Belmark.", ["Estmark", "Ardenia and Belmark"]),
        (BANNED, "Halden on Tuesday became the latest state to ban glue traps.", ["Halden"]),
        (BANNED, "Gorsia, a state in the north, has also banned glue traps.", ["Gorsia"]),
        (BANNED, "Fenland will ban glue traps, and Morn refused to.", []),
        (BANNED, "Dorland is considering a ban on glue traps.", []),
        (BANNED, "Dorland has not banned glue traps.", []),
        ("Which states have rejected a ban?", "Fenland rejected a ban; Gorsia banned glue traps.", ["Fenland"]),
        (FINED, "The league fined Marlow Rovers and Estwick Town for it.", ["Marlow Rovers and Estwick Town"]),
        (FINED, "Orrin Athletic has also been fined by the league.", ["Orrin Athletic"]),
        ("Which clubs did the league fine?", "The league fined Orrin Athletic on Monday.", ["Orrin Athletic"]),
        (
            HELD,
            "Police arrested the mayor of Kolder, Anton Reth, and his deputy, Vera Mohn, on Monday.",
            ["Anton Reth", "Vera Mohn"],
        ),
        (HELD, "The treasurer of Kolder, Ines Falk, was arrested on Thursday.", ["Ines Falk"]),
        ("Who died on Mount Skarn?", "A third climber, Petr Novak, died of his injuries.", ["Petr Novak"]),
        ("Which companies has Norline bought?", "Norline has bought Orrin Marine, it said.", ["Orrin Marine"]),
        ("Which companies did Norline buy?", "Norline failed to buy Dorn Paper.", []),
        (DROWNED, "Otto Brandl, the uncle of the dancer Hana Mirek, drowned.", ["Otto Brandl"]),
        (DROWNED, "Three rowers, cousins of Hana Mirek, drowned.", []),
        (DROWNED, "The aunt of Hana Mirek, Vera Mohn, drowned.", ["Vera Mohn"]),
        (DROWNED, "Otto Brandl, who taught Hana Mirek, drowned.", ["Otto Brandl"]),
        (DROWNED, "The man who robbed Hana Mirek drowned.", []),
        (DROWNED, "A dog that had bitten Hana Mirek drowned.", []),
        (DROWNED, "Nobody but Hana Mirek drowned.", []),
        (DROWNED, "Hana Mirek nearly drowned.", []),
        (DROWNED, "The wanted skipper Petr Novak drowned after an urgent call.", ["Petr Novak"]),
        (DROWNED, "After a failed rescue from a plane, Petr Novak drowned.", ["Petr Novak"]),
        (HELD, "Police arrested a rival of Treasurer Ines Falk on Monday.", []),
        (HELD, "Police arrested the brother of the treasurer, Ines Falk.", []),
        (HELD, "Police did not plan a raid, but after a failed one they arrested Ines Falk.", ["Ines Falk"]),
        (HELD, "Police have not arrested Ines Falk.", []),
        (HELD, "Police denied that Ines Falk was arrested.", []),
        (FINED, "The league fined Orrin Athletic's keeper, Petr Novak.", []),
        (FINED, "The league fined Marlow Rovers' keeper, Petr Novak.", []),
        (BANNED, "Neither Ardenia nor Belmark banned glue traps.", []),
        (BANNED, "Ardenia, unlike Belmark, banned glue traps.", ["Ardenia"]),
        (BANNED, "All states except Ardenia and Belmark banned glue traps.", []),
        (BANNED, "All but Ardenia banned glue traps.", []),
        (BANNED, "No state after Ardenia banned glue traps.", []),
        (BANNED, "More states than Ardenia banned glue traps.", []),
        (BANNED, "If Ardenia banned glue traps, shops would close.", []),
        ("Who is the mayor of Kolder?", "Anton Reth arrested nobody.", []),
    ],
)
def test_the_verb_tells_who_did_or_suffered_it(question: str, sentence: str, told: list[str]) -> None:
    assert [sentence[slice(*place)] for place in partakers(question, sentence)] == told


def test_what_was_refused_or_failed_is_denied() -> None:
    assert denied("Which ministers resigned over the budget?", "The premier, Karl Weiss, refused to resign.")
    assert denied("Which companies did Norline buy?", "It failed to buy Dorn Paper.")
    assert not denied("Which companies did Norline buy?", "It bought Dorn Paper, and failed to sell the mill.")
    assert not denied("Which companies did Norline buy?", "It runs Dorn Paper.")
    assert not denied(DROWNED, "When their plane fell into the lake, the wanted skipper drowned.")


def test_what_a_question_says_beside_the_deed() -> None:
    assert objects_of(BANNED) == content_words("glue traps")
    assert objects_of(FINED) == objects_of("Which clubs did the league fine?") == content_words("league")


ARTICLES = {
    "ban.md": (
        "Three states ban glue traps",
        "Northern Wire",
        "2024-03-20",
        "Ardenia, Belmark and Corvia banned glue traps this year. Dorland is considering a ban, its minister said.",
    ),
    "ban2.md": (
        "Estmark bans glue traps",
        "Sound Gazette",
        "2024-06-11",
        "Estmark banned glue traps on Monday, joining Ardenia and Belmark. Fenland rejected a ban last week.",
    ),
    "ban3.md": (
        "What the rules for glue traps are",
        "Northern Wire",
        "2024-08-01",
        "Gorsia has banned glue traps since 2019. Shops in Holm still sell them.",
    ),
    "ban4.md": (
        "Halden bans glue traps",
        "Capital Post",
        "2024-09-02",
        "Halden on Tuesday became the latest state to ban glue traps. Shops have until March.",
    ),
    "ban5.md": ("Jutmark bans glue traps", "Capital Post", "2023-05-02", "Jutmark banned glue traps on Monday."),
    "ban6.md": (
        "Keld bans glue traps",
        "Capital Post",
        "2024-11-05",
        "Keld and Lorn banned glue traps last week. Morn has no such ban.",
    ),
    "skarn.md": (
        "Climbers die on Mount Skarn",
        "Northern Wire",
        "2024-07-15",
        "The climbers Otto Brandl and Hana Mirek died on Mount Skarn on Saturday. The guide Emil Stauss was rescued. "
        "A third climber, Petr Novak, died of his injuries on Sunday.",
    ),
    "held.md": (
        "Arrests in Kolder",
        "Northern Wire",
        "2024-02-20",
        "Police arrested the mayor of Kolder, Anton Reth, and his deputy, Vera Mohn, on Monday.",
    ),
    "held2.md": (
        "Third official arrested in Kolder",
        "Sound Gazette",
        "2024-02-23",
        "The treasurer of Kolder, Ines Falk, was arrested on Thursday. The judge is Paul Stern. "
        "In Tolen, the baker Udo Lenz was arrested for theft.",
    ),
    "thale.md": (
        "Dredging affair in Norland",
        "Northern Wire",
        "2024-10-05",
        "The ministers Nora Thale and Ivo Brand resigned over the dredging affair. The premier did not.",
    ),
}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    for library in open_newsroom(tmp_path_factory, embedder, ARTICLES):
        yield NewsChain(library)


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        (BANNED, {"Ardenia", "Belmark", "Corvia", "Estmark", "Gorsia", "Halden", "Jutmark", "Keld", "Lorn"}),
        (
            "Which states banned glue traps in 2024?",
            {"Ardenia", "Belmark", "Corvia", "Estmark", "Halden", "Keld", "Lorn"},
        ),
        ("Who died on Mount Skarn?", {"Otto Brandl", "Hana Mirek", "Petr Novak"}),
        (HELD, {"Anton Reth", "Vera Mohn", "Ines Falk"}),
        ("Which ministers resigned over the dredging affair in 2024?", {"Nora Thale", "Ivo Brand"}),  # tells no day
    ],
)
def test_all_that_the_articles_name_are_listed_and_no_others(chain: NewsChain, question: str, listed: set[str]) -> None:
    answer = chain.ask(question)
    quotes = {citation.n: citation.quote for citation in answer.citations}
    assert all(one.text in quotes[one.n] for one in answer.short)
    told = [name for one in answer.short for name in one.text.replace(" and ", ", ").split(", ")]
    assert len(told) == len(set(told))
    assert set(told) == listed
