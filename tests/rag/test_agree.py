"""Who reports it, and as of when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from index.article import Article
from rag.agree import agreement, as_of
from rag.answer import Citation, DateSpan

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


def test_a_copy_that_is_not_cited_is_named_as_a_further_carrier() -> None:
    assert agreement([Citation(1, WIRE, 0, 5, copies=(COPY,))]).also == ("Courier",)


def test_unknown_publishers_and_days_are_counted_apart() -> None:
    found = agreement(cite(UNDATED, replace(UNDATED, article_id="v", story_id="v")))
    assert (found.independent, found.undated, found.publishers) == (2, 2, ())
    assert as_of(cite(UNDATED)) == DateSpan(None, None)


def test_as_of_spans_the_cited_days_and_counts_an_update() -> None:
    assert as_of(cite(WIRE, OWN)) == DateSpan(date(2024, 3, 1), date(2024, 3, 9))
    assert as_of(cite(OWN)) == DateSpan(date(2024, 3, 1), date(2024, 3, 9))
