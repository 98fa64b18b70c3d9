"""Times in a sentence, read from the day its article appeared: a Wednesday, 15 October 2025."""

from __future__ import annotations

from datetime import date

import pytest

from index.when import Time, relative_dates, times
from rag.facts import PartialDate

WEDNESDAY = date(2025, 10, 15)


def told(text: str, published: date | None = WEDNESDAY) -> dict[str, str]:
    """The words and what they mean: '2025-10-14', or '2025-10-11..2025-10-12'."""
    return {
        text[time.start : time.end]: f"{time.first}" + (f"..{time.last}" if time.last != time.first else "")
        for time in times(text, published)
    }


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The ministry on Tuesday repeated its offer.", "Tuesday", "2025-10-14"),
        ("Shares fell Wednesday.", "Wednesday", "2025-10-15"),
        ("An earthquake shook the coast on Monday, damaging homes.", "Monday", "2025-10-13"),
        ("The mill shut on Friday.", "Friday", "2025-10-10"),
        ("The council Monday voted to close the pool.", "Monday", "2025-10-13"),
        ("The ruling prompted her to hit back on Friday by calling a vote.", "Friday", "2025-10-10"),
        ("On Friday, the council will vote.", "Friday", "2025-10-17"),
        ("The report will be released on Friday.", "Friday", "2025-10-17"),
        ("The yard is due to reopen on Monday.", "Monday", "2025-10-20"),
        ("The owner said it would cut jobs from Monday.", "Monday", "2025-10-20"),
        ("The bridge opens on Saturday.", "Saturday", "2025-10-18"),
        ("They have until Friday to pay.", "Friday", "2025-10-17"),
        ("He was found guilty on Monday of theft.", "Monday", "2025-10-13"),
        ("On Monday officials counted 36 ships.", "Monday", "2025-10-13"),
        ("She died on Tuesday after a fall.", "Tuesday", "2025-10-14"),
        ("By Monday afternoon, the water had risen.", "Monday", "2025-10-13"),
        ("On Sunday, 28-year-old Ann Lee won.", "Sunday", "2025-10-12"),
        ("Talks resume on Monday.", "Monday", "2025-10-20"),
        ("Voters head to the polls on Sunday.", "Sunday", "2025-10-19"),
        ("The storm is expected to make landfall late Thursday.", "Thursday", "2025-10-16"),
        ("He arrived Monday for talks with a minister who will retire.", "Monday", "2025-10-13"),
        ("In Sunday's election, the mayor won.", "Sunday's", "2025-10-12"),
        ("The mayor says on Monday the pool was shut.", "Monday", "2025-10-13"),
        ("By Friday, divers had found the hull.", "Friday", "2025-10-10"),
        ("The crew has been missing since Friday.", "Friday", "2025-10-10"),
        ("Prices rose ahead of Friday’s vote.", "Friday’s", "2025-10-17"),
        ("He fled after Monday's attack.", "Monday's", "2025-10-13"),
        ("He was held last Friday.", "last Friday", "2025-10-10"),
        ("The hearing is next Tuesday.", "next Tuesday", "2025-10-21"),
        ("It sank on Thursday last week.", "Thursday last week", "2025-10-09"),
        ("It sank last week on Monday.", "last week on Monday", "2025-10-06"),
        ("The mill ground to a halt on Friday.", "Friday", "2025-10-10"),
        ("The bank cut interest rates on Friday.", "Friday", "2025-10-10"),
        ("The mill cut 40 posts on Friday.", "Friday", "2025-10-10"),
        ("Holm Rowers beat Brenn Oars on Friday.", "Friday", "2025-10-10"),
        ("A dog bit a postman on Friday.", "Friday", "2025-10-10"),
        ("The storm hit on Friday.", "Friday", "2025-10-10"),
        ("They met yesterday.", "yesterday", "2025-10-14"),
        ("The pool closes the day after tomorrow.", "the day after tomorrow", "2025-10-17"),
        ("Snow fell last night.", "last night", "2025-10-14"),
        ("They met two days ago.", "two days ago", "2025-10-13"),
        ("The mill burned down a year ago today.", "a year ago today", "2024-10-15"),
        ("She left two weeks ago yesterday.", "two weeks ago yesterday", "2025-09-30"),
        ("The fair begins in three days' time.", "in three days' time", "2025-10-18"),
    ],
)
def test_a_day_is_read_as_news_means_it(text: str, words: str, day: str) -> None:
    assert told(text) == {words: day}


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("Fighting went on over the weekend.", "over the weekend", "2025-10-11..2025-10-12"),
        ("It will rain at the weekend.", "at the weekend", "2025-10-18..2025-10-19"),
        ("It was founded last week.", "last week", "2025-10-06..2025-10-12"),
        ("Talks go on later this week.", "later this week", "2025-10-15..2025-10-19"),
        ("The fair takes place next month.", "next month", "2025-11-01..2025-11-30"),
        ("Earlier this year, the mayor resigned.", "Earlier this year", "2025-01-01..2025-10-15"),
        ("It lost money last year.", "last year", "2024-01-01..2024-12-31"),
        ("Prices doubled in the past three weeks.", "in the past three weeks", "2025-09-24..2025-10-15"),
        ("It burned three months ago.", "three months ago", "2025-07-01..2025-07-31"),
        ("Talks failed in September.", "September", "2025-09-01..2025-09-30"),
        ("The plant will open in March.", "March", "2026-03-01..2026-03-31"),
        ("Rents have risen since November and will rise again.", "November", "2024-11-01..2024-11-30"),
        ("The year before last, the harvest failed.", "The year before last", "2023-01-01..2023-12-31"),
        ("She left last November.", "last November", "2024-11-01..2024-11-30"),
        ("She came in May last year.", "May last year", "2024-05-01..2024-05-31"),
        ("The board met on Oct. 6-8.", "Oct. 6-8", "2025-10-06..2025-10-08"),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(text: str, words: str, period: str) -> None:
    assert told(text) == {words: period}


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Elections were held on Feb. 8.", "Feb. 8", "2025-02-08"),
        ("Elections will be held on Feb. 8.", "Feb. 8", "2026-02-08"),
        ("She announced a duty starting Nov. 1.", "Nov. 1", "2025-11-01"),
        ("It rained on Friday (March 7).", "Friday (March 7)", "2025-03-07"),
        ("Tuesday, Oct. 14, was hot.", "Tuesday, Oct. 14", "2025-10-14"),
        ("The trial, on Thursday 5 November 2026, is public.", "Thursday 5 November 2026", "2026-11-05"),
    ],
)
def test_the_missing_year_is_the_one_that_verb_and_weekday_ask_for(text: str, words: str, day: str) -> None:
    assert told(text) == {words: day}


