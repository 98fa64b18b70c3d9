"""Feedback in the home folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from eval.case import Evidence
from eval.feedback import Feedback
from index.errors import StoreError
from index.filters import Filters
from rag.answer import Turn
from ui.feedback import FeedbackStore

RECORD = Feedback(
    question="And the toll?",
    verdict="bad",
    at=datetime(2025, 10, 14, 9, 30, tzinfo=UTC),
    history=(Turn("user", "Which bridge?"), Turn("assistant", "The swing bridge.")),
    sentences=("It costs 4 crowns.",),
    quotes=(Evidence("https://courier.example/bridge", "It costs 4 crowns."),),
    filters=Filters(since=date(2025, 1, 1), publishers=("North Wire",), undated=True),
    comment="Not the ferry's.",
    wanted="3 crowns",
)


def test_what_is_kept_comes_back_oldest_first(tmp_path: Path) -> None:
    other = replace(RECORD, question="When?", at=datetime(2025, 10, 13, tzinfo=UTC), filters=Filters())
    store = FeedbackStore(tmp_path)
    store.put(RECORD)
    store.put(other)

    assert FeedbackStore(tmp_path).records() == (other, RECORD)


def test_the_last_verdict_takes_the_place_of_the_earlier_one_and_can_be_taken_back(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.take_back(RECORD)
    store.put(RECORD)
    changed = replace(RECORD, verdict="good", wanted="")
    store.put(changed)
    assert store.records() == (changed,)

    store.take_back(RECORD)
    assert store.records() == ()


def test_without_feedback_there_is_no_file(tmp_path: Path) -> None:
    assert FeedbackStore(tmp_path).records() == ()
    assert not FeedbackStore(tmp_path).path.exists()


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.path.write_bytes(b"no database" * 100)

    with pytest.raises(StoreError, match=r"feedback\.sqlite.*not a database"):
        store.put(RECORD)
