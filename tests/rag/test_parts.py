"""A question that asks for several things becomes several that stand alone; one that asks one thing stays whole."""

from __future__ import annotations

import pytest

from rag.answer import Turn
from rag.parts import parts_of
from rag.question import understand


def texts(question: str) -> list[str]:
    return [part.text for part in parts_of(question)]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who designed the Tarnholm lighthouse, and when was the Ellery mill built?",
            ["Who designed the Tarnholm lighthouse", "when was the Ellery mill built"],
        ),
        (
            "Who got the harbour office in May and who the fire brigade that June?",
            ["Who got the harbour office in May", "Who got the fire brigade that June"],
        ),
        (
            "How many people were on the ferry to Tolen, and how many the bus to Ellery?",
            ["How many people were on the ferry to Tolen", "How many people were on the bus to Ellery"],
        ),
        ("Who won the Ellery race and when?", ["Who won the Ellery race", "when"]),
        ("When did the ferry to Tolen sink, and why?", ["When did the ferry to Tolen sink", "why"]),
        (
            "When and where did the ferry Brisk sink?",
            ["When did the ferry Brisk sink", "where did the ferry Brisk sink"],
        ),
        (
            "What illness did Oskar Lindqvist have, and what about Ruth Amsel?",
            ["What illness did Oskar Lindqvist have", "What illness did Ruth Amsel have"],
        ),
        (
            "What did Amsel and Pohl each say about the fare?",
            ["What did Amsel say about the fare", "What did Pohl say about the fare"],
        ),
        (
            "When were the Brennfeld, Ellery and Tarnholm mills built?",
            ["When were the Brennfeld mills built", "When were Ellery mills built", "When were Tarnholm mills built"],
        ),
        (
            "ages of the two divers: the one off Tolen in 2019 and the one at Ellery in 2020?",
            ["ages of the two divers the one off Tolen in 2019", "ages of the two divers the one at Ellery in 2020"],
        ),
        (
            "Compare the turnout at the Ellery vote of 2019 with that of the vote in Tarnholm.",
            ["the turnout at the Ellery vote of 2019", "the turnout of the vote in Tarnholm"],
        ),
        (
            "what ports do the Aurelia survivor and the Brennfeld survivor come from?",
            ["what ports do the Aurelia survivor come from", "what ports do the Brennfeld survivor come from"],
        ),
    ],
)
def test_each_part_of_a_question_stands_alone(question: str, parts: list[str]) -> None:
    assert texts(question) == parts


def test_a_part_with_a_pronoun_leans_on_the_part_before() -> None:
    first, second = parts_of("Who won the Ellery regatta and by how much did she win it?")
    assert (first.text, first.context) == ("Who won the Ellery regatta", "")
    assert (second.text, second.context) == ("by how much did she win it", first.text)


@pytest.mark.parametrize(
    "question",
    [
        "Who runs the ferry?",
        "What did the council, which met on Monday, decide about bread and butter?",
        "What was agreed between Brennfeld and Ellery?",
        "How far is the mill from the harbour and the station?",
        "What did the minister say about who would pay and how?",
        "Which talks did Amsel and Pohl hold?",
        "Who and where?",
        "How much less coal did the Aurelia burn compared to the Brennfeld?",
        "",
    ],
)
def test_a_question_that_asks_one_thing_stays_whole(question: str) -> None:
    assert parts_of(question) == ()


def test_the_parts_of_a_question_are_questions_under_the_same_filters() -> None:
    question = understand("Who won the Ellery regatta, and by how much?")
    assert [part.raw for part in question.each] == ["Who won the Ellery regatta", "by how much"]
    assert "Ellery" in question.parts[1].search_text
    assert understand("Who won the Ellery regatta?").parts == ()


def test_a_follow_up_is_not_taken_apart() -> None:
    history = (Turn("user", "Who won the Ellery regatta?"), Turn("assistant", "Ruth Amsel."))
    assert understand("was she alone? and what did she win?", history).parts == ()


def test_where_it_happened_is_told_of_each_part_though_it_stands_at_the_end() -> None:
    assert [
        part.text for part in parts_of("How many sailors died and how many ships were lost in the Ness storm?")
    ] == [
        "How many sailors died in the Ness storm",
        "how many ships were lost in the Ness storm",
    ]
    for question in (
        "How many sailors died in Ellery and how many ships were lost in the Ness storm?",  # has its own
        "What was stolen and when was it found at Ellery?",  # that was found there
        "What do the sailors want and how many ships were lost in the Ness storm?",
    ):
        assert "Ness storm" not in parts_of(question)[0].text
        assert "found at Ellery" not in parts_of(question)[0].text
