"""The words of a short answer count, name or tell in their sentence what the question asks for."""

from __future__ import annotations

import pytest

from rag.asked import asked_for
from rag.beside import chosen, told


def tells(question: str, sentence: str, words: str) -> bool:
    before, _, after = sentence.partition(words)
    return told(words, asked_for(question), question, before, after)


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("How many people were hurt?", "The crash killed seven.", "seven", False),
        ("How many people were hurt?", "The crash killed seven and injured 12.", "12", True),
        ("How many ended up in hospital?", "The crash killed seven.", "seven", False),
        ("How many people survived the crash?", "At least seven people were killed.", "At least seven", False),
        ("How many people survived the crash?", "Seven of the 40 passengers survived.", "Seven", True),
        ("How many died?", "More than 300 people watched the race.", "300", False),
        ("How many died?", "Officials put the number of the dead at 14.", "14", True),
        ("How many survived?", "A Norling 410 cargo plane crashed near Ellery.", "410", False),
        ("How many were hurt?", "The number rose to 90 from 60 injured.", "60", False),
        ("How many were hurt?", "The number of injured rose to 90 from 60.", "90", True),
        ("What was the rate before it went up?", "The rate rose from 84% to 125%.", "84%", True),
        ("What is the rate?", "The rate rose from 84% to 125%.", "84%", False),
        ("How many ballots may one carry?", "Under the previous law it was 80 ballots.", "80", False),
        ("How big was the kite?", "The kite fell six miles off the coast.", "six miles", False),
    ],
)
def test_a_number_counts_what_is_asked(question: str, sentence: str, words: str, right: bool) -> None:
    assert tells(question, sentence, words) is right


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("Who is the president of Norland?", "It is what Sudlandish President Ada Brenn wants.", "Ada Brenn", False),
        ("Who is the president of Norland?", "It is what Norland's President Ada Brenn wants.", "Ada Brenn", True),
        ("Who is the mayor of Ellery?", "No branch will close, Mayor Ada Brenn said.", "Ada Brenn", True),
        ("Who was the captain of the ferry?", "The ferry was chartered by Tolen Tours.", "Tolen Tours", False),
        ("Who killed the fox?", "Somebody shot it at Fisher Hall.", "Fisher Hall", False),
        ("Who died?", "A coach operated by Norbus left the road.", "Norbus", False),
        ("Who won the prize?", "The Royal Academy announced who won.", "Royal Academy", False),
        ("Who won the prize?", "She was awarded the prize by the Royal Academy.", "Royal Academy", False),
        ("Who succeeded Karl Ode?", "He was nominated in May by President Ada Brenn.", "Ada Brenn", False),
        ("Who nominated Karl Ode?", "He was nominated in May by President Ada Brenn.", "Ada Brenn", True),
        ("Who was elected mayor?", "Mayoral candidate Jo Pohl answered questions.", "Jo Pohl", False),
    ],
)
def test_a_name_plays_the_part_that_is_asked_for(question: str, sentence: str, words: str, right: bool) -> None:
    assert tells(question, sentence, words) is right


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("Why was he removed?", "The council removed him on Tuesday.", "The council", False),
        ("Why was he removed?", "Jo Pohl removed him on Tuesday.", "Jo Pohl", False),
        ("Why was he removed?", "He was removed over a forged letter.", "a forged letter", True),
        ("Why did it sink?", "It sank because she carried cement.", "because she carried cement", True),
        ("What caused the blast?", "A gas leak caused the blast.", "A gas leak", True),
    ],
)
def test_a_reason_is_given_as_one(question: str, sentence: str, words: str, right: bool) -> None:
    assert tells(question, sentence, words) is right


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        (
            "What did Jo Pohl say?",
            "Jo Pohl, a senior fellow at the institute, wrote it.",
            "senior fellow at the institute",
            False,
        ),
        ("What did Jo Pohl say?", "Jo Pohl, the director of the dam, left early.", "director of the dam", False),
        ("What did Jo Pohl say?", "Jo Pohl said the dam would hold.", "the dam would hold", True),
        ("What did Jo Pohl say?", "Ada Brenn said the dam would hold.", "the dam would hold", False),
        ("What did the yard sell for?", "She sells dyed wool.", "dyed wool", False),
        ("What did the yard sell for?", "It was sold for 3 million crowns.", "3 million crowns", True),
    ],
)
def test_what_was_said_is_told_by_the_one_asked_about(question: str, sentence: str, words: str, right: bool) -> None:
    assert tells(question, sentence, words) is right


def test_a_choice_is_one_of_the_two() -> None:
    assert not chosen("2024", "Did deaths rise or fall in 2024?")
    assert chosen("fall", "Did deaths rise or fall in 2024?")
    assert chosen("at least 145%", "Was it 125 or 145 percent?")
    assert chosen("12", "How many were killed or hurt?")
