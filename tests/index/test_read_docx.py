"""Reading Word documents: what stands in them in order; what cannot be read is named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.article import Article
from index.read import Skipped
from tests.index.made_docx import make_docx, paragraph, table
from tests.index.reading import TEXT, read, read_one, skip_reason

_INSERTED = '<w:ins w:id="1"><w:r><w:t> It rained.</w:t></w:r></w:ins>'
_DELETED = '<w:del w:id="2"><w:r><w:delText> It snowed.</w:delText></w:r></w:del>'


def test_a_document_is_read_in_order(tmp_path: Path) -> None:
    body = "".join(
        (
            paragraph("Harbour reopens", "Title"),
            paragraph("SEAFORD, October 4, 2021 — The ships &amp; ferries are back."),
            paragraph("What comes next", "Heading1"),
            paragraph(TEXT, runs=_INSERTED + _DELETED),
            paragraph("The bridge stays closed", item=True),
            paragraph("The ferry sails hourly", item=True),
            table(("Day", "Ships"), ("Monday", "4")),
            paragraph("Share this article"),
        )
    )
    article = read_one(tmp_path / "a.docx", make_docx(body))
    assert article.title == "Harbour reopens"
    assert article.published is not None and article.published.isoformat() == "2021-10-04"
    assert [line for line in article.text.split("\n") if line] == [
        "SEAFORD, October 4, 2021 — The ships & ferries are back.",
        "What comes next",
        f"{TEXT} It rained.",
        "- The bridge stays closed",
        "- The ferry sails hourly",
        "Day | Ships",
        "Monday | 4",
    ]
    assert article.removed == ("Share this article",)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert skip_reason(tmp_path / "a.docx", TEXT).startswith(
        "a.docx: not a Word document that can be read (BadZipFile)"
    )
    old = skip_reason(tmp_path / "b.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100)
    assert old.startswith("b.docx: protected by a password, or in Word's old format.")
    assert skip_reason(tmp_path / "c.docx", make_docx("")).startswith("c.docx: no text in the document.")
    assert skip_reason(tmp_path / "d.docx", make_docx(paragraph("x" * 30_000_000))) == (
        "d.docx: 30 MB of markup when unpacked: too much. Save its text instead."
    )
    assert skip_reason(tmp_path / "e.docx", make_docx("<w:p>" * 30_000)).startswith("e.docx: not a Word document")
    nested = "<w:sdt><w:sdtContent>" * 3000 + paragraph(TEXT) + "</w:sdtContent></w:sdt>" * 3000
    (item,) = read(tmp_path / "f.docx", make_docx(nested))
    assert isinstance(item, Article) or item.reason.startswith("f.docx: not a Word document that can be read")


@pytest.mark.parametrize("seed", range(20))
def test_damage_costs_a_message_at_most(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(make_docx(paragraph(TEXT)))
    if seed % 2:
        data = data[: chance.randrange(1, len(data))]
    else:
        for _ in range(10):
            data[chance.randrange(len(data))] = chance.randrange(256)
    (item,) = read(tmp_path / "a.docx", bytes(data))
    assert isinstance(item, Article) or (isinstance(item, Skipped) and item.reason.startswith("a.docx: "))
