"""Dates: only what is explicit counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from index.errors import ReadError
from index.read.dateline import dateline_date, is_date_line, update_of
from index.read.dates import parse_date


@pytest.mark.parametrize(
    "value",
    [
        "2021-10-04",
        "2021-10-04T08:00:00Z",
        "2021-10-04 23:30:00-08:00",
        "2021/10/4",
        "20211004",
        20211004,
        "Mon, 04 Oct 2021 08:00:00 GMT",
        "4 Oct 2021",
        "October 4, 2021",
        "Oct. 4th, 2021 at 10:32 AM ET",
        " 4th of  October 2021 ",
        "4 octobre 2021",
        "4. Oktober 2021",
        1633334400,
        1633334400000,
        date(2021, 10, 4),
        datetime(2021, 10, 4, 23, 0, tzinfo=UTC),
    ],
)
def test_a_full_date_is_read_in_every_usual_form(value: object) -> None:
    assert parse_date(value) == date(2021, 10, 4)


def test_a_numeric_date_is_read_where_only_one_order_is_possible() -> None:
    assert parse_date("14/10/2021") == parse_date("10/14/2021") == date(2021, 10, 14)
    with pytest.raises(ReadError, match=r"'published' is '03/04/2021': day or month first\? Write it as YYYY-MM-DD"):
        parse_date("03/04/2021", "published")


@pytest.mark.parametrize(
    "value",
    [
        *("2025-13-40", "31 February 2020", "2021", "May 2021", "yesterday", "in 2 days 2020", "Room 12, floor 2020"),
        *("null", "", True, None, [1], 5, float("nan"), 10**30, "9" * 5000),
    ],
)
def test_what_is_no_full_date_is_refused_with_the_form_to_use(value: object) -> None:
    with pytest.raises(ReadError, match=r"'published' is .{1,80}, not a date\. Write it as YYYY-MM-DD"):
        parse_date(value, "published")


def test_dates_before_1600_and_in_the_future_are_refused() -> None:
    today = datetime.now(UTC).date()
    assert parse_date((today + timedelta(days=1)).isoformat()) == today + timedelta(days=1)
    for value in ("1599-12-31", (today + timedelta(days=3)).isoformat()):
        with pytest.raises(ReadError, match="before 1600 or in the future"):
            parse_date(value)


@pytest.mark.parametrize(
    "text",
    [
        "Monday, October 4, 2021\n\nThe harbour reopened.",
        "Harbour reopens\nPublished: 4 October 2021, 10:30 GMT\nText.",
        "Harbour reopens\nBy Ann Lee | October 4, 2021\nText.",
        "SEAFORD, Oct 4, 2021 (Wire) — The harbour reopened.",
        "Seaford, Oct. 4, 2021 – The harbour reopened.",
        "SEAFORD, N.Y., October 4, 2021 /LarkWire/ -- The harbour reopened.",
        "Published on 4 October 2021 by Ann Lee",
        "Hafen wieder offen\nMontag, 4. Oktober 2021, 10:30 Uhr\nText.",
        "Publié le 4 octobre 2021\nText.",
        "El puerto reabre\n4 de octubre de 2021\nText.",
        "Harbour reopens\nMon Oct 4, 2021 / 4:14 PM EDT\nText.",
        "SEAFORD, Isk County — October 4, 2021 — The harbour reopened.",
        "SEAFORD--(LARK WIRE)--October 4, 2021-- The harbour reopened.",
        "Harbour reopens\nLark News | 4 October 2021\nText.",
        "2021-10-04",
        "2021年10月4日",
        "Wednesday, the 4th of October, 2021",
        "Publié le 04/10/2021 à 08h15, mis à jour le 05/10/2021",
        "04.10.2021, 08:15 Uhr",
        "Publié le lundi 4 octobre 2021 à 8 h 15",
        "Veröffentlicht am 4. Oktober 2021 · Aktualisiert am 5. Oktober 2021",
        "October 4, 20218:15 AM ETUpdated October 5, 2021",
        "Published yesterday at 7:45, 4 October 2021",
        "Berlin, den 4. Oktober 2021",
        "Menu\n" * 15 + "4 October 2021\nThe harbour of Seaford reopened on Monday after a storm, officials said.",
    ],
)
def test_a_dateline_with_a_year_dates_the_article(text: str) -> None:
    assert dateline_date(text) == date(2021, 10, 4)


@pytest.mark.parametrize(
    "text",
    [
        "SEAFORD, Oct 4 (Wire) — The harbour reopened.",
        "On October 4, 2021 — a Monday — the harbour reopened.",
        "In Seaford, October 4, 2021 - the harbour reopened.",
        "She was born on October 4, 1980 - in a storm.",
        "Updated: October 4, 2021",
        "1:12 PM · Oct 4, 2021 · 1.2M Views",
        "03/04/2021",
        "04.10.21, 08:15 Uhr",
        "Published 3 hours ago",
        "Rules changed 4 October 2021",
        "Paris, 4 October 2021",
        "12 Angry 1957",
        "Platz 4 Oktober 1800",
        "October 40, 2021",
        "Text.\n" * 20 + "October 4, 2021",
        "",
        "Aa, " * 5000,
    ],
)
def test_a_date_that_is_not_the_articles_own_does_not_date_it(text: str) -> None:
    assert dateline_date(text) is None


def test_a_numeric_line_dates_where_only_one_order_is_possible() -> None:
    assert dateline_date("Harbour reopens\n25.10.2021, 08:12\nText.") == date(2021, 10, 25)
    assert dateline_date("Harbour reopens\n10/25/2021\nText.") == date(2021, 10, 25)
    assert dateline_date("Harbour reopens\n05.10.2021\nText.") is None


def test_the_update_that_a_line_tells_is_read() -> None:
    for line in (
        "Updated: October 5, 2021",
        "Published Oct. 4, 2021 | Updated 11:14 a.m. Oct. 5, 2021",
        "Last updated at 10.02 on 5 October 2021",
        "Publié le 4 octobre 2021 à 8h15, mis à jour le 5 octobre 2021",
    ):
        assert update_of(line) == date(2021, 10, 5)
    for line in (
        "The rules were changed on 5 October 2021",
        "Updated 3 hours ago",
        "5 October 2021",
        "Updated 05/10/2021",
    ):
        assert update_of(line) is None


def test_the_headings_of_a_chronicle_do_not_date_it() -> None:
    assert dateline_date("A chronicle\n" + "\n".join(f"{day} March 2021\nIt rained." for day in range(1, 6))) is None


def test_a_date_line_holds_nothing_but_the_date() -> None:
    assert is_date_line("Monday, October 4, 2021")
    assert not is_date_line("The harbour reopened on October 4, 2021.")
