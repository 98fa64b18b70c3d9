"""How something went: dated sentences in the order of the events, each event once."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import DateSpan, Passage
from rag.candidates import Candidate
from rag.facts import content_words
from rag.question import in_its_time, understand
from rag.quote import Scored, as_quote
from rag.timeline import asks_for_timeline, event_day, leads, timeline

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
    assert event_day("It was built in 1989.", WEDNESDAY) == (DateSpan(date(1989, 1, 1), date(1989, 12, 31)), True)
    assert event_day("Nobody was hurt.", None) is None


def test_events_stand_in_the_order_of_time_and_each_once() -> None:
    sentences = [
        told("The strike at the Ellery mill ended on Monday with a rise of four percent.", date(2024, 3, 6), 2.0),
        told("Workers at the Ellery mill began a strike on 12 February 2024.", date(2024, 2, 14), 1.5),
        told("A strike began at the Ellery mill on 12 February 2024, workers said.", date(2024, 2, 13), 1.0),
        told("Whales were counted off Tolen on 1 March 2024.", date(2024, 3, 2), -9.0),
    ]
    events = timeline(understand("timeline of the strike at the mill"), sentences)
    assert [event.when.first for event in events] == [date(2024, 2, 12), date(2024, 3, 4)]
    assert events[0].scored is sentences[1]


def test_what_happened_takes_fewer_than_a_timeline() -> None:
    sentences = [
        told("The mill burned down on Monday.", WEDNESDAY, 2.0),
        told("It was built in 1989.", date(2024, 1, 2), -2.5),
    ]
    assert len(timeline(understand("timeline of the mill, built when?"), sentences)) == 2
    assert timeline(understand("What happened at the mill? Was it built?"), sentences) == ()


def test_an_article_without_days_tells_one_event() -> None:
    burned = told("The mill burned down on Monday.", WEDNESDAY)
    first, second = (
        told("Nobody was hurt by it.", date(2024, 3, 7), 0.9),
        told("The owner wept.", date(2024, 3, 7), 0.8),
    )
    assert [
        event.scored
        for event in timeline(understand("timeline of the mill, its owner, who was hurt"), [burned, first, second])
    ] == [burned, first]


def test_only_what_happened_in_the_time_asked_about_is_told() -> None:
    sentences = [
        told("The mill was sold on 2 May 2023.", date(2023, 5, 3)),
        told("The mill closed on 7 March 2024.", date(2024, 3, 9)),
        told("The mill burned down on 9 April 2024.", date(2024, 4, 10)),
    ]
    question = in_its_time(understand("timeline of the mill in 2024"), lambda: date(2024, 6, 1))
    assert [event.scored for event in timeline(question, sentences)] == sentences[1:]


BACKGROUND = [
    told("The Ellery mill closed on 7 March 2024.", date(2024, 3, 9), 2.0),
    told("The Ellery mill burned down on 9 April 2024.", date(2024, 4, 10), 1.9),
    told("The Ellery mill was founded in 1974.", date(2024, 4, 10), 1.8),
]


@pytest.mark.parametrize("question", ["What happened to the Ellery mill?", "timeline of the Ellery mill"])
def test_what_was_long_before_the_story_is_background(question: str) -> None:
    assert [event.scored for event in timeline(understand(question), BACKGROUND)] == BACKGROUND[:2]


@pytest.mark.parametrize(
    "question", ["timeline of the history of the Ellery mill", "timeline of the Ellery mill since it was founded"]
)
def test_history_that_is_asked_for_is_told(question: str) -> None:
    assert next(event.scored for event in timeline(understand(question), BACKGROUND)) == BACKGROUND[2]


def test_an_old_event_told_in_its_time_belongs_to_the_story() -> None:
    opened = told("The Ellery mill opened on 3 May 1974.", date(1974, 5, 4), 1.8)
    assert len(timeline(understand("timeline of the Ellery mill"), [*BACKGROUND[:2], opened])) == 3


def test_one_day_makes_no_timeline() -> None:
    sentences = [told("The mill was sold on Monday.", WEDNESDAY), told("The mill stood empty.", None)]
    assert timeline(understand("What happened to the mill?"), sentences) == ()


def test_coverage_of_a_time_is_the_first_sentence_of_each_article() -> None:
    opening = "TARNHOLM, March 4 (Northern Wire) — The mill was sold. It stood empty."
    sold = told(opening, date(2024, 3, 4)).candidate.passage
    rain = told("Rain fell on Ellery.", WEDNESDAY).candidate.passage
    quotes = [as_quote(event.scored).text for event in leads([rain, sold, sold])]
    assert quotes == ["The mill was sold.", "Rain fell on Ellery."]


def test_a_line_is_about_the_named_subject_and_no_quotation_or_correction() -> None:
    sentences = [
        told("The strike at the Ellery mill began on 12 February 2024.", date(2024, 2, 14), 2.0),
        told("The median mill in Norland has had a strike on 2 February 2024.", date(2024, 2, 14), 1.9),
        told("An article of 3 March 2024 wrongly said that the Ellery mill had no strike.", date(2024, 3, 5), 1.8),
        told("“A strike at the Ellery mill is a shame,” said Ivo Pohl.", date(2024, 3, 1), 1.7),
        told("The strike at the Ellery mill ended on 4 March 2024.", date(2024, 3, 6), 1.6),
    ]
    events = timeline(understand("timeline of the strike at the Ellery mill"), sentences)
    assert [event.scored for event in events] == [sentences[0], sentences[-1]]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was paid from the bond that voters approved last November.",
        "Licences have been needed since August 2023.",
        "A year ago it was a storm that stopped the ferry.",
    ],
)
def test_a_time_told_in_passing_is_not_the_day_of_the_event(sentence: str) -> None:
    assert event_day(sentence, WEDNESDAY) == (DateSpan(WEDNESDAY, WEDNESDAY), False)


def test_a_time_that_was_said_is_the_day_of_the_event() -> None:
    monday = date(2024, 3, 4)
    assert event_day("The owner said that it closed on Monday.", WEDNESDAY) == (DateSpan(monday, monday), True)


def test_a_side_remark_of_the_same_thing_is_not_the_event_that_its_article_opens_with() -> None:
    text = (
        "The lightship Ness Star broke its chains on Tuesday, the coastguard said. A tug went out. "
        "The lightship was not manned."
    )
    article = Article("a", "a.md", "Lightship adrift", text, published=WEDNESDAY, story_id="a")
    passage = Passage(1, article, 0, len(text), 1.0)
    end, last = text.index(".") + 1, text.index("The lightship was")
    opening, aside = (
        Scored(Candidate(passage, start, stop, content_words(text[start:stop]), (), None), logit)
        for start, stop, logit in ((0, end, 1.0), (last, len(text), 3.0))
    )
    towed = told("The lightship Ness Star was towed to Tolen on 9 March 2024.", date(2024, 3, 10), 0.5)
    events = timeline(understand("What happened to the lightship Ness Star?"), [aside, opening, towed])
    assert [event.scored for event in events] == [opening, towed]


def test_a_figure_that_was_taken_back_stands_beside_what_puts_it_right() -> None:
    sentences = [
        told("The Ness Bridge fell into the sound and 14 people died, police said.", date(2024, 3, 4), 2.0),
        told("The owner of the Ness Bridge went on trial on 9 May 2024.", date(2024, 5, 9), 1.0),
    ]
    right = told("The disaster at Ness killed 12 people and not 14, as had been reported.", date(2024, 3, 9), -2.0)
    of_tolen = told("The storm at Tolen killed 12 people and not 14, as had been reported.", date(2024, 3, 9), -2.0)
    another = told("The disaster at Ness made 300 homeless and not 400, as had been said.", date(2024, 3, 9), -2.0)
    asked = understand("Timeline of the Ness Bridge")
    days = [event.when.first for event in timeline(asked, [*sentences, right, of_tolen, another])]
    assert days == [date(2024, 3, 4), date(2024, 3, 9), date(2024, 5, 9)]
    assert len(timeline(asked, [*sentences, of_tolen, another])) == 2
