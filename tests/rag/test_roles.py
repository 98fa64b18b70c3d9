"""Who did it and to whom: the name that plays the part asked for."""

from __future__ import annotations

import pytest

from rag.roles import asks_who_won, right_one, role_asked, tells_winner


def answered(question: str, sentence: str, words: str) -> str | None:
    start = sentence.index(words)
    place = right_one(question, sentence, start, start + len(words))
    return sentence[slice(*place)] if place else None


WON = "Ines Moreau, who runs the ferry, will be mayor after beating the old harbour master, Jonas Pohl, on Sunday."
LOST = "Jonas Pohl lost the race in Tarnholm to Ines Moreau by nine votes."
SHOT = "Oskar Lindqvist, a fisherman, was shot by Karl Ode at the quay."


@pytest.mark.parametrize(
    ("question", "sentence", "words", "expected"),
    [
        ("Who won the vote in Tarnholm?", WON, "Jonas Pohl", "Ines Moreau"),
        ("Who won the vote in Tarnholm?", WON, "Ines Moreau", "Ines Moreau"),
        ("Who lost the vote?", LOST, "Ines Moreau", "Jonas Pohl"),
        ("Who lost the vote?", "Amsel, 47, a pilot, won the vote; Ode lost it to her.", "Amsel", "Ode"),
        ("Who beat Jonas Pohl?", LOST, "Ines Moreau", "Ines Moreau"),
        ("Who did Ines Moreau beat?", WON, "Jonas Pohl", "Jonas Pohl"),
        ("Who shot the fisherman?", SHOT, "Oskar Lindqvist", "Karl Ode"),
        ("Who was shot at the quay?", SHOT, "Karl Ode", "Oskar Lindqvist"),
        ("Who was shot at the quay?", SHOT, "Oskar Lindqvist", "Oskar Lindqvist"),
        ("Who bought the mill?", "Tarnholm Paper was bought by Karl Ode in May.", "Tarnholm Paper", "Karl Ode"),
        ("Who replaced Jonas Pohl?", "Ruth Amsel replaced General Ode in May.", "Ode", "Ruth Amsel"),
    ],
)
def test_the_name_in_the_other_part_gives_way(question: str, sentence: str, words: str, expected: str) -> None:
    assert answered(question, sentence, words) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Who stabbed the fisherman?", "Oskar Lindqvist was stabbed on Monday.", "Oskar Lindqvist"),
        ("Who sold the mill?", "Karl Ode bought the mill in May.", "Karl Ode"),
    ],
)
def test_where_no_name_plays_the_part_there_is_none(question: str, sentence: str, words: str) -> None:
    assert answered(question, sentence, words) is None


def test_a_winner_is_no_loser() -> None:
    assert answered("Who lost the vote?", "Ruth Amsel, 47, a pilot, narrowly won the vote.", "Ruth Amsel") is None


@pytest.mark.parametrize(
    "question", ["Who is the mayor of Tarnholm?", "Who said so?", "Where was he shot?", "Who left?"]
)
def test_other_questions_ask_for_no_part(question: str) -> None:
    assert role_asked(question) is None


def test_what_the_words_beside_the_verb_do_not_decide_is_left_alone() -> None:
    told = "In the harbour where a man was shot, Karl Ode spoke to reporters."
    assert answered("Who was shot?", told, "Karl Ode") == "Karl Ode"


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        ("Mayor Ruth Amsel said Jonas Pohl has been shot at the quay.", "Ruth Amsel", None),
        ("Jonas Pohl was shot, Ruth Amsel said.", "Ruth Amsel", None),
        ("Mayor Ruth Amsel said Karl Ode shot Jonas Pohl.", "Karl Ode", "Karl Ode"),
    ],
)
def test_who_tells_of_a_deed_did_not_do_it(sentence: str, words: str, expected: str | None) -> None:
    assert answered("Who shot Jonas Pohl?", sentence, words) == expected


def test_what_tells_of_a_winner_has_a_word_for_it() -> None:
    assert asks_who_won("Who won the vote in Tarnholm?")
    assert not asks_who_won("Who lost the vote in Tarnholm?")
    assert tells_winner(WON)
    assert tells_winner(LOST)
    assert not tells_winner("Jonas Pohl lost the vote by nine.")
