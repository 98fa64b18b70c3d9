"""Reading JSON Lines: every good line becomes an article, every bad one a message."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from index.article import Article, make_article_id
from index.read import Skipped, read_path
from index.settings import IndexSettings

TEXT = "The harbour of Seaford reopened on Tuesday. Ships returned within the hour, officials said."


def read(path: Path, *records: Any, settings: IndexSettings | None = None) -> list[Article | Skipped]:
    """Strings and bytes are written as they stand, all else as JSON."""
    lines = [item if isinstance(item, (str, bytes)) else json.dumps(item) for item in records]
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return list(read_path(path, settings or IndexSettings()))


def read_one(path: Path, record: Any) -> Article:
    (article,) = read(path, record)
    assert isinstance(article, Article), article
    return article


def test_a_record_gives_its_fields(tmp_path: Path) -> None:
    article = read_one(
        tmp_path / "a.jsonl",
        {
            "url": "https://lark.example/1",
            "title": "Harbour reopens - The Lark",
            "body": TEXT,
            "source": {"name": "The Lark"},
            "author": "By Ann Lee and Bob Day",
            "published_at": "2024-03-05T10:00:00Z",
            "updated": "6 March 2024",
            "section": "World",
            "tags": ["harbour", "storm", "harbour"],
        },
    )
    assert (article.title, article.text, article.publisher) == ("Harbour reopens", TEXT, "The Lark")
    assert (article.published, article.updated) == (date(2024, 3, 5), date(2024, 3, 6))
    assert (article.authors, article.tags) == (("Ann Lee", "Bob Day"), ("harbour", "storm"))
    assert article.source == f"{(tmp_path / 'a.jsonl').resolve()}#1"
    assert article.article_id == make_article_id("https://lark.example/1", "")


def test_null_fields_count_as_missing(tmp_path: Path) -> None:
    record: dict[str, Any] = {
        "title": None,
        "publisher": None,
        "published": None,
        "url": None,
        "text": TEXT,
        "tags": [],
        "date": " ",
    }
    article = read_one(tmp_path / "a.jsonl", record)
    assert article.title == "The harbour of Seaford reopened on Tuesday."
    assert (article.text, article.publisher, article.published, article.url) == (TEXT, None, None, None)


def test_an_id_keeps_a_record_the_same_when_lines_move(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {"id": 7, "text": TEXT}
    before = read_one(path, record)
    moved = read(path, {"id": 8, "text": TEXT}, record)[1]
    assert isinstance(moved, Article)
    assert before.article_id == moved.article_id
    assert before.source != moved.source


def test_authors_come_as_text_list_or_objects(tmp_path: Path) -> None:
    for authors in ("Ann Lee; Bob Day", "Ann Lee, Bob Day", ["Ann Lee", "Bob Day"], [{"name": "Ann Lee"}, "Bob Day"]):
        assert read_one(tmp_path / "a.jsonl", {"text": TEXT, "authors": authors}).authors == ("Ann Lee", "Bob Day")
    assert read_one(tmp_path / "a.jsonl", {"text": TEXT, "byline": "Ann Lee, Jr."}).authors == ("Ann Lee, Jr.",)


def test_markup_in_a_record_becomes_text_without_scripts(tmp_path: Path) -> None:
    markup = f"<p>{TEXT}</p><script>alert(1)</script><p>Fish &amp; chips<br>and more.</p>"
    assert read_one(tmp_path / "a.jsonl", {"content": markup}).text == f"{TEXT}\n\nFish & chips\nand more."
    listed = "<ul><li>One</li><li><p>Two <b>and</b> more</p></li></ul><table><tr><th>Day</th><td> 4\n</td></tr></table>"
    assert read_one(tmp_path / "b.jsonl", {"content": f"<p>{TEXT}</p>{listed}"}).text == (
        f"{TEXT}\n\n- One\n\n- Two and more\n\nDay | 4"
    )
    long = "It snowed for three days and nights. " * 8
    layout = f"<table><tr><td><p>{TEXT}</p><p>{long}</p></td><td>It rained.</td></tr></table>"
    assert read_one(tmp_path / "c.jsonl", {"content": layout}).text == f"{TEXT}\n\n{long.strip()}\nIt rained."
    plain = f"{TEXT} If 3 < 4 and <b> stays."
    assert read_one(tmp_path / "a.jsonl", {"text": plain}).text == plain


def test_broken_records_are_named_by_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = {"text": TEXT}
    items = read(
        tmp_path / "all.jsonl",
        good,
        '{"text": ',
        "",
        {"title": "No text"},
        {"text": TEXT, "published": "2025-13-40"},
        [1],
        {"text": 12},
        {"text": TEXT, "authors": [["Ann Lee"]]},
        {"text": TEXT, "title": ["x"]},
        "[" * 100_000,
        '{"text": ' + "1" * 6000 + "}",
        b"\xff\xfe\x00 {",
        good,
    )
    reasons = [item.reason for item in items if isinstance(item, Skipped)]
    assert [isinstance(item, Article) for item in items] == [True] + [False] * 10 + [True]
    for reason, line in zip(reasons, [2, 4, 5, 6, 7, 8, 9, 10, 11, 12], strict=True):
        assert reason.startswith(f"all.jsonl, line {line}: ")
    assert reasons[0] == "all.jsonl, line 2: not valid JSON (Expecting value, column 9). Correct or remove the line."
    assert reasons[2] == (
        "all.jsonl, line 5: 'published' is '2025-13-40', not a date. Write it as YYYY-MM-DD or remove the field."
    )
    skipped = items[1]
    assert isinstance(skipped, Skipped)
    assert skipped.source == f"{(tmp_path / 'all.jsonl').resolve()}#2"


def test_a_file_that_is_something_else_costs_one_message(tmp_path: Path) -> None:
    (prose,) = read(tmp_path / "a.jsonl", *[TEXT] * 30)
    (binary,) = read(tmp_path / "b.jsonl", bytes(range(256)) * 40)
    (empty,) = read(tmp_path / "c.ndjson")
    assert all(isinstance(item, Skipped) for item in (prose, binary, empty))
    reasons = [item.reason for item in (prose, binary, empty) if isinstance(item, Skipped)]
    assert reasons[0] == "a.jsonl: its first 20 records cannot be read. Write one JSON object a line."
    assert reasons[1].startswith("b.jsonl: binary data")
    assert reasons[2] == "c.ndjson: the file is empty. Remove it or save it again."


def test_records_without_any_article_cost_one_message(tmp_path: Path) -> None:
    (item,) = read(tmp_path / "a.jsonl", *[{"title": "No text", "url": "https://lark.example"}] * 1200)
    assert isinstance(item, Skipped)
    assert item.reason.startswith("a.jsonl: no article in its first 1,000 records. a.jsonl, line 1: no article text")


def test_an_array_is_read_whatever_the_ending_says_and_so_are_wide_lines(tmp_path: Path) -> None:
    pretty = read(tmp_path / "a.jsonl", json.dumps([{"text": TEXT}] * 3, indent=1))
    wide = read(tmp_path / "b.ndjson", "\n".join([json.dumps({"text": TEXT})] * 3).encode("utf-16"))
    for items in (pretty, wide):
        assert [item.text for item in items if isinstance(item, Article)] == [TEXT] * 3


def test_surrogates_and_invisible_characters_cannot_be_smuggled_in(tmp_path: Path) -> None:
    article = read_one(
        tmp_path / "a.jsonl",
        '{"title": "A\\ud800\\u0000\\u202e title", "text": "\\ud83d\\ude00 TEXT"}'.replace("TEXT", TEXT),
    )
    assert (article.title, article.text) == ("A\ufffd title", f"😀 {TEXT}")
    assert article.content_hash


def test_records_are_read_one_by_one_whatever_the_size_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = json.dumps({"text": TEXT * 10}) + "\n"
    path.write_text(line * 1500)
    articles = read_path(path, IndexSettings(max_file_mb=1))
    assert isinstance(next(articles), Article)
    with path.open("a") as file:
        file.write(json.dumps({"text": TEXT * 20_000}) + "\n" + line)
    *_, long, last = articles
    assert isinstance(last, Article)
    assert isinstance(long, Skipped)
    assert "line 1501: the record is longer than max_file_mb allows" in long.reason
