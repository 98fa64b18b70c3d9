"""The names that datasets and news APIs give to the fields of an article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.article import Article
from tests.index.reading import TEXT, read, read_one, skip_reason

NEWS_PLEASE: dict[str, Any] = {
    "authors": ["Ann Lee"],
    "date_download": "2021-02-02 08:00:00",
    "date_modify": "2021-01-06 09:00:00",
    "date_publish": "2021-01-05 09:00:00",
    "description": "The harbour is open.",
    "filename": "https%3A%2F%2Flark.example%2F1.json",
    "language": "en",
    "localpath": None,
    "maintext": TEXT,
    "source_domain": "www.lark.example",
    "title": "Harbour reopens",
    "title_page": None,
    "title_rss": None,
    "url": "https://lark.example/1",
}
ALL_THE_NEWS = {
    "date": "2021-01-05 00:00:00",
    "year": "2021",
    "month": "1.0",
    "day": "5",
    "author": "Ann Lee",
    "title": "Harbour reopens",
    "article": TEXT,
    "url": "https://lark.example/1",
    "section": "World",
    "publication": "The Lark",
}
MULTIHOP = {
    "title": "Harbour reopens",
    "author": "Ann Lee",
    "source": "The Lark",
    "published_at": "2021-01-05T22:12:00+00:00",
    "category": "world",
    "url": "https://lark.example/1",
    "body": TEXT,
}
NEWS_API = {
    "source": {"id": None, "name": "The Lark"},
    "author": "Ann Lee",
    "title": "Harbour reopens - The Lark",
    "description": "The harbour is open.",
    "url": "https://lark.example/1",
    "urlToImage": "https://lark.example/1.png",
    "publishedAt": "2021-01-05T10:00:00Z",
    "content": TEXT,
}
GUARDIAN = {
    "id": "world/2021/jan/05/harbour",
    "type": "article",
    "sectionName": "World news",
    "webPublicationDate": "2021-01-05T10:00:00Z",
    "webTitle": "Harbour reopens",
    "webUrl": "https://lark.example/1",
    "fields": {
        "bodyText": TEXT,
        "byline": "Ann Lee",
        "publication": "The Lark",
        "lastModified": "2021-01-06T10:00:00Z",
    },
    "tags": [{"id": "world/ports", "webTitle": "Ports"}],
}
TIMES = {
    "web_url": "https://lark.example/1",
    "headline": {"main": "Harbour reopens", "kicker": None},
    "byline": {"original": "By Ann Lee", "person": []},
    "pub_date": "2021-01-05T10:00:00+0000",
    "section_name": "World",
    "source": "The Lark",
    "keywords": [{"name": "subject", "value": "Ports"}],
    "snippet": "The harbour is open.",
    "text": TEXT,
}
WORDPRESS = {
    "id": 12,
    "date": "2021-01-05T10:00:00",
    "modified": "2021-01-06T10:00:00",
    "guid": {"rendered": "https://lark.example/?p=12"},
    "link": "https://lark.example/1",
    "title": {"rendered": "Harbour reopens"},
    "content": {"rendered": f"<p>{TEXT}</p>", "protected": False},
    "excerpt": {"rendered": "<p>Open.</p>"},
    "author": 5,
    "categories": [3],
    "tags": [4, 7],
}
SCHEMA_ORG = {
    "@type": "NewsArticle",
    "headline": "Harbour reopens",
    "articleBody": TEXT,
    "author": [{"@type": "Person", "name": "Ann Lee"}],
    "publisher": {"@type": "Organization", "name": "The Lark"},
    "datePublished": "2021-01-05T10:00:00Z",
    "dateModified": "2021-01-06T10:00:00Z",
    "articleSection": ["World", "Ports"],
    "url": "https://lark.example/1",
}
ELASTIC = {"_index": "news", "_id": "7", "_source": MULTIHOP}
KAGGLE = {
    "Headline": "Harbour reopens",
    "Article Text": TEXT,
    "Publish Date": "5 January 2021",
    "Author": "Ann Lee",
    "Link": "https://lark.example/1",
    "Category": 3,
}


@pytest.mark.parametrize(
    ("record", "publisher", "section"),
    [
        (NEWS_PLEASE, "lark.example", None),
        (ALL_THE_NEWS, "The Lark", "World"),
        (MULTIHOP, "The Lark", "world"),
        (NEWS_API, "The Lark", None),
        (GUARDIAN, "The Lark", "World news"),
        (TIMES, "The Lark", "World"),
        (WORDPRESS, None, None),
        (SCHEMA_ORG, "The Lark", "World"),
        (ELASTIC, "The Lark", "world"),
        (KAGGLE, None, None),
    ],
)
def test_the_fields_of_common_datasets_are_understood(
    tmp_path: Path, record: dict[str, Any], publisher: str | None, section: str | None
) -> None:
    article = read_one(tmp_path / "a.json", json.dumps([record]))
    assert (article.title, article.text, article.url) == ("Harbour reopens", TEXT, "https://lark.example/1")
    assert article.published == date(2021, 1, 5)
    assert (article.publisher, article.section) == (publisher, section)
    assert article.updated in (None, date(2021, 1, 6))
    assert article.authors == (() if record is WORDPRESS else ("Ann Lee",))
    assert article.tags in ((), ("Ports",))


def test_dates_of_crawling_do_not_date_an_article(tmp_path: Path) -> None:
    record = {"text": TEXT, "seendate": "20210105T101500Z", "date_download": "2021-01-05", "crawled_at": "2021-01-05"}
    assert read_one(tmp_path / "a.json", json.dumps([record])).published is None


def test_a_summary_or_a_beginning_is_named_and_is_no_article(tmp_path: Path) -> None:
    for fields, reason in (
        (
            {"title": "Harbour", "abstract": TEXT},
            "no article text, only a summary ('abstract'). Get the whole article.",
        ),
        ({"title": "Harbour", "content": f"{TEXT}… [+1250 chars]"}, "only the beginning of the text ([+1250 chars])."),
    ):
        (item,) = read(tmp_path / "a.json", json.dumps([fields]))
        assert not isinstance(item, Article)
        assert item.reason.startswith(f"a.json, record 1: {reason}")


def test_the_first_name_with_a_value_of_the_right_kind_counts(tmp_path: Path) -> None:
    record = {
        "content": {"blocks": 3},
        "body": ["First paragraph of it.", TEXT],
        "category": 3,
        "published": float("nan"),
    }
    article = read_one(tmp_path / "a.json", json.dumps([record | {"date": "2021-01-05"}]))
    assert article.text == f"First paragraph of it.\n\n{TEXT}"
    assert (article.section, article.published) == (None, date(2021, 1, 5))


def test_a_wrong_value_under_a_name_of_its_own_is_an_error(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.json", json.dumps([{"text": TEXT, "title": 12}]))
    assert not isinstance(item, Article)
    assert item.reason.startswith("a.json, record 1: 'title' is 12, not text.")


def test_front_matter_takes_the_same_names(tmp_path: Path) -> None:
    front = "---\nHeadline: Harbour reopens\npub_date: 2021-01-05\nsource: www.lark.example\n---\n"
    article = read_one(tmp_path / "a.md", f"{front}{TEXT}")
    assert (article.title, article.published, article.publisher) == (
        "Harbour reopens",
        date(2021, 1, 5),
        "lark.example",
    )
    assert skip_reason(tmp_path / "b.md", "---\nsummary: x\n---\n").startswith("b.md: no article text")
