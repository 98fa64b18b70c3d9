"""Whose word a quote is, and what keeps a short answer from being a plain fact."""

from __future__ import annotations

import pytest

from rag.speaker import care, said_by, speaker

TOLD = (
    "“The mill burned for nine hours,” said Ruth Amsel, the mayor. “Nobody slept that night. We saw it all.”\n"
    '"It was no accident," a fireman shouted. "Somebody lit it." The police have arrested nobody.\n'
    "Jonas Pohl sold the mill in May."
)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("We saw it all.", "Ruth Amsel"),
        ("“Nobody slept that night.", "Ruth Amsel"),
        ("“The mill burned for nine hours,” said Ruth Amsel, the mayor.", ""),  # says so itself
        ("Jonas Pohl sold the mill in May.", ""),  # no quotation
        ('"Somebody lit it."', ""),  # nobody is named
    ],
)
def test_a_quotation_that_names_nobody_gets_the_speaker_beside_it(sentence: str, who: str) -> None:
    start = TOLD.index(sentence)
    assert speaker(TOLD, start, start + len(sentence)) == who


@pytest.mark.parametrize(
    ("sentence", "words", "kept"),
    [
        ("Jonas Pohl allegedly lit the fire.", "Jonas Pohl", "allegedly"),
        ("The repairs may cost 30 million crowns.", "30 million crowns", "may"),
        ("The fire killed 31 people, according to the police.", "31", "according to the police"),
        ("The company claims that 31 people died.", "31", "The company claims so"),
        ("Jonas Pohl is thought to be in Ellery.", "Ellery", "is thought to"),
        ("The bridge was expected to open in May.", "May", "expected to"),
        ("Ruth Amsel may come to the opening.", "Ruth Amsel", ""),  # the doubt is about what follows
        ("The fire killed 31 people, and rain may fall.", "31", ""),
        ("The fire killed 31 people.", "31", ""),
    ],
)
def test_doubt_and_source_stay_with_the_words(sentence: str, words: str, kept: str) -> None:
    assert care(sentence, words) == kept


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("On Saturday Mayor Ruth Amsel said Jonas Pohl had been shot.", "Ruth Amsel"),
        ("“He was shot,” said Ruth Amsel.", "Ruth Amsel"),
        ("The police said on Monday that Jonas Pohl had been shot.", "The police"),
    ],
)
def test_who_says_it_stands_in_front_where_somebody_does(sentence: str, who: str) -> None:
    assert who in said_by(sentence)


def test_a_quotation_that_goes_on_is_not_that_of_whom_the_sentence_before_names() -> None:
    text = 'Mayor Ruth Amsel said that nobody minds. "The toll is small. It pays for paint," said Oskar Lindqvist.'
    start = text.index('"The')
    assert speaker(text, start, text.index(" It pays")) == "Oskar Lindqvist"
    described = text.replace("said Oskar", "said the engineer, Oskar")
    assert speaker(described, start, len(described)) == ""
