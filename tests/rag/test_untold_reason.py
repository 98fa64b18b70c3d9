"""That no reason was given answers 'why?' where none is told."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.sentences import sentence_spans
from rag.answer import Passage
from rag.candidates import Candidate
from rag.question import understand
from rag.quote import Scored
from rag.untold_reason import untold_reason

TEXT = (
    "Oskar Lindqvist left the Ellery mill on Friday. The mill did not say why. Ruth Amsel bought a boat in May."
    " Nobody asked about the paint. The council closed the bridge without giving a reason."
)


def first(question: str) -> str:
    passage = Passage(1, Article("a", "a.txt", "The mill", TEXT, published=date(2024, 3, 1)), 0, len(TEXT), 0.9)
    told = [Scored(Candidate(passage, start, end, frozenset(), (), None), 0.0) for start, end in sentence_spans(TEXT)]
    found = untold_reason(understand(question), told)
    return TEXT[found[0].candidate.start : found[0].candidate.end] if found else ""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did Oskar Lindqvist leave the mill?", "The mill did not say why."),
        ("Why was the bridge closed?", "The council closed the bridge without giving a reason."),
        ("Why did Ruth Amsel buy a boat?", ""),
        ("When did Oskar Lindqvist leave the mill?", ""),
    ],
)
def test_that_no_reason_was_given_is_told_of_what_is_asked(question: str, sentence: str) -> None:
    assert first(question) == sentence
