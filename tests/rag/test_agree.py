"""Who reports it, and as of when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from index.article import Article
from index.library import Overview
from rag.agree import agreement, as_of, collection_span, newer
from rag.answer import NO_DATES, Citation, DateSpan, Passage
from rag.question import understand

WIRE = Article(
    "w", "w.txt", "Bridge closed", "The bridge is closed.", publisher="Wire", published=date(2024, 3, 1), story_id="w"
)
COPY = replace(WIRE, article_id="c", publisher="Courier", published=date(2024, 3, 2))
OWN = replace(WIRE, article_id="o", publisher="Ledger", story_id="o", updated=date(2024, 3, 9))
UNDATED = replace(WIRE, article_id="u", publisher=None, story_id="u", published=None)


def cite(*articles: Article) -> list[Citation]:
    return [Citation(n, article, 0, 5) for n, article in enumerate(articles, start=1)]


def test_copies_of_one_story_count_as_one_independent_report() -> None:
    found = agreement(cite(WIRE, COPY, OWN))
    assert (found.articles, found.independent) == (3, 2)
    assert found.publishers == ("Wire", "Courier", "Ledger")


def test_two_articles_of_one_publisher_are_one_independent_report() -> None:
    assert agreement(cite(OWN, replace(OWN, article_id="p", story_id="p"))).independent == 1


def test_a_report_that_credits_an_agency_is_not_independent_of_what_the_agency_reports() -> None:
    by_agency = replace(OWN, text="ELLERY (Wire) — The bridge is open.", authors=())
    assert agreement(cite(WIRE, by_agency)).independent == 1
    assert agreement(cite(WIRE, replace(OWN, authors=("Wire",)))).independent == 1
    staff = [replace(one, authors=("Courier staff",)) for one in (WIRE, OWN)]
    assert agreement(cite(*staff)).independent == 2


def test_a_copy_that_is_not_cited_is_named_as_a_further_carrier() -> None:
    assert agreement([Citation(1, WIRE, 0, 5, copies=(COPY,))]).also == ("Courier",)


def test_unknown_publishers_and_days_are_counted_apart() -> None:
    found = agreement(cite(UNDATED, replace(UNDATED, article_id="v", story_id="v")))
    assert (found.independent, found.undated, found.publishers) == (2, 2, ())
    assert as_of(cite(UNDATED)) == DateSpan(None, None)


def test_as_of_spans_the_cited_days_and_counts_an_update() -> None:
    assert as_of(cite(WIRE, OWN)) == DateSpan(date(2024, 3, 1), date(2024, 3, 9))
    assert as_of(cite(OWN)) == DateSpan(date(2024, 3, 1), date(2024, 3, 9))


def passage(article: Article) -> Passage:
    return Passage(1, article, 0, len(article.text), 0.5)


def test_a_newer_article_on_the_subject_is_told_and_one_on_another_subject_is_not() -> None:
    question = understand("Why is the Marlow bridge closed?")
    quoted = replace(WIRE, text="The Marlow bridge is closed, for cracks were found in a pier.")
    later = replace(OWN, title="Marlow bridge", text="The bridge stays closed until June, the council says.")
    elsewhere = replace(
        OWN,
        article_id="e",
        story_id="e",
        title="Ely bridge",
        text="The bridge in Ely is closed.",
        updated=date(2025, 1, 1),
    )
    found = [passage(quoted), passage(later), passage(elsewhere)]
    assert newer(question, found, cite(quoted)) == (later,)
    assert newer(question, found, cite(quoted, later)) == ()
    assert newer(question, found, cite(UNDATED)) == ()


def test_the_collection_ends_where_the_question_stands() -> None:
    overview = Overview(2, 2, 2, 0, date(2024, 3, 1), date(2024, 9, 1), ())
    assert collection_span(overview) == DateSpan(date(2024, 3, 1), date(2024, 9, 1))
    assert collection_span(overview, date(2024, 5, 1)) == DateSpan(date(2024, 3, 1), date(2024, 5, 1))
    assert collection_span(overview, date(2024, 2, 1)) == NO_DATES
