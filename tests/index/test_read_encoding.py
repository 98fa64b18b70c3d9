"""The encoding of files: marked, UTF-8, declared, or found."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.read.encoding import declared_in, decode
from tests.index.reading import TEXT, articles, read, read_one

GERMAN = "Der Hafen wurde am Dienstag wieder geöffnet. Die Straße über die Brücke bleibt für Wochen gesperrt."
RUSSIAN = "Порт Сифорда снова открылся во вторник. Суда вернулись в течение часа, сообщили чиновники города."
JAPANESE = "港は火曜日に再開しました。船は一時間以内に戻ったと当局者は述べました。橋は数週間閉鎖されたままです。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((GERMAN, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1")),
        *((RUSSIAN, name) for name in ("utf-8", "cp1251", "koi8-r", "utf-16")),
        *((JAPANESE, name) for name in ("utf-8", "shift_jis", "euc-jp")),
    ],
)
def test_text_is_decoded_without_being_told_how(text: str, encoding: str) -> None:
    assert decode((text * 5).encode(encoding)).removeprefix("\ufeff") == text * 5


@pytest.mark.parametrize("declared", ["utf-8", "base64", "no-such-encoding", "utf-7", "unicode_escape", "", None])
def test_a_wrong_declaration_does_no_harm(declared: str | None) -> None:
    assert decode(GERMAN.encode("cp1252"), [declared]) == GERMAN
    assert decode(GERMAN.encode(), [declared, "latin-1"]) == GERMAN


def test_what_is_declared_decides_where_it_is_not_utf8() -> None:
    short = "Łódź"
    assert decode(short.encode("iso-8859-2"), ["iso-8859-2"]) == short
    assert decode(JAPANESE.encode("iso-2022-jp"), ["iso-2022-jp"]) == JAPANESE
    assert decode("a “quote”".encode("cp1252"), ["ISO-8859-1"]) == "a “quote”"


def test_one_broken_byte_does_not_make_utf8_something_else() -> None:
    data = (RUSSIAN * 3).encode()
    assert decode(data[:100] + b"\xff" + data[100:]) == (RUSSIAN * 3)[:54] + "\ufffd" + (RUSSIAN * 3)[54:]


def test_declarations_are_found_in_pages_and_feeds() -> None:
    assert declared_in(b'<?xml version="1.0" encoding="windows-1251"?><rss>') == ["windows-1251"]
    assert declared_in(b"<html><head><META CHARSET='koi8-r'>") == ["koi8-r"]
    assert declared_in(b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">') == ["Shift_JIS"]


def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    polish = (
        "Port w Łodzi został ponownie otwarty we wtorek, poinformowali urzędnicy. Żaglówki wróciły w ciągu godziny."
    )
    page = f'<html><head><meta charset="iso-8859-2"><title>Łódź</title></head><body><article><p>{polish}</p></article>'
    assert polish in read_one(tmp_path / "a.html", page.encode("iso-8859-2")).text


def test_the_encoding_of_a_large_table_is_found_where_it_shows(tmp_path: Path) -> None:
    rows = [f'{n},"{TEXT}"' for n in range(15_000)] + [f"15000,{GERMAN}"]
    found = articles(read(tmp_path / "a.csv", "\n".join(["id,text", *rows]).encode("cp1252")))
    assert len(found) == 15_001
    assert found[-1].text == GERMAN
