"""Reading JSON documents: arrays, objects around them, single articles; the rest goes on after a bad record."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.article import Article, make_article_id
from index.read import Skipped, read_path
from index.settings import IndexSettings
from tests.index.reading import TEXT, articles, read, read_one, reasons

RECORD = {"title": "Harbour reopens", "body": TEXT, "url": "https://lark.example/1"}


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    "wrapped",
    [
        lambda records: records,
        lambda records: {"status": "ok", "totalResults": 2, "articles": records},
        lambda records: {"response": {"status": "ok", "pages": [1, 2], "results": records, "more": None}},
        lambda records: {"response": {"docs": records}, "copyright": "(c)"},
        lambda records: {"archive_of_may": records, "notes": [{"a": 1}]},
        lambda records: {"hits": {"total": 2, "hits": [{"_id": str(n), "_source": r} for n, r in enumerate(records)]}},
        lambda records: {"version": "https://jsonfeed.example/1.1", "authors": [{"name": "x"}], "items": records},
    ],
)
def test_the_list_of_articles_is_found_wherever_it_stands(tmp_path: Path, wrapped: Any, indent: int | None) -> None:
    records = [{"body": TEXT}, {"body": TEXT, "title": "Second"}]
    path = tmp_path / "all.json"
    found = articles(read(path, json.dumps(wrapped(records), indent=indent)))
    assert [article.text for article in found] == [TEXT, TEXT]
    assert found[1].title == "Second"
    assert [article.source for article in found] == [f"{path}#1", f"{path}#2"]


def test_an_object_that_is_an_article_itself_is_read_whole(tmp_path: Path) -> None:
    comments = [{"title": "x", "text": "First comment, long enough to pass for one."}] * 3
    article = read_one(tmp_path / "a.json", json.dumps({"comments": comments, **RECORD}, indent=2))
    assert (article.title, article.text) == ("Harbour reopens", TEXT)
    assert article.article_id == make_article_id("https://lark.example/1", "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_document_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = json.dumps([{"text": f"Le café de Zürich a rouvert. {TEXT}"}], ensure_ascii=False)
    assert read_one(tmp_path / "a.json", text.encode(encoding)).text.startswith("Le café de Zürich")


def test_lines_of_objects_are_read_from_a_json_file_too(tmp_path: Path) -> None:
    lines = "\n".join(map(json.dumps, [RECORD, {"text": 1}, {"text": TEXT}]))
    items = read(tmp_path / "a.json", lines)
    assert [isinstance(item, Article) for item in items] == [True, False, True]
    assert reasons(items)[0].startswith("a.json, record 2: 'text' is 1, not text.")


def test_bad_records_are_named_by_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    records = [RECORD, 5, {"title": "No text"}, {"body": TEXT, "date": "2025-13-40"}, None, {"body": TEXT}]
    items = read(tmp_path / "all.json", json.dumps(records))
    assert [isinstance(item, Article) for item in items] == [True, False, False, False, False, True]
    named = reasons(items)
    assert named[0] == "all.json, record 2: holds a number, not an object. Write an object {...} for each article."
    assert named[1].startswith("all.json, record 3: no article text: it is missing")
    assert named[2].startswith("all.json, record 4: 'date' is '2025-13-40', not a date.")


@pytest.mark.parametrize(
    "rest",
    ['{"body": ', '{"body": "open', "{1: 2}]", "nul]", "", "]]", "] {}", '{"n": ' + "1" * 6000 + "}]", "[" * 100_000],
)
def test_what_stands_before_a_mistake_is_kept(tmp_path: Path, rest: str) -> None:
    separator = "" if rest.startswith("]") else ","
    items = read(tmp_path / "all.json", f"[{json.dumps(RECORD)}, {json.dumps({'body': TEXT})}{separator}{rest}")
    assert [isinstance(item, Article) for item in items] == [True, True, False]
    assert "all.json, record 3: not " in reasons(items)[0]


@pytest.mark.parametrize("content", ["{", "[", '{"articles": [', "{}", "[]", "17", '"text"', "\ufeff", "{" * 50_000])
def test_a_document_without_articles_costs_at_most_a_message(tmp_path: Path, content: str) -> None:
    items = read(tmp_path / "a.json", content)
    assert len(items) <= 1
    assert all(isinstance(item, Skipped) and item.reason.startswith("a.json") for item in items)


def test_values_are_read_whole_wherever_the_blocks_of_the_file_end(tmp_path: Path) -> None:
    for padding in (65_520, 65_527, 65_530, 65_535):
        text = f'[{{"id": "{"x" * padding}", "n": 12345, "ok": false, "text": "{TEXT}"}}, {{"text": "{TEXT}"}}]'
        assert len(articles(read(tmp_path / "a.json", text))) == 2


def test_an_array_is_read_in_the_memory_of_one_record(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    record = json.dumps({"text": f"{TEXT}\n\n" * 20, "filler": "x" * 20_000})
    path.write_text("[" + ",\n".join([record] * 1500) + "]")
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in read_path(path, IndexSettings(max_file_mb=1)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1500
    assert path.stat().st_size > 30_000_000 > 3 * peak


def test_a_record_above_the_limit_ends_the_file(tmp_path: Path) -> None:
    records = [RECORD, {"body": TEXT * 20_000}]
    items = read(tmp_path / "all.json", json.dumps(records), IndexSettings(max_file_mb=1))
    assert [isinstance(item, Article) for item in items] == [True, False]
    assert reasons(items) == [
        "all.json, record 2: the record is longer than max_file_mb allows. Shorten it or raise max_file_mb."
    ]


def test_dates_of_apis_are_read(tmp_path: Path) -> None:
    for name, value in (("publishedAt", "2024-03-05T10:00:00Z"), ("pub_date", "2024-03-05T10:00:00+0000")):
        assert read_one(tmp_path / "a.json", json.dumps({"text": TEXT, name: value})).published == date(2024, 3, 5)
