"""A question alone stays as it is; one that leans on the conversation carries its words along."""

from __future__ import annotations

import pytest

from index.errors import DatelineError
from rag.answer import Turn
from rag.followup import leans_on_history
from rag.question import understand

FERRY = (
    Turn("user", "Why was the Tarnholm ferry late in Port Ellery?"),
    Turn("assistant", "A storm damaged its rudder, Captain Ines Moreau said."),
)


def test_a_first_question_is_searched_for_as_typed() -> None:
    question = understand("  who  runs the ferry? ")
    assert question.raw == question.standalone == question.search_text == "who runs the ferry?"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("and how many were aboard?", "How many were aboard? (about the Tarnholm ferry and Port Ellery)"),
        ("Was she hurt?", "Was Captain Ines Moreau hurt?"),
        ("how long did repairs take?", "How long did repairs take? (about the Tarnholm ferry and Port Ellery)"),
        ("What was her reason?", "What was Captain Ines Moreau's reason?"),
    ],
)
def test_a_question_without_a_subject_of_its_own_leans_on_the_conversation(text: str, shown: str) -> None:
    assert leans_on_history(text, FERRY)
    question = understand(text, FERRY)
    assert "Tarnholm" in question.search_text
    assert "Ines Moreau" in question.search_text
    assert question.search_text.endswith(text)
    assert question.standalone == shown


def test_a_pronoun_that_may_mean_two_people_is_not_replaced() -> None:
    history = (Turn("user", "Who succeeded him in Tarnholm?"), Turn("assistant", "Ines Moreau."))
    assert understand("how old is he?", history).standalone == "How old is he? (about Tarnholm)"
    history = (Turn("user", "Who lost the race?"), Turn("assistant", "Ines Moreau lost to Jonas Pohl."))
    assert understand("and how old is she?", history).standalone == "How old is Ines Moreau?"
    history = (Turn("user", "What was lost there?"), Turn("assistant", "A bell."))
    assert understand("why?", history).standalone == "Why? (about “What was lost there?”)"


@pytest.mark.parametrize(
    ("last", "text", "shown"),
    [
        ("Who replaced Karl Pohl?", "And when was he removed?", "When was Karl Pohl removed?"),
        ("Who replaced Karl Pohl?", "why did he resign?", "Why did Karl Pohl resign?"),
        ("Who replaced Karl Pohl?", "when was she sworn in?", "When was Ines Moreau sworn in?"),
        ("Who replaced Karl Pohl?", "how old is he?", "How old is Ines Moreau?"),
        ("Who did Karl Pohl succeed?", "When did she die?", "When did Ines Moreau die?"),
        ("Who did Karl Pohl succeed?", "When was he appointed?", "When was Karl Pohl appointed?"),
        ("Who was Karl Pohl replaced by?", "And why was he sacked?", "Why was Karl Pohl sacked?"),
        ("Who shot Karl Pohl?", "Did he survive?", "Did Karl Pohl survive?"),
        ("Who shot Karl Pohl?", "Was she arrested?", "Was Ines Moreau arrested?"),
        ("Who defeated Karl Pohl in Tolen?", "Has he conceded?", "Has Karl Pohl conceded?"),
    ],
)
def test_a_pronoun_means_the_one_of_two_whose_part_suits_the_verb(last: str, text: str, shown: str) -> None:
    history = (Turn("user", last), Turn("assistant", "Ines Moreau [1]. It was she who took the place on Monday. [1]"))
    assert understand(text, history).standalone == shown


def test_a_pronoun_goes_on_meaning_whom_it_meant() -> None:
    history = (
        Turn("user", "Who replaced Karl Pohl?"),
        Turn("assistant", "Ines Moreau [1]."),
        Turn("user", "And when was he removed?"),
        Turn("assistant", "Monday [1]."),
    )
    assert understand("Why was he removed?", history).standalone == "Why was Karl Pohl removed?"
    assert understand("how old is he?", history).standalone == "How old is Karl Pohl?"


def test_a_question_too_long_to_be_one_is_an_error_that_says_so() -> None:
    with pytest.raises(DatelineError, match="5,000 characters"):
        understand("x" * 5000)


def test_a_change_of_topic_carries_nothing() -> None:
    question = understand("When did Oskar Lindqvist open the Brennfeld museum?", FERRY)
    assert question.search_text == question.raw
    assert question.carried == ()


def test_a_chain_of_follow_ups_reaches_back_to_the_question_that_named_the_subject() -> None:
    history = (*FERRY, Turn("user", "and how many were aboard?"), Turn("assistant", "There were 41."))
    assert "Tarnholm" in understand("were they hurt?", history).search_text


def test_only_the_readers_own_words_count_as_typed() -> None:
    question = understand("was she hurt?", FERRY, rewritten="Was Captain Ines Moreau hurt for $500 million?")
    assert question.typed == "Why was the Tarnholm ferry late in Port Ellery?\nwas she hurt?"


def test_a_rewritten_question_is_searched_for_together_with_the_typed_one() -> None:
    question = understand("was she hurt?", FERRY, rewritten="Was Captain Ines Moreau hurt?")
    assert question.standalone == "Was Captain Ines Moreau hurt?"
    assert "was she hurt?" in question.search_text


def test_a_part_with_no_words_of_its_own_is_asked_of_all_that_the_first_part_says() -> None:
    _, second = understand("Who won the vote on the bridge in Tarnholm, and by how much?").parts
    assert second.raw == "by how much"
    assert second.to_read == second.search_text == "by how much won the vote on the bridge in Tarnholm"
    _, second = understand("When did the ferry Brisk sink, and why?").parts
    assert second.to_read == "why did the ferry Brisk sink"
    _, second = understand("How did Tolen vote, and by what majority?").parts
    assert second.to_read == "by what majority did Tolen vote"
    _, second = understand("Who won the vote in Tarnholm and when?").parts
    assert second.to_read == "when was it that someone won the vote in Tarnholm"


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("How many sheep drowned in Brenn, and why?", "why was it that sheep drowned in Brenn"),
        ("How many were hurt in Brenn, and when?", "when was it that people were hurt in Brenn"),
        ("How many sheep did the flood drown, and when?", "when did the flood drown sheep"),
        ("Whose boat was burnt in Brenn, and when?", "when was it that a boat was burnt in Brenn"),
        ("Whose letters did the court read, and when?", "when did the court read letters"),
    ],
)
def test_what_was_counted_or_owned_stays_in_the_next_part(asked: str, read: str) -> None:
    assert understand(asked).parts[1].to_read == read
