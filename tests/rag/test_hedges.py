"""What an article gives as possible, planned or claimed does not become a fact."""

from __future__ import annotations

import pytest

from index.article import Article
from rag.hedges import overstated
from rag.verify import Evidence, check


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The plan might cut taxes.", "The plan cut taxes."),
        ("The ferry may sink, engineers found.", "The ferry sinks."),
        ("The city plans to build a bridge.", "The city builds a bridge."),
        ("The deal is expected to save the harbour.", "The deal saves the harbour."),
        ("Rebels claimed they had shot down a jet.", "Rebels shot down a jet."),
        ("The army claimed that rebels shot down a jet.", "Rebels shot down a jet."),
        ("Norland accused Sorland of shooting down a jet.", "Sorland shot down a jet."),
        ("Prosecutors allege the mayor took bribes.", "The mayor took bribes."),
        ("A jet was reportedly shot down.", "A jet was shot down."),
        ("Halden may build a plant.", "Halden will build a plant."),
        ("The river should fall by noon.", "The river fell by noon."),
        ("A gang claimed on a web page that it had the files.", "A gang had the files."),
    ],
)
def test_a_dropped_hedge_is_named(quote: str, text: str) -> None:
    article = Article("a1", "a.txt", "News", quote)
    verdict = check(text, [Evidence(article, 0, len(quote))])
    assert "states as a fact what the quote hedges with" in verdict.reason
    assert check(quote, [Evidence(article, 0, len(quote))]).ok


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("The plan might cut taxes.", "The plan could cut taxes."),
        ("The plan would cut taxes, Lee said.", "Lee said the plan cuts taxes."),
        ("The city would build a bridge.", "The city will build a bridge."),
        ("Rebels claimed they had shot down a jet.", "According to the rebels, they shot down a jet."),
        ("The parties could not agree.", "The parties did not agree."),
        ("The storm claimed at least 20 lives.", "The storm killed at least 20."),
        ("The council cut taxes, which may please voters.", "The council cut taxes."),
        ("Voting ends in May, Lee claimed, and the harbour opened on Monday.", "The harbour opened on Monday."),
        ("Lee was picked for the team expected to play in Ulm.", "Lee was picked to play in Ulm."),
    ],
)
def test_what_keeps_a_hedge_or_needs_none_passes(quote: str, text: str) -> None:
    assert overstated(text, quote, quote) is None


def test_what_a_neighbour_states_plainly_is_a_fact() -> None:
    quote = "The plan might cut taxes."
    assert overstated("The plan cut taxes.", quote, quote) == "might"
    assert overstated("The plan cut taxes.", quote, f"{quote} It cut them in the end.") is None
