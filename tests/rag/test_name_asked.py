"""Where a name is asked for, a name answers: no age, no ordinal, no thing, and not the other one of two."""

from __future__ import annotations

import pytest

from rag.name_asked import names_it

AGED = "The oldest walker was 88 years old; the second, a cook, was abroad."
DRIVER, WALKER = "What was the name of the missing driver?", "What is the name of the oldest walker?"
FIRM, PARTY, BRAND = (
    "Which company laid the rails?",
    "Which party does Olga Thiel belong to?",
    "Which brand did he wear?",
)
CREW = "Which rebel group took the mast?"
BUG = "Which bug stopped the ferries?"
PENALTY = "What punishment did Jens Roth get?"
FINED = "He got 90 hours of work, and must pay the Heron Trust 400 crowns."


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        (WALKER, AGED, "88 years old", False),
        (DRIVER, AGED, "second", False),
        (DRIVER, "The driver, Jens Roth, was abroad.", "Jens Roth", True),
        (DRIVER, "A driver of 54 was missed.", "54", False),
        ("What is the name of the illness?", "They had caught measles.", "measles", True),
        ("What is the name of the ferry?", "It was 71 years old.", "71", False),
        ("How old is he?", "He is 71.", "71", True),
        (FIRM, "Workmen laid the rails.", "Workmen", True),
        (FIRM, "Farmers believe that the firm laid them.", "Farmers", False),
        (FIRM, "The rails were laid by Norline.", "Norline", True),
        (PARTY, "The opposition Tide Party objected.", "opposition", False),
        (PARTY, "The opposition Tide Party objected.", "Tide Party", True),
        (BRAND, "The heels of his boots were too high.", "heels", False),
        (BRAND, "He wore eBay boots.", "eBay", True),
        ("What kind of company is Norline?", "Norline is a small rail firm.", "small rail", True),
        (CREW, "Sailors believe that the rebels took it.", "Sailors", False),
        (CREW, "The rebels of Red Tide took it.", "Red Tide", True),
        (BUG, "It began on Monday, when a bug stopped the ferries.", "It began on Monday, when a bug", False),
        (BUG, "A bug stopped the ferries.", "A bug", False),
        (BUG, "The Moth bug stopped the ferries.", "Moth", True),
        (PENALTY, FINED, "Heron Trust", False),
        (PENALTY, FINED, "90 hours of work", True),
        ("Who was the second driver?", "Jens Roth drove the van.", "Jens Roth", False),
        ("Who was the second driver?", "The other driver was Jens Roth.", "Jens Roth", True),
        ("What is the name of the third guard?", "The third was Jens Roth.", "Jens Roth", True),
        ("Who won the second race?", "Jens Roth won the race.", "Jens Roth", True),
    ],
)
def test_the_words_are_a_name_where_one_is_asked_for(question: str, sentence: str, words: str, right: bool) -> None:
    before, _, after = sentence.partition(words)
    assert names_it(question, before, words, after) is right
