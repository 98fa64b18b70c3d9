"""A short answer is of the kind asked for: a figure in its unit, a time, somebody, a thing and not an adjective."""

from __future__ import annotations

import pytest

from rag.asked import asked_for
from rag.suited import suited


def fits(question: str, sentence: str, words: str) -> bool:
    before, _, after = sentence.partition(words)
    return suited(words, asked_for(question), question, before, after)


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("What was the kite brought down with?", "A net brought down a Norlandish kite.", "Norlandish"),
        ("What did they send up?", "They sent up a Polish balloon.", "Polish"),
        ("Which ambassador left?", "The US ambassador left on Monday.", "US"),
        ("Which ferry sank?", "The car ferry Brisk sank.", "car"),
        ("Which school does she go to?", "A high-school student found it.", "high-school"),
        ("What about apples?", "They had bought no apples since May.", "no"),
    ],
)
def test_words_that_only_tell_of_what_kind_a_thing_is_are_no_answer(question: str, sentence: str, words: str) -> None:
    assert not fits(question, sentence, words)


def test_a_people_answers_where_a_people_or_a_country_is_asked_for() -> None:
    assert fits("Which team won?", "The Polish team won.", "Polish")
    assert fits("What nationality was the pilot?", "The Polish pilot was hurt.", "Polish")
    assert fits("Which country's ship sank?", "A Polish ship sank.", "Polish")
    assert fits("What language do they speak?", "They speak Polish at home.", "Polish")


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("How far does the light reach?", "He climbs 188 steps.", "188", False),
        ("How far does the light reach?", "It reaches 23 miles out.", "23 miles", True),
        ("How long did the strike last?", "Some 300 workers struck.", "300", False),
        ("How long did the strike last?", "They struck for eleven days.", "eleven days", True),
        ("How much did the bridge cost?", "It has 12 arches.", "12", False),
        ("How much did the bridge cost?", "It cost 4 million crowns.", "4 million crowns", True),
        ("How much was the owner fined?", "She was fined 4,000 crowns.", "4,000 crowns", True),
        ("How many people had the flu killed?", "There were 126,000 cases and 4,600 deaths.", "4,600", True),
        ("How many people had the flu killed?", "There were 126,000 cases and 4,600 deaths.", "126,000", False),
        ("How many ended up in hospital?", "The crash killed seven.", "seven", False),
        ("How many were hurt?", "The crash killed seven and hurt nine.", "nine", True),
        ("How old was he?", "He died at 10:00 a.m. on Monday.", "10:00 a.m", False),
        ("How many terms may they serve?", "Two terms here and three there.", "Two terms here and three", False),
        ("In what year was it made?", "He is 71 and came at 22.", "71", False),
        ("In what year was it made?", "It was made in 1984.", "1984", True),
    ],
)
def test_figures_are_of_the_kind_and_unit_asked_for(question: str, sentence: str, words: str, right: bool) -> None:
    assert fits(question, sentence, words) is right


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("When will the plant open?", "It will build a plant, the company said on Tuesday.", "Tuesday", False),
        ("When did the company say so?", "It will build a plant, the company said on Tuesday.", "Tuesday", True),
        ("When did the plant open?", "The plant opened on Tuesday.", "Tuesday", True),
        ("When did the plant open?", "The plant opened two weeks after the vote.", "two weeks", False),
        ("When did the plant open?", "The plant opened two weeks ago.", "two weeks ago", True),
        ("When did the plant open?", "The plant opened near Ellery.", "near Ellery", False),
        ("From what date are permits needed?", "Permits are needed since August 2023.", "August 2023", False),
        ("From what date are permits needed?", "Permits are needed from August 1st.", "August 1st", True),
    ],
)
def test_times_are_as_exact_as_asked_and_not_those_of_saying_so(
    question: str, sentence: str, words: str, right: bool
) -> None:
    assert fits(question, sentence, words) is right


def test_how_something_was_done_is_answered_by_no_bare_figure() -> None:
    assert not fits("How did they raise the wreck?", "They raised it for $19 million.", "$19 million")
    assert fits("How did they raise the wreck?", "They raised it with two cranes.", "with two cranes")


def test_which_came_first_is_answered_by_one_of_those_named() -> None:
    question = "Which happened first: the flood or the fire?"
    assert not fits(question, "Yesterday the fire broke out.", "Yesterday")
    assert fits(question, "The flood came a week before.", "The flood")


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        ("What happened at the mill?", "The mill was under repair when it burned.", "repair", False),
        ("What did Pohl tell the council?", "Pohl warned that “shrinking” would harm all.", "shrinking", False),
        ("What did Pohl tell the council?", "Pohl said that it would harm all.", "it would harm all", True),
        ("Why was he removed?", "The council removed Pohl on Tuesday.", "council", False),
        ("Why was it late?", "It was late because of fog.", "fog", True),
        ("Where did Brenn and Pohl meet?", "At dinner Brenn spoke of pandas.", "dinner Brenn spoke of pandas", False),
        ("Where did Brenn and Pohl meet?", "They met at a manor near Ellery.", "a manor near Ellery", True),
        ("Who became mayor?", "He served as Mayor Ada Brenn's deputy.", "Ada Brenn", False),
        ("Whose deputy was he?", "He served as Mayor Ada Brenn's deputy.", "Ada Brenn", True),
    ],
)
def test_few_words_tell_no_event_speech_or_reason_and_a_genitive_is_nobody(
    question: str, sentence: str, words: str, right: bool
) -> None:
    assert fits(question, sentence, words) is right
