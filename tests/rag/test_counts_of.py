"""A count is of the one asked about, and of people where people are asked for."""

from __future__ import annotations

import pytest

from rag.counts_of import of_that_kind, of_that_owner


@pytest.mark.parametrize(
    ("question", "before", "right"),
    [
        ("How many people work at Norline?", "Brennfeld Mills has ", False),
        ("How many ships does Norline have?", "In May it rained, but Ode Freight now owns ", False),
        ("How many people work at Brennfeld?", "Brennfeld Mills has ", True),
        ("How many people work at Norline?", "Brennfeld Mills, which Norline bought, has ", True),  # may be meant
        ("How many people work at Norline?", "The firm has ", True),
        ("How many people work at Norline?", "It employs ", True),
        ("How many people work at Norline?", "On Monday Norline said that it has ", True),
        ("How many people work at Norline?", "The strike at Brennfeld Mills was joined by ", True),
        ("How many children does the mayor of Tarnholm have?", "Ines Moreau has ", True),
    ],
)
def test_a_count_that_another_has_is_not_that_of_the_one_asked_about(question: str, before: str, right: bool) -> None:
    assert of_that_owner(question, before) is right


@pytest.mark.parametrize(
    ("question", "words", "after", "earlier", "right"),
    [
        (
            "How many babies were born in Ellery?",
            "Twelve",
            " of them were born in May.",
            "The herd has 40 goats.",
            False,
        ),
        ("How many goats were born in Ellery?", "Twelve", " of them were born in May.", "The herd has 40 goats.", True),
        ("How many women were rescued?", "six", " young otters were rescued.", "", False),
        ("How many otters were rescued?", "six", " women were rescued.", "", False),
        ("How many otters were rescued?", "six otters", ".", "", True),
        ("How many people were bitten by dogs?", "six", " were bitten.", "", True),
        ("How many people watched the seals?", "six", " visitors came.", "", True),
        ("How many people came?", "six", " of them were late.", "Farmers brought goats for the children.", True),
    ],
)
def test_people_are_not_counted_by_animals(question: str, words: str, after: str, earlier: str, right: bool) -> None:
    assert of_that_kind(question, words, after, earlier) is right
