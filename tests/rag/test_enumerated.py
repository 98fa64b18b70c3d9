"""Names joined in one sentence are found together."""

from __future__ import annotations

import pytest

from rag.enumerated import enumerated


def joined(sentence: str, words: str) -> list[str]:
    start = sentence.index(words)
    return [sentence[a:b] for a, b in enumerated(sentence, start, start + len(words))]


@pytest.mark.parametrize(
    ("sentence", "words", "names"),
    [
        (
            "Norland, Sudland and the Brennan Islands signed.",
            "Norland",
            ["Norland", "Sudland", "the Brennan Islands"],
        ),
        ("They named Ada Brenn, Ruth Amsel, and Jo Pohl.", "Ruth Amsel", ["Ada Brenn", "Ruth Amsel", "Jo Pohl"]),
        ("It was won by Ada Brenn and Jo Pohl.", "Ada Brenn and Jo Pohl", ["Ada Brenn", "Jo Pohl"]),
        (
            "The exceptions are Tarnholm, Ellery County in Norland, and Brennfeld.",
            "Tarnholm, Ellery County in Norland, and Brennfeld",
            ["Tarnholm", "Ellery County in Norland", "Brennfeld"],
        ),
    ],
)
def test_one_of_them_or_all_lead_to_all(sentence: str, words: str, names: list[str]) -> None:
    assert joined(sentence, words) == names


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ada Brenn beat Jo Pohl and Ruth Amsel.", "Ada Brenn"),
        ("Ada Brenn's aunt and Jo Pohl came.", "Jo Pohl"),
        ("Ada Brenn won, and Jo Pohl lost.", "Ada Brenn"),
        ("They met on Monday and Tuesday.", "Monday"),
        ("Norland signed.", "Norland"),
    ],
)
def test_what_is_not_joined_stays_alone(sentence: str, words: str) -> None:
    assert joined(sentence, words) == []
