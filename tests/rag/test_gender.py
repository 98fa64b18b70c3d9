"""Whom an article calls 'he' is not meant by 'she', and the other way round."""

from __future__ import annotations

import pytest

from rag.gender import gender_of, may_be, only_of_other, pronoun_of
from rag.offices import turn_asked
from rag.standalone import standing_alone

TEXT = (
    "Karl Moor left the ferry office on Monday, and said that he was tired. Ines Moreau takes over from Karl Moor. "
    "Ada Pohl opened the fair with Lena Obst. She is 41. Mr Jens Roth was there. Lena Obst sang."
)


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Karl Moor", "he"), ("Ines Moreau", ""), ("Ada Pohl", "she"), ("Jens Roth", "he"), ("Lena Obst", "")],
)
def test_a_text_tells_by_title_or_pronoun(name: str, gender: str) -> None:
    assert gender_of(name, TEXT) == gender


def test_a_pronoun_means_nobody_of_the_other_gender() -> None:
    assert pronoun_of("How old is she?") == "she"
    assert not may_be("How old is she?", "Karl Moor", TEXT)
    assert may_be("How old is he?", "Karl Moor", TEXT)
    assert may_be("How old is she?", "Lena Obst", TEXT)
    assert only_of_other("How old is she?", "Karl Moor, 52, left.", TEXT)
    assert only_of_other("How old is she?", "He is 52.", TEXT)
    assert not only_of_other("How old is she?", "Lena Obst, 52, left.", TEXT)


def test_a_follow_up_is_not_put_to_somebody_of_the_other_gender() -> None:
    answered = "Karl Moor left the ferry office on Monday, and said that he was tired. [1]"
    assert standing_alone("How old is he?", "Who left the ferry office?", answered) == "How old is Karl Moor?"
    assert "Karl Moor" not in standing_alone("How old is she?", "Who left the ferry office?", answered)


def test_who_came_after_her_is_not_asked_of_a_place_or_a_man() -> None:
    answered = "Karl Moor was sworn in as mayor of Tarnholm. He is 52, and replaced Ines Moreau, who was tired."
    assert (
        turn_asked("Who came after her?", "Who was mayor in May?", answered)
        == "Who was mayor in May after Ines Moreau?"
    )
