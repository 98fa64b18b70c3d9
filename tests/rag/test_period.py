"""The time that a question asks about, as first and last day."""

from __future__ import annotations

from datetime import date

import pytest

from index.filters import Filters
from rag.period import Period, taken_for
from rag.period_asked import period_of
from rag.question import in_its_time, understand

TODAY = date(2025, 10, 20)  # a Monday


@pytest.mark.parametrize(
    ("question", "first", "last", "said"),
    [
        ("Who resigned in October 2024?", "2024-10-01", "2024-10-31", "in October 2024"),
        ("Who resigned on 14 October?", "2025-10-14", "2025-10-14", "on 14 October"),
        ("What burned on 3 November?", "2024-11-03", "2024-11-03", "on 3 November"),
        ("Who won in 2019?", "2019-01-01", "2019-12-31", "in 2019"),
        ("what did she say last spring", "2025-03-01", "2025-05-31", "last spring"),
        ("fires of summer 2019?", "2019-06-01", "2019-08-31", "of summer 2019"),
        ("What was decided between May and July 2020?", "2020-05-01", "2020-07-31", "between May and July 2020"),
        ("What burned from 3 March to 5 March 2021?", "2021-03-03", "2021-03-05", "from 3 March to 5 March 2021"),
        ("What has changed since March?", "2025-03-01", None, "since March"),
        ("As of early September 2020, who led?", None, "2020-09-10", "As of early September 2020"),
        ("Who led before 2020?", None, "2019-12-31", "before 2020"),
        ("Deaths in the first quarter of 2020?", "2020-01-01", "2020-03-31", "in the first quarter of 2020"),
        ("Who fled in mid-2024?", "2024-05-01", "2024-08-31", "in mid-2024"),
        ("Where did he go yesterday?", "2025-10-19", "2025-10-19", "yesterday"),
        ("Who spoke on Friday?", "2025-10-17", "2025-10-17", "on Friday"),
        ("What closed in the past three weeks?", "2025-09-29", "2025-10-20", "the past three weeks"),
        ("who quit two months ago", "2025-08-01", "2025-08-31", "two months ago"),
        ("How many voted in the 2019 leadership race?", "2019-01-01", "2019-12-31", "in the 2019"),
        ("What was fixed after the 2023 storm?", "2023-01-01", "2023-12-31", "2023"),
    ],
)
def test_a_time_in_the_question_becomes_first_and_last_day(
    question: str, first: str | None, last: str | None, said: str
) -> None:
    found = period_of(question, TODAY)
    assert found is not None
    assert (found.first, found.last) == tuple(day and date.fromisoformat(day) for day in (first, last))
    assert found.said == said


@pytest.mark.parametrize(
    "question",
    [
        "Who runs the ferry?",
        "What changed before the summit?",
        "Totals of 2019 and 2021?",
        "on 30 February 2020",
        "2018-19?",
    ],
)
def test_what_names_no_single_time_gives_none(question: str) -> None:
    assert period_of(question, TODAY) is None


def test_without_a_day_to_read_it_from_last_week_means_nothing() -> None:
    assert period_of("What happened last week?", None) is None


@pytest.mark.parametrize(
    ("question", "strict"),
    [
        ("What was reported last week?", True),
        ("news from October 2024", True),
        ("Which articles came out in 2024?", True),
        ("Where did they put out the news in 2024?", False),
        ("What happened in October 2024?", True),
        ("And what else has happened in October 2024?", True),
        ("What happened in Tarnholm in October 2024?", False),
    ],
)
def test_only_a_question_about_coverage_is_limited_to_its_time(question: str, strict: bool) -> None:
    asked = in_its_time(understand(question), lambda: TODAY)
    assert asked.period is not None
    assert asked.period.strict is strict
    assert asked.filters == (Filters(since=asked.period.first, until=asked.period.last) if strict else Filters())


def test_filters_that_the_reader_set_stay() -> None:
    filters = Filters(since=date(2025, 1, 1))
    assert in_its_time(understand("What was reported in 2024?", filters=filters), lambda: TODAY).filters == filters


def test_last_month_is_read_from_the_day_the_question_is_asked_as_of() -> None:
    asked = understand("Who resigned last month?", filters=Filters(as_of=date(2024, 3, 5)))
    period = in_its_time(asked, lambda: TODAY).period
    assert period is not None
    assert (period.first, period.last) == (date(2024, 2, 1), date(2024, 2, 29))


def test_articles_of_the_time_and_the_week_after_fit_best() -> None:
    period = Period(date(2024, 10, 1), date(2024, 10, 31), "in October 2024")
    assert period.fit(date(2024, 10, 5)) == period.fit(date(2024, 11, 6)) == 1.0
    assert 1.0 > period.fit(date(2024, 12, 1)) > period.fit(date(2025, 12, 1)) > 0.0
    assert period.fit(date(2024, 9, 1)) < 1.0
    assert period.fit(None) == 0.5


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("2028", "2028-01-01", "2028-12-31"),
        ("in March 2028?", "2028-03-01", "2028-03-31"),
        ("14 October 2028", "2028-10-14", "2028-10-14"),
        ("last week", "2025-10-13", "2025-10-19"),
    ],
)
def test_a_time_and_nothing_else_asks_what_was_published_then(question: str, first: str, last: str) -> None:
    found = in_its_time(understand(question), lambda: TODAY)
    assert (found.filters.since, found.filters.until) == (date.fromisoformat(first), date.fromisoformat(last))
    assert found.only_coverage


@pytest.mark.parametrize("question", ["May", "1234567", "7", "Room 2024 of the mill"])
def test_what_may_be_no_time_asks_for_no_coverage(question: str) -> None:
    assert not in_its_time(understand(question), lambda: TODAY).only_coverage


def test_a_time_read_from_the_newest_article_is_told() -> None:
    found = in_its_time(understand("What burned last week?"), lambda: TODAY).period
    assert found is not None and found.seen_from == TODAY
    told = taken_for(found, TODAY)
    assert "13 October 2025 to 19 October 2025" in told and "newest article (20 October 2025)" in told
    said = in_its_time(understand("What burned last week?", filters=Filters(as_of=TODAY)), lambda: TODAY).period
    assert said is not None and said.seen_from is None  # the reader named the day
    dated = in_its_time(understand("What burned in October 2025?"), lambda: TODAY).period
    assert dated is not None and dated.seen_from is None
