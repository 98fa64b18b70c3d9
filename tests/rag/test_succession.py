"""Who came after somebody is nobody who came before, named the successor or only left."""

from __future__ import annotations

import pytest

from rag.succession import succeeds

AFTER_ROTH = "Who succeeded Jens Roth?"


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        (AFTER_ROTH, "Ines Moreau was sworn in, replacing Jens Roth.", "Ines Moreau", True),
        ("Who replaced Ines Moreau?", "Ines Moreau was sworn in, replacing Jens Roth.", "Jens Roth", False),
        (AFTER_ROTH, "Roth, who succeeded Ada Pohl, will be replaced by Ines Moreau.", "Ines Moreau", True),
        (AFTER_ROTH, "Roth, who succeeded Ada Pohl, will be replaced by Ines Moreau.", "Ada Pohl", False),
        ("Who will succeed Roth?", "He will be succeeded by Ines Moreau on 1 May.", "Ines Moreau", True),
        (AFTER_ROTH, "Ines Moreau named Karl Moor to succeed Roth.", "Ines Moreau", False),
        (AFTER_ROTH, "Ines Moreau named Karl Moor to succeed Roth.", "Karl Moor", True),
        (AFTER_ROTH, "The regatta was watched by Ines Moreau.", "Ines Moreau", False),
        (AFTER_ROTH, "Ines Moreau resigned as the new mayor.", "Ines Moreau", False),
        (AFTER_ROTH, "Ada Pohl took over from Karl Moor.", "Ada Pohl", False),
        ("Who painted the hall?", "Ada Pohl took over from Karl Moor.", "Ada Pohl", True),
    ],
)
def test_a_successor_came_after_whom_the_question_names(question: str, sentence: str, words: str, right: bool) -> None:
    before, _, after = sentence.partition(words)
    assert succeeds(question, before, words, after) is right
