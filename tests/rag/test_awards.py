"""Prizes: the name of who won is no name of who gave, and what it was given for is told whole."""

from __future__ import annotations

import pytest

from rag.awards import award_asked
from rag.roles import right_one
from rag.what_for import asks_what_for, what_for

GAVE = "The Halden Foundation awarded the Lindqvist Prize to Mara Osei for her work on river parasites."
GOT = "Jonas Feld received the Amber Book Prize from the critic Ruth Calder for his novel The Salt Road."
HANDED = "The Dorn Medal was presented to Lucia Brandt by King Olaf for inventing a cheap water filter."
HONOURED = "President Karl Weiss honoured the teacher Tove Lind with the Fir Medal for her work with deaf children."
NAMED = "The Norland Academy on Monday named the poet Sela Anders as the winner of the Rowan Prize."
PASSED_ON = "The Elm Prize was awarded by the guild to Mara Osei on Friday."
COUNCIL = "The Birch Award was given by the city council to the midwife Sela Anders on Sunday."
TROUNCED = "Holm Rowers dealt a blow to their rivals and handed Brenn Oars a crushing defeat to win the regatta title."
FIRST = "Lin Mei gave Tarnholm its first silver medal in the long jump."
UP = "Tove Lind picked up the fencing medal in Brenn on Sunday."
TWO = "Jonas Feld won the Yew Prize for his songs, and the weaver Tove Lind was handed the Moss Medal by Ruth Calder."
NAMESAKE = "The painter Jonas Feld, whose hall named after Ruth Calder won the award, was glad."
JURY = "The jury, chaired by Otto Wirth, gave the Cedar Prize to the film director Lin Mei."


def answered(question: str, sentence: str, words: str) -> str | None:
    start = sentence.index(words)
    place = right_one(question, sentence, start, start + len(words))
    return sentence[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("question", "sentence", "words", "expected"),
    [
        ("Who won the Lindqvist Prize?", GAVE, "Halden Foundation", "Mara Osei"),
        ("Who won the Lindqvist Prize?", GAVE, "Mara Osei", "Mara Osei"),
        ("Who was awarded the Lindqvist Prize?", GAVE, "Halden Foundation", "Mara Osei"),
        ("Who awarded the Lindqvist Prize?", GAVE, "Mara Osei", "Halden Foundation"),
        ("Who received the Amber Book Prize?", GOT, "Ruth Calder", "Jonas Feld"),
        ("Who presented the Amber Book Prize?", GOT, "Jonas Feld", "Ruth Calder"),
        ("Who presented the Dorn Medal?", HANDED, "Lucia Brandt by King Olaf", "King Olaf"),
        ("Who won the Dorn Medal?", HANDED, "King Olaf", "Lucia Brandt"),
        ("Who was honoured with the Fir Medal?", HONOURED, "Karl Weiss honoured the teacher Tove Lind", "Tove Lind"),
        ("Who won the Rowan Prize?", NAMED, "Norland Academy on Monday named the poet Sela Anders", "Sela Anders"),
        ("Who won the Cedar Prize?", JURY, "Otto Wirth", "Lin Mei"),
        ("Who won the Elm Prize?", PASSED_ON, "Mara Osei", "Mara Osei"),
        ("Who was awarded the Elm Prize?", PASSED_ON, "Mara Osei", "Mara Osei"),
        ("Who received the Birch Award?", COUNCIL, "Sela Anders", "Sela Anders"),
        ("Who won the silver medal in the long jump?", FIRST, "Tarnholm", "Lin Mei"),
        ("Who won the fencing medal?", UP, "Tove Lind", "Tove Lind"),
        ("Who won the fencing medal?", UP, "Brenn", "Tove Lind"),
        ("Who won the Moss Medal?", TWO, "Jonas Feld", "Tove Lind"),
        ("Who won the Moss Medal?", TWO, "Tove Lind", "Tove Lind"),
        ("Who won the Yew Prize?", TWO, "Tove Lind", "Jonas Feld"),
        ("Who won the award?", NAMESAKE, "Jonas Feld", "Jonas Feld"),
    ],
)
def test_who_won_a_prize_is_not_who_gave_it(question: str, sentence: str, words: str, expected: str) -> None:
    assert answered(question, sentence, words) == expected


def test_who_only_gave_it_has_not_won_it() -> None:
    told = "The critic Ruth Calder presented the Amber Book Prize on Monday."
    assert answered("Who won the Amber Book Prize?", told, "Ruth Calder") is None


def test_a_defeat_is_no_prize_that_is_handed_over() -> None:
    assert answered("Who won the regatta title?", TROUNCED, "Brenn Oars") is None
    assert answered("Who won the regatta title?", TROUNCED, "Holm Rowers") == "Holm Rowers"


def test_questions_about_no_prize_ask_for_no_part() -> None:
    assert award_asked("Who won the vote in Tarnholm?") is None
    assert award_asked("Where was the Dorn Medal presented?") is None


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        (GAVE, "river parasites", "her work on river parasites"),
        (GOT, "Ruth Calder for his novel The Salt Road", "his novel The Salt Road"),
        (HANDED, "inventing a cheap water filter", "inventing a cheap water filter"),
        (HONOURED, "work", "her work with deaf children"),
        ("The prize was awarded to Lin Mei on Monday.", "awarded to Lin Mei", None),
        ("The tenant was given notice for the fourth time over rent.", "rent", "rent"),
        ("Mara Osei won for the third time, as the award had a new jury.", "a new jury", "a new jury"),
        ("Tove Lind was honoured because she had cared for the lame.", "she had cared", "she had cared"),
    ],
)
def test_what_it_was_given_for_stands_after_for(sentence: str, words: str, expected: str | None) -> None:
    start = sentence.index(words)
    place = what_for(sentence, start, start + len(words))
    assert (sentence[slice(*place)].rstrip(".") if place else None) == expected


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("what for", True),
        ("for what?", True),
        ("What did Mara Osei win the Lindqvist Prize for?", True),
        ("What did the council vote for?", False),
        ("What was the prize?", False),
        ("why", False),
        ("Why were the tenants given notice?", False),
        ("Why was Mara Osei given the Lindqvist Prize?", True),
    ],
)
def test_what_it_was_given_for_may_be_asked_in_few_words(question: str, asked: bool) -> None:
    assert asks_what_for(question) == asked
