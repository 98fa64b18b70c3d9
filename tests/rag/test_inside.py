"""Names inside of what other words tell are no short answer to who did it."""

from __future__ import annotations

import pytest

from rag.asked import asked_for
from rag.beside import told
from rag.inside import is_inside, term_of_another


def tells(question: str, sentence: str, words: str) -> bool:
    before, _, after = sentence.partition(words)
    return told(words, asked_for(question), question, before, after)


@pytest.mark.parametrize(
    ("question", "before", "inside"),
    [
        ("Who took the carvings?", "Burglars took two carvings by ", True),
        ("Who are the burglars?", "Burglars took two carvings by the sculptor ", True),
        ("Who made the carvings?", "Burglars took two carvings by ", False),
        ("Who took the carvings?", "The carvings were taken by ", False),
        ("Who was charged?", "The court charged two clerks of ", True),
        ("Who resigned?", "It was the mayor of ", True),
        ("Who was killed?", "They mourn the murder of ", False),
    ],
)
def test_makers_of_things_and_bodies_of_people_are_inside(question: str, before: str, inside: bool) -> None:
    assert is_inside(question, before) is inside


def test_they_are_no_short_answer() -> None:
    sentence = "Burglars took two carvings by Ines Moreau from the hall."
    assert not tells("Who took the carvings?", sentence, "Ines Moreau")
    assert not tells("Which carvings were taken?", sentence, "Ines Moreau")
    assert tells("Who carved the figures?", sentence, "Ines Moreau")
    assert not tells("Who was charged with fraud?", "They charged two clerks of Norline with fraud.", "Norline")


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("How many years was Ada Pohl sentenced to?", "The court gave Jens Roth nine years.", "nine", False),
        ("How many years was Jens Roth sentenced to?", "The court gave Jens Roth nine years.", "nine", True),
        ("How long was Ada Pohl jailed for?", "He was jailed for nine years.", "nine years", True),
        ("How long was Ada Pohl jailed for?", "Roth got nine years, and Pohl was acquitted.", "nine years", False),
        ("How long was the bridge closed?", "Jens Roth closed it for nine days.", "nine days", True),
    ],
)
def test_a_term_is_that_of_whom_it_is_asked(question: str, sentence: str, words: str, right: bool) -> None:
    before, _, after = sentence.partition(words)
    assert term_of_another(question, before, words, after) is not right
    assert tells(question, sentence, words) is right
