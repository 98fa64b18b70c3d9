"""Why somebody left an office is told by a clause, and not by the office."""

from __future__ import annotations

import pytest

from rag.reason import reason_within

WHY = "Why did Ines Moreau resign?"


@pytest.mark.parametrize(
    ("question", "sentence", "read", "reason"),
    [
        (WHY, "She resigned as mayor on Monday after losing the vote, it said.", "as mayor", "after losing the vote"),
        (WHY, "She resigned as the town's mayor over a loan.", "town's mayor", "over a loan"),
        (WHY, "She quit as mayor over 2,500 crowns.", "as mayor", "over 2,500 crowns"),
        (WHY, "She resigned as mayor of Tarnholm on Monday.", "as mayor of Tarnholm", ""),
        (WHY, "She resigned from the board amid a row.", "from the board", "amid a row"),
        (WHY, "She resigned as the mayor had lied.", "as the mayor had lied", "as the mayor had lied"),
        (WHY, "She resigned to see the world.", "to see the world", "to see the world"),
        ("Why is she known?", "She is known as mayor of Tarnholm.", "as mayor of Tarnholm", "as mayor of Tarnholm"),
    ],
)
def test_the_office_that_was_left_is_no_reason(question: str, sentence: str, read: str, reason: str) -> None:
    start = sentence.index(read)
    place = reason_within(question, sentence, start, start + len(read))
    assert (sentence[slice(*place)] if place else "") == reason
