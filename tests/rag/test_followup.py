"""What a follow-up is, what it takes over from the question before it, and how much of the conversation counts."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage, Turn
from rag.candidates import candidates_of
from rag.carry import asked_again, taken_back
from rag.followup import leans_on_history
from rag.gate import says_nothing_found
from rag.history import recent
from rag.question import understand

DEATHS = "How many people died in the Tarnholm floods in 2023?"
HISTORY = (Turn("user", DEATHS), Turn("assistant", "Nine people died, among them the warden, Ines Moreau."))
TEXT = "The floods in Brennfeld killed four people. A dam above the town had been repaired in May."
PASSAGE = Passage(
    1, Article("f", "f.txt", "Floods in Brennfeld", TEXT, published=date(2023, 7, 1)), 0, len(TEXT), 0.9, dense=0.6
)


@pytest.mark.parametrize(
    "text",
    [
        "and in Brennfeld?",
        "how old was she",
        "Why?",
        "turnout?",
        "did the warden say anything about it?",
        "So which town was spared?",
        "No, I meant the mayor.",
        "What did Moreau say about that?",
    ],
)
def test_a_question_with_little_of_its_own_leans_on_the_conversation(text: str) -> None:
    assert leans_on_history(text, HISTORY)
    assert not leans_on_history(text, ())


@pytest.mark.parametrize(
    "text",
    [
        "Did the Ellery council apologise to its tenants when they met in March?",  # its pronouns are its own
        "By the way, who runs the museum in Ellery?",
        "how long will it take to repair the bridge over the estuary near the old mill",
        "Is it true that Oskar Lindqvist sold the museum?",
        "Which vaccine is given against shingles?",
        "What happened in October 2025?",
    ],
)
def test_a_new_subject_does_not_carry_the_old_one_along(text: str) -> None:
    assert not leans_on_history(text, HISTORY)
    question = understand(text, HISTORY)
    assert question.search_text == question.raw and question.carried == ()


@pytest.mark.parametrize(
    ("fragment", "last", "asked"),
    [
        ("and in Brennfeld?", DEATHS, "How many people died in the Brennfeld floods in 2023?"),
        ("And in 2021?", DEATHS, "How many people died in the Tarnholm floods in 2021?"),
        ("and in Ellery?", "Who is the mayor of Tarnholm?", "Who is the mayor of Ellery?"),
        ("no, I meant Ellery", "Who is the mayor of Tarnholm?", "Who is the mayor of Ellery?"),
        ("What about Oskar Lindqvist?", "When did Ines Moreau resign?", "When did Oskar Lindqvist resign?"),
        ("and in 2021?", "Who is the mayor of Tarnholm now?", "Who was the mayor of Tarnholm in 2021?"),
        ("14 May 2021?", "What burned in Ellery?", "What burned in Ellery on 14 May 2021?"),
        ("and in Ellery in 2021?", "Who was the mayor of Tarnholm?", "Who was the mayor of Ellery in 2021?"),
        ("No, I meant Ellery in 2021.", "What did Moreau say in Ellery?", "What did Moreau say in Ellery in 2021?"),
        ("what about her husband?", "How old is Ines Moreau?", "How old is Ines Moreau's husband?"),
        ("what about her husband?", "Did Ines Moreau meet Oskar Lindqvist?", ""),  # of two either may be meant
        ("No, I meant the mill.", "When did the factory in Tarnholm shut?", "When did the mill in Tarnholm shut?"),
        ("No, the mill.", "Did the mayor of Tarnholm shut the factory?", ""),
        ("and the company?", "How was Captain Moreau punished?", ""),  # no name: it is carried instead
        ("what about Ellery?", "What did Tarnholm buy from Brennfeld?", ""),  # two places: neither is clear
        ("Who is the mayor of Ellery?", DEATHS, ""),
        (
            "and on Sundays?",
            "How many ships does Tarnholm load a day?",
            "How many ships does Tarnholm load a day on Sundays?",
        ),
        ("And at night?", "Who guards the mill in Ellery?", "Who guards the mill in Ellery at night?"),
    ],
)
def test_a_fragment_asks_the_last_question_again(fragment: str, last: str, asked: str) -> None:
    assert asked_again(fragment, last) == asked


def test_nothing_is_carried_from_a_question_that_was_not_understood() -> None:
    foreign = (Turn("user", "Wer ist jetzt der Bürgermeister von Tarnholm geworden?"), Turn("assistant", "Nothing."))
    assert understand("How many people died?", foreign).search_text == "How many people died?"
    assert "Brennfeld" not in understand("Why?", (*HISTORY, *foreign)).search_text
    assert "Tarnholm" in understand("Why?", (*HISTORY, *foreign)).search_text


def test_a_fragment_is_searched_for_with_its_own_name_and_without_the_old_one() -> None:
    question = understand("and in Brennfeld?", HISTORY)
    assert question.standalone == question.to_read == "How many people died in the Brennfeld floods in 2023?"
    assert "Tarnholm" not in question.search_text
    chain = (*HISTORY, Turn("user", "and in Brennfeld?"), Turn("assistant", "Four."))
    assert understand("and in 2021?", chain).standalone == "How many people died in the Brennfeld floods in 2021?"


def test_what_the_reader_takes_back_is_not_searched_for() -> None:
    assert taken_back("Not the factory, the mill") == {"factori"}
    history = (Turn("user", "When did the factory in Tarnholm shut?"), Turn("assistant", "In 2016."))
    assert "factory" not in understand("not the factory, the mill - when?", history).search_text.split(" not ")[0]


def test_another_answer_is_not_the_one_just_shown() -> None:
    shown = "The floods in Brennfeld killed four people."
    history = (Turn("user", "What did the floods do?"), Turn("assistant", shown))
    quoted = [TEXT[c.start : c.end] for c in candidates_of(understand("What else?", history), [PASSAGE], None)]
    assert quoted == ["A dam above the town had been repaired in May."]


@pytest.mark.parametrize("text", ["and bananas?", "and in Paraguay?", "flurb the quixotic?", "What about Napoleon?"])
def test_carried_words_alone_are_no_evidence(text: str) -> None:
    assert says_nothing_found(understand(text, HISTORY), [PASSAGE])


@pytest.mark.parametrize("text", ["and in Brennfeld?", "what about the dam?", "how old was she?", "Why?"])
def test_a_follow_up_that_the_passages_know_goes_on(text: str) -> None:
    assert not says_nothing_found(understand(text, HISTORY), [PASSAGE])
    assert not says_nothing_found(understand("and bananas?"), [PASSAGE])


def test_the_conversation_keeps_to_its_budget_and_loses_its_oldest_words_first() -> None:
    turns = (Turn("user", "one " * 100), Turn("assistant", "two " * 100), Turn("user", "three?"))
    assert recent(turns, 6, 1000) == turns
    assert recent(turns, 1, 1000) == turns[-1:]
    kept = recent(turns, 6, 40)
    assert [turn.role for turn in kept] == ["assistant", "user"]
    assert kept[-1] == turns[-1]
    assert 0 < len(kept[0].content) < 160 and kept[0].content.startswith("two")
    assert recent(turns, 6, 0) == recent(turns, 0, 1000) == ()


def test_the_reader_is_asked_the_follow_up_and_not_the_question_before_it() -> None:
    assert understand("how old was she", HISTORY).to_read == "how old was she (Tarnholm, Ines Moreau)"
    correction = "No, I mean after the vote."
    assert understand(correction, HISTORY).to_read == f"{DEATHS} {correction}"
