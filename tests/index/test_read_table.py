"""Reading tables: every good row becomes an article, every bad one a message."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from index.article import Article, make_article_id
from index.read import Skipped
from index.settings import IndexSettings
from tests.index.reading import TEXT, articles, read, read_one, reasons, skip_reason

HEADER = ["", "id", "title", "publication", "author", "date", "url", "content"]


def table(*rows: list[str], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows([HEADER, *rows])
    return stream.getvalue()


def row(number: int, text: str = TEXT, date_: str = "2016-12-31") -> list[str]:
    return [str(number), f"{17000 + number}", "Harbour reopens", "Lark", "Ann Lee", date_, "", text]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_its_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f"The “café”, reopened; said\n\nJosé | and others. {TEXT}"
    path = tmp_path / "news.csv"
    first, second = articles(read(path, table(row(1, text), row(2), delimiter=delimiter).encode(encoding)))
    assert first.text == text
    assert (first.title, first.publisher, first.authors) == ("Harbour reopens", "Lark", ("Ann Lee",))
    assert first.published == date(2016, 12, 31)
    assert first.source == f"{path}#2"
    assert first.article_id == make_article_id(None, f"{path.resolve()}#17001")
    assert second.article_id != first.article_id


def test_what_programs_write_for_nothing_counts_as_missing(tmp_path: Path) -> None:
    content = f'title,text,author,date,url,section\nNaN,"{TEXT}",None,,null,nan\n'
    article = read_one(tmp_path / "a.csv", content)
    assert article.title == "The harbour of Seaford reopened on Tuesday."
    assert (article.authors, article.published, article.url, article.section) == ((), None, None, None)


def test_lists_written_as_text_become_lists(tmp_path: Path) -> None:
    rows = f'authors,keywords,text\n"[\'Ann Lee\', \'Bob Day\']","[""harbour"", ""storm""]","{TEXT}"\n[x,a,"{TEXT}"'
    first, second = articles(read(tmp_path / "a.csv", rows))
    assert (first.authors, first.tags) == (("Ann Lee", "Bob Day"), ("harbour", "storm"))
    assert second.authors == ("[x",)


def test_bad_rows_are_named_as_a_spreadsheet_counts_and_the_rest_goes_on(tmp_path: Path) -> None:
    content = table(row(1), row(2, ""), row(3, date_="03/04/2016"), ["4", "x"], [], row(6), [*row(7), "more"])
    content += f'8,9,"Quotes "in" quotes",a,b,c,d,{TEXT}\r\n' + table(row(9)).partition("\n")[2]
    items = read(tmp_path / "news.csv", content)
    assert [isinstance(item, Article) for item in items] == [True, False, False, False, True, False, False, True]
    named = reasons(items)
    assert named[0].startswith("news.csv, row 3: no article text")
    assert named[1] == "news.csv, row 4: 'date' is '03/04/2016': day or month first? Write it as YYYY-MM-DD."
    assert named[2] == "news.csv, row 5: 2 fields, but 8 columns. Correct its delimiters and quotation marks."
    assert named[3].startswith("news.csv, row 8: 9 fields, but 8 columns.")
    assert named[4].startswith("news.csv, row 9: not a row of a table (")
    assert [item.source.rpartition("#")[2] for item in items] == ["2", "3", "4", "5", "7", "8", "9", "10"]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    items = read(tmp_path / "a.csv", table(row(1)) + f'2,3,"open,a,b,c,d,{TEXT}\n' + "x\n" * 10)
    assert isinstance(items[0], Article)
    assert [isinstance(item, Skipped) for item in items[1:]] == [True]
    assert "row 3: not a row of a table (unexpected end of data)" in reasons(items)[0]


def test_quotation_marks_may_be_escaped_by_backslashes(tmp_path: Path) -> None:
    content = f'title,text\n"The \\"old\\" harbour","{TEXT} He said \\"yes\\"."\n'
    article = read_one(tmp_path / "a.csv", content)
    assert article.title == 'The "old" harbour'
    assert article.text == f'{TEXT} He said "yes".'


def test_excels_own_first_line_is_passed_over(tmp_path: Path) -> None:
    items = articles(read(tmp_path / "a.csv", f"sep=;\r\ntitle;text\r\nHarbour reopens;{TEXT}\r\n"))
    assert [(item.title, item.text, item.source.rpartition("#")[2]) for item in items] == [
        ("Harbour reopens", TEXT, "3")
    ]


@pytest.mark.parametrize("content", ["title,link\nA,b\n", f"{TEXT}\n" * 30, "\n\n", '"', "id,label\n1,2\n"])
def test_a_table_without_a_column_of_texts_costs_one_message(tmp_path: Path, content: str) -> None:
    assert skip_reason(tmp_path / "a.csv", content).startswith("a.csv: no column holds the text of the articles.")


def test_binary_data_is_no_table(tmp_path: Path) -> None:
    assert skip_reason(tmp_path / "a.csv", bytes(range(256)) * 40).startswith("a.csv: binary data")
    assert skip_reason(tmp_path / "b.tsv", "") == "b.tsv: the file is empty. Remove it or save it again."


def test_long_fields_are_read_up_to_the_limit(tmp_path: Path) -> None:
    long = " ".join([TEXT] * 3000)
    assert read_one(tmp_path / "a.csv", table(row(1, long))).text == long
    items = read(tmp_path / "b.csv", table(row(1, " ".join([TEXT] * 20_000)), row(2)), IndexSettings(max_file_mb=1))
    assert isinstance(items[-1], Article)
    assert "field limit" in reasons(items)[0]
