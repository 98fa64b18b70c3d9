"""How something went: dated sentences in the order of the events, each event once."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import DateSpan, Passage
from rag.candidates import Candidate
from rag.facts import content_words
from rag.quote import Scored
from rag.timeline import asks_for_timeline, event_day, timeline

WEDNESDAY = date(2024, 3, 6)


def told(text: str, published: date | None, logit: float = 1.0) -> Scored:
    article = Article(article_id=text, source="a.md", title="Ferry", text=text, published=published, story_id=text)
    passage = Passage(1, article, 0, len(text), 1.0)
    return Scored(Candidate(passage, 0, len(text), content_words(text), (), None), logit)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("timeline of the Ellery strike", True),
        ("How did the strike develop?", True),
        ("What happened at the mill?", True),
        ("Who were the mayors, one after the other?", True),
        ("How did Amsel die?", False),
        ("When did the strike begin?", False),
    ],
)
def test_what_asks_for_a_timeline(question: str, asks: bool) -> None:
    assert asks_for_timeline(question) is asks


def test_the_day_of_an_event_is_said_or_is_that_of_its_article() -> None:
    assert event_day("The mill was sold on Monday.", WEDNESDAY) == (DateSpan(date(2024, 3, 4), date(2024, 3, 4)), True)
    assert event_day("Nobody was hurt.", WEDNESDAY) == (DateSpan(WEDNESDAY, WEDNESDAY), False)
    assert event_day("It closed in May 2020.", None) == (DateSpan(date(2020, 5, 1), date(2020, 5, 31)), True)
    assert event_day("Nobody was hurt.", None) is None


def test_events_stand_in_the_order_of_time_and_each_once() -> None:
    sentences = [
        told("The strike at the Ellery mill ended on Monday with a rise of four percent.", date(2024, 3, 6), 2.0),
        told("Workers at the Ellery mill began a strike on 12 February 2024.", date(2024, 2, 14), 1.5),
        told("A strike began at the Ellery mill on 12 February 2024, workers said.", date(2024, 2, 13), 1.0),
        told("Whales were counted off Tolen on 1 March 2024.", date(2024, 3, 2), -9.0),
    ]
    events = timeline("timeline of the strike", sentences)
    assert [event.when.first for event in events] == [date(2024, 2, 12), date(2024, 3, 4)]
    assert events[0].scored is sentences[1]


def test_what_happened_takes_fewer_than_a_timeline() -> None:
    sentences = [told("The mill burned down on Monday.", WEDNESDAY, 2.0), told("It was built.", date(2024, 1, 2), -2.5)]
    assert len(timeline("timeline of the mill", sentences)) == 2
    assert timeline("What happened at the mill?", sentences) == ()


def test_an_article_without_days_tells_one_event() -> None:
    burned = told("The mill burned down on Monday.", WEDNESDAY)
    first, second = (
        told("Nobody was hurt by it.", date(2024, 3, 7), 0.9),
        told("The owner wept.", date(2024, 3, 7), 0.8),
    )
    assert [event.scored for event in timeline("timeline", [burned, first, second])] == [burned, first]


def test_one_day_makes_no_timeline() -> None:
    assert (
        timeline("What happened?", [told("The mill was sold on Monday.", WEDNESDAY), told("It stood empty.", None)])
        == ()
    )
