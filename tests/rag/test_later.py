"""Days that are counted from the one told before them, and the day by which something is reported to have happened."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.sentences import sentence_spans
from rag.answer import DateSpan, Passage
from rag.later import later_times
from rag.quote import Quote
from rag.reported import reported_by

WEDNESDAY = date(2024, 7, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The shaft fell in on Saturday. Three days later, the men were brought out.", ["2024-07-09 2024-07-09"]),
        ("The shaft fell in on Saturday. The next day the men were brought out.", ["2024-07-07 2024-07-07"]),
        ("The shaft fell in on 6 May. Six men were trapped. A week later, they were out.", ["2024-05-10 2024-05-16"]),
        ("The shaft fell in on Friday or on Saturday. Three days later, the men were out.", []),
        ("The shaft fell in. Three days later, the men were brought out.", []),
        ("The shaft fell in on Saturday. About three days later, the men were brought out.", []),
        ("The shaft fell in on 2 May. Twenty-two days later, the men were out.", []),
        ("The shaft fell in on 2 May. Thirty two days later, the men were out.", []),
        ("The shaft fell in on 2 May. At least three days later, the men were out.", []),
        ("The shaft fell in on 2 May. Up to three days later, the men were out.", []),
        ("The shaft fell in on 2 May. Over two weeks later, the men were out.", []),
        ("The shaft fell in on 2 May. Half a day later, the men were out.", []),
        ("The shaft fell in on 2 May. Two or three days later, the men were out.", []),
        ("The shaft fell in on 2 May. Between two and four days later, the men were out.", []),
        ("The shaft fell in on 2 May. The men came out 2.5 days later, or 2-3 days later.", []),
        ("The shaft fell in on 2 May, and just three days later the men were out.", ["2024-05-05 2024-05-05"]),
        ("The shaft fell in on Tuesday. Three days later, the men were brought out.", []),  # after the article's day
    ],
)
def test_days_are_counted_from_the_day_told_before(text: str, days: list[str]) -> None:
    start, end = list(sentence_spans(text))[-1]
    assert [f"{time.first} {time.last}" for time in later_times(text, start, end, WEDNESDAY)] == days


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("A tiger has escaped from Tolen Zoo, keepers said.", True),
        ("A tiger escaped from Tolen Zoo on Monday.", False),  # a day of its own
        ("A tiger had escaped from Tolen Zoo two years before.", False),
        ("A tiger may have escaped from Tolen Zoo, keepers said.", False),
        ("A tiger has not escaped from Tolen Zoo, keepers said.", False),
        ("The tiger of Tolen Zoo was fed.", False),  # nothing of an escape
    ],
)
def test_what_news_tells_without_a_day_had_happened_by_the_day_of_its_article(text: str, reported: bool) -> None:
    article = Article("a", "a.md", "Tolen", text, published=WEDNESDAY, story_id="a")
    found = reported_by(
        Quote(Passage(1, article, 0, len(text), 0.9), 0, len(text), 0.5), "When did the tiger escape from Tolen Zoo?"
    )
    assert (found is not None) == reported
    assert found is None or found.when == DateSpan(None, WEDNESDAY)
