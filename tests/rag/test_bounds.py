"""A number keeps its bound, its unit and its place: 'up to 1,200' is not 1,200."""

from __future__ import annotations

import pytest

from index.article import Article
from rag.verify import Evidence, check


def reason(quote: str, text: str) -> str:
    article = Article("a1", "a.txt", "News", quote)
    evidence = [Evidence(article, 0, len(quote))]
    assert check(quote, evidence).ok  # every quote supports itself
    return check(text, evidence).reason


@pytest.mark.parametrize(
    ("quote", "text", "said"),
    [
        ("The mill employs up to 900 people.", "The mill employs 900 people.", "the quote says 'up to' of '900'"),
        ("The mill employs 900 people.", "The mill employs more than 900 people.", "it says 'more than' of '900'"),
        ("The dam cost less than $40 million.", "The dam cost $40 million.", "the quote says 'less than'"),
        ("The storm sank at least 30 boats.", "The storm sank up to 30 boats.", "the quote says 'at least' of '30'"),
        ("About 70 boats sank.", "70 boats sank.", "the quote says 'about' of '70'"),
        ("The toll fell from 44 crowns to 33.", "The toll is 44 crowns.", "before the change"),
        ("The toll rose to 33 crowns from 20.", "The toll is 20 crowns.", "before the change"),
        ("Some 900 of the 1,400 nurses walked out.", "About 1,400 nurses walked out.", "is the whole"),
        ("The council backed it by 14 votes to 9.", "The council backed it by 9 votes to 14.", "turns '14 to 9' round"),
        ("Rents rise by 8 to 12 per cent.", "Rents rise by 12 per cent.", "the quote says '8 to 12%'"),
        ("The harbour pays a yearly rent of 9 crowns.", "The harbour pays 9 crowns rent a month.", "'month'"),
        ("The eel is 18 millimetres long.", "The eel is 18 centimetres long.", "'centimetre'"),
        ("The lake fell to 28% of its size.", "The lake fell by 28% of its size.", "an amount or a level"),
        ("At first, police spoke of 340 boats and later of 430.", "Police spoke of 340 boats.", "earlier figure"),
    ],
)
def test_a_number_that_lost_its_bound_is_named(quote: str, text: str, said: str) -> None:
    assert said in reason(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Lower Marrow counted 64 cases.", "Lower Marrow counted more than 60 cases."),
        ("Thieves copied data of 1.37 million clients.", "Thieves copied data of about 1.4 million clients."),
        ("The flood hit 430 homes.", "The flood hit hundreds of homes."),
        ("The K2 burns a fifth less fuel.", "The K2 burns 20% less fuel."),
        ("The toll fell from 44 crowns to 33.", "The toll fell from 44 crowns."),
        ("Some 900 of the 1,400 nurses walked out.", "Some 900 nurses walked out."),
        ("The river cut off 30 farms.", "The river cut off some 30 farms."),
        ("Rents rise by 8 to 12 per cent.", "Rents rise by up to 12 per cent."),
    ],
)
def test_what_follows_from_the_number_passes(quote: str, text: str) -> None:
    assert reason(quote, text) == ""
