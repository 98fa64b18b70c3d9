"""A part in a work, a team or a firm is told of the one who is shown as the short answer."""

from __future__ import annotations

import pytest

from rag.part_played import is_body, of_that_team, plays_part

HALL = "The hall was built by Norline to a design by Ada Pohl, its owner, Jens Roth, said."
FILM = "The film, after a novel by Ada Pohl, opens on Friday, its producer, Jens Roth, said."


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("Who was the architect of the hall?", HALL, "Ada Pohl", True),
        ("Architect of the hall?", HALL, "Norline", False),
        ("Who designed the hall?", HALL, "Jens Roth", False),
        ("Who built the hall?", HALL, "Norline", True),
        ("Who owns the hall?", HALL, "Jens Roth", True),
        ("Who directed the film?", FILM, "Jens Roth", False),
        ("Who produced the film?", FILM, "Jens Roth", True),
        ("Who wrote the novel?", FILM, "Ada Pohl", True),
        ("Who wrote the novel?", FILM, "Jens Roth", False),
        ("Who wrote Grey Sails?", 'They read "Grey Sails" by Ada Pohl.', "Ada Pohl", True),
        ("Who founded Norline?", "Jens Roth is the chairman of Norline.", "Jens Roth", False),
        ("Who found the crack?", "Jens Roth saw the crack.", "Jens Roth", True),
        ("Who are the suspects?", "His cousin, Jens Roth, was in Tarnholm.", "Jens Roth", False),
        ("Who are the suspects?", "Police detained his cousin, Jens Roth.", "Jens Roth", True),
        ("Who was deputy mayor?", "Ada Pohl was elected mayor on Sunday.", "Ada Pohl", False),
        ("Who was deputy mayor?", "Her deputy was Jens Roth.", "Jens Roth", True),
        ("Who is the mayor?", "The deputy mayor, Jens Roth, opened the fair.", "Jens Roth", False),
        ("Which finance official won?", "Deputy finance minister Jens Roth won.", "Jens Roth", True),
        ("Who is the mayor?", "The deputy mayor, Jens Roth, became mayor on Sunday.", "Jens Roth", True),
        (
            "Who is the head of the ferry office?",
            "Jens Roth, a former head of the ferry office, won.",
            "Jens Roth",
            False,
        ),
        (
            "Who was the head of the ferry office?",
            "Jens Roth, a former head of the ferry office, won.",
            "Jens Roth",
            True,
        ),
        ("Who is the health minister of Norland?", "Ada Pohl was sworn in as governor.", "Ada Pohl", False),
        ("Who is the health minister of Norland?", "Minister Ada Pohl met the governor.", "Ada Pohl", True),
        ("Who is the prime minister of Norland?", "Premier Ada Pohl met the mayor.", "Ada Pohl", True),
        ("Who is suing the town?", "Jens Roth, a former head of the ferry office, sued.", "Jens Roth", True),
    ],
)
def test_the_part_asked_for_is_told_of_the_name(question: str, sentence: str, words: str, right: bool) -> None:
    before, _, after = sentence.partition(words)
    assert plays_part(question, before, words, after) is right


def test_a_company_is_no_person_with_a_title() -> None:
    assert not is_body("Which company will lay the rails?", "Norline will lay them, Mayor ", "Ada Pohl")
    assert is_body("Which company will lay the rails?", "The rails come from ", "Norline")
    assert is_body("Who will lay the rails?", "They are laid, said Mayor ", "Ada Pohl")


def test_a_coach_is_that_of_the_team_told_of_first() -> None:
    sentence, earlier = "Manager Ada Pohl was pleased.", "Tarnholm Rowers beat Ellery Athletic."
    assert of_that_team("Who coached Tarnholm Rowers?", sentence, earlier)
    assert not of_that_team("Who coached Ellery Athletic?", sentence, earlier)
    assert of_that_team("Who coached Ellery Athletic?", "Ada Pohl manages Ellery Athletic.", earlier)
