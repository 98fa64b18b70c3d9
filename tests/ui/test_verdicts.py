"""A reader's verdict on an answer of the page: what is kept, and what is not taken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from index.filters import Filters
from rag.answer import Refusal
from rag.events import Finished
from tests.ui.made import BRIDGE, FERRY, cite, quoting, refused
from ui.exchange import Exchange
from ui.feedback import FeedbackStore
from ui.judging import Posted, judging
from ui.markup import transcript
from ui.verdicts import judged

AT = datetime(2025, 10, 21, tzinfo=UTC)
ASKED = (
    Exchange(1, "How long is it closed?", Filters()).after(Finished(quoting(cite(1, BRIDGE, "eleven weeks")))),
    Exchange(2, "What goes instead?", Filters(publishers=("North Wire",))).after(
        Finished(quoting(cite(1, FERRY, "A free ferry will run")))
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path)


def test_yes_keeps_the_answer_with_its_proof_and_its_conversation(store: FeedbackStore) -> None:
    after = judged(ASKED, Posted(turn=2, done="good"), store, AT)
    [record] = store.records()

    assert (after[0].verdict, after[1].verdict) == (None, "good")
    assert (record.question, record.verdict, record.at) == ("What goes instead?", "good", AT)
    assert record.sentences == ("A free ferry will run",)
    assert [quote.article for quote in record.quotes] == [FERRY.url]
    assert [turn.content for turn in record.history] == ["How long is it closed?", "eleven weeks"]
    assert record.filters == ASKED[1].filters


def test_no_asks_for_words_and_keeps_them(store: FeedbackStore) -> None:
    asked = judged(ASKED, Posted(turn=1, done="bad"), store, AT)
    told = judged(asked, Posted(turn=1, done="words", wanted=" 12 weeks ", comment="old"), store, AT)

    assert 'name="wanted"' in transcript(asked)
    assert 'name="wanted"' not in transcript(told)
    assert "Noted" in transcript(told)
    assert [(r.verdict, r.wanted, r.comment) for r in store.records()] == [("bad", "12 weeks", "old")]


def test_the_same_verdict_again_takes_it_back(store: FeedbackStore) -> None:
    once = judged(ASKED, Posted(turn=1, done="good"), store, AT)

    assert judged(once, Posted(turn=1, done="good"), store, AT) == ASKED
    assert store.records() == ()


def test_a_refusal_can_be_judged(store: FeedbackStore) -> None:
    exchange = Exchange(1, "Who won?", Filters()).after(Finished(refused(Refusal("not_covered", "No."))))
    judged((exchange,), Posted(turn=1, done="good"), store, AT)

    assert store.records()[0].refused


@pytest.mark.parametrize(
    "posted", [Posted(turn=0, done="good"), Posted(turn=3, done="good"), Posted(turn=1, done="words", comment="no")]
)
def test_what_no_form_asks_for_changes_nothing(store: FeedbackStore, posted: Posted) -> None:
    assert judged(ASKED, posted, store, AT) == ASKED
    assert store.records() == ()


def test_nothing_is_judged_while_a_question_is_being_answered_or_without_an_answer(store: FeedbackStore) -> None:
    waiting = (*ASKED, Exchange(3, "And?", Filters()))
    stopped = (Exchange(1, "And?", Filters()).stopped("Stopped."),)

    assert judged(waiting, Posted(turn=1, done="good"), store, AT) == waiting
    assert judged(stopped, Posted(turn=1, done="good"), store, AT) == stopped
    assert "fieldset disabled" in judging(ASKED[0], busy=True)
    assert "<form" not in transcript(stopped)


@pytest.mark.parametrize("fields", [{"done": "great"}, {"turn": "x"}, {"extra": 1}, {"wanted": "x" * 1001}])
def test_what_is_posted_is_looked_at(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Posted.model_validate({"turn": 1, "done": "good"} | fields)
