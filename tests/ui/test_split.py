"""Page, terminal and batches say who took a question apart."""

from __future__ import annotations

from dataclasses import replace

from rag.answer import Answer
from ui.forms import understood
from ui.record import answered

WHOLE = Answer("Who won, and when?", "Who won, and when?", "answered", "openai:test")
BY_RULES = replace(WHOLE, parts=("Who won", "when"))
BY_MODEL = replace(BY_RULES, parts_from_model=True)


def test_the_parts_are_shown_with_who_found_them() -> None:
    assert understood(WHOLE) == ()
    assert understood(BY_RULES) == ("Asked one by one: Who won?; when?",)
    assert understood(BY_MODEL) == ("Asked one by one, as the model took it apart: Who won?; when?",)


def test_a_batch_tells_who_found_the_parts() -> None:
    told = [answered(1, answer)["understood"]["split"] for answer in (WHOLE, BY_RULES, BY_MODEL)]
    assert told == [None, "rules", "model"]