def test_the_same_words_mean_other_days_in_an_article_of_another_day() -> None:
    winter = date(2024, 1, 3)

    assert told("He left on Dec. 30, and spoke on Tuesday.", winter) == {
        "Dec. 30": "2023-12-30",
        "Tuesday": "2024-01-02",
    }
    assert told("She became minister in December.", winter) == {"December": "2023-12-01..2023-12-31"}
    assert told("Rain fell over the weekend.", date(2024, 1, 7)) == {"over the weekend": "2024-01-06..2024-01-07"}


@pytest.mark.parametrize(
    "text",
    [
        "The hearing is next Friday.",  # in two days, or in nine
        "The vote was scheduled for Friday.",
        "Police said Sunday's vote will decide.",
        "The summit in November was announced.",
        "They meet every Tuesday, on Wednesdays and from Monday to Friday.",
        "He died on the last Friday of the war.",
        "The following Friday he left.",
        "The launch originally planned for Friday was put off.",
        "He said mail could be late, and August debates turned to the post.",
        "It opens on Friday week, a week from Monday.",
        "The Sunday Times wrote of Black Friday.",
        "The October 7 attack shocked them.",
        "Some 14 may have died.",
        "It cost more than two years ago.",
        "The mine closed two years ago on Tuesday.",
        "Half a year ago, the mill closed.",
        "Holm Rowers meet Brenn Oars at the Dyke ground on Friday.",
        "The Brenn ground hosts the regatta on Friday.",
        "Nurses close the wound on Friday.",
        "The shut quarry reopens on Friday.",
        "The council debates the tax cut on Friday.",
        "The takeover bid is voted on, the play's cast meets, and the singers give their summer hit on Friday.",
        "The far left meets on Friday.",
        "With two days left, both stay at home on Friday.",
        "The fair will be held in September.",  # not the one that is just over, but is it the next?
    ],
)
def test_what_is_told_from_another_day_or_can_mean_two_means_none(text: str) -> None:
    assert told(text) == {}


def test_words_of_an_old_quotation_are_not_read_from_the_day_of_the_article() -> None:
    assert told("“We met yesterday,” she said on Tuesday.") == {"yesterday": "2025-10-14", "Tuesday": "2025-10-14"}
    assert told("“I will be back tomorrow,” he said in March 2015.") == {"March 2015": "2015-03-01..2015-03-31"}


def test_an_undated_article_tells_only_what_stands_by_itself() -> None:
    text = "It opened on 14 October 2025 and closed on Friday, a year after June 2."

    assert times(text, None) == (Time(13, 28, date(2025, 10, 14), date(2025, 10, 14), relative=False),)


def test_what_a_text_may_mean_holds_both_days_of_an_ambiguous_one() -> None:
    found = relative_dates("The hearing is next Friday.", WEDNESDAY)

    assert found == {PartialDate(2025, 10, 17), PartialDate(2025, 10, 24)}
