"""Reading PDFs: text in reading order, each part with its page; what cannot be read is named."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.article import Article
from index.read import Skipped, read_path
from index.read.pdf import page_map
from index.read.pdf_layout import Paragraph
from index.settings import IndexSettings
from tests.index.made_pdf import Line, column, make_pdf
from tests.index.reading import TEXT, read, read_one, skip_reason

LEFT = [
    "The harbour of Seaford reopened on Tues-",
    "day after a storm that had closed it for",
    "three days, said Ann Lee, a well-known en-",
    "gineer of the Franco-",
    "British company that dredges the harbour.",
]
RIGHT = [
    "She is well-known for her work on ports.",
    "“The sand moved by 4,000 tons,” she said,",
    "and ships returned within the hour. The",
    "bridge stays closed, because its piers",
]
THIRD = [
    "are not safe, the council of Seaford said.",
    "It will meet again on the ninth of March.",
]
JOINED = (
    "The harbour of Seaford reopened on Tuesday after a storm that had closed it for three days, said Ann Lee, a "
    "well-known engineer of the Franco-British company that dredges the harbour. She is well-known for her work on "
    "ports. “The sand moved by 4,000 tons,” she said, and ships returned within the hour. The bridge stays closed, "
    "because its piers are not safe, the council of Seaford said. It will meet again on the ninth of March."
)


def page(number: int, *columns: Sequence[Line]) -> list[Line]:
    """A page with a running header and footer around its columns."""
    header = (200.0, 780.0, 8.0, "The Daily Lark, Tuesday")
    return [header, *(line for lines in columns for line in lines), (280.0, 20.0, 8.0, f"Page {number} of 3")]


def paper() -> bytes:
    """Two columns on the first page, their text going on to the second; a third page."""
    first = page(1, [(40, 740, 24, "Harbour reopens after storm")], column(40, 700, LEFT), column(320, 700, RIGHT))
    last = ["Share this article", "The ferry to Orwick sails again from Monday on, its owner said."]
    return make_pdf(
        first, page(2, column(40, 700, THIRD)), page(3, column(40, 700, last[:1]), column(40, 600, last[1:]))
    )


def flat(article: Article) -> str:
    return " ".join(article.text.split())


def test_a_pdf_is_read_in_order_without_headers_hyphens_and_furniture(tmp_path: Path) -> None:
    article = read_one(tmp_path / "a.pdf", paper())
    assert article.title == "Harbour reopens after storm"
    assert flat(article) == f"{JOINED} The ferry to Orwick sails again from Monday on, its owner said."
    assert article.removed[0].split("\n")[:2] == ["The Daily Lark, Tuesday", "Page 1 of 3"]
    assert article.removed[1:] == ("Share this article",)
    assert (article.published, article.authors, article.publisher) == (None, (), None)


def test_every_part_of_the_text_knows_its_page(tmp_path: Path) -> None:
    article = read_one(tmp_path / "a.pdf", paper())

    def pages(quote: str) -> tuple[int, ...]:
        start = article.text.index(quote)
        return article.pages_of(start, start + len(quote))

    assert pages("The harbour of Seaford reopened") == (1,)
    assert pages("because its piers") == (1,)
    assert pages("are not safe") == (2,)
    assert pages("because its piers are not safe") == (1, 2)
    assert pages("The ferry to Orwick") == (3,)
    assert article.pages[0] == (0, 1)
    assert article.pages_of(0, len(article.text)) == (1, 3)


def test_columns_written_across_are_read_one_after_the_other(tmp_path: Path) -> None:
    across = [line for pair in zip(column(40, 700, LEFT[:4]), column(320, 700, RIGHT), strict=True) for line in pair]
    rows = [*across, *column(40, 640, LEFT[4:]), *column(320, 640, THIRD)]
    rows.insert(0, (40, 740, 10, "A line of the head of this page that runs across both of the columns of text"))
    article = read_one(tmp_path / "a.pdf", make_pdf(rows))
    assert article.title.startswith("A line of the head")
    assert flat(article) == JOINED


def test_rows_of_a_table_and_items_of_a_list_stay_lines(tmp_path: Path) -> None:
    rows = [
        (40.0, 600.0, 10.0, "Day"),
        (200.0, 600.0, 10.0, "Ships"),
        (40.0, 588.0, 10.0, "Monday"),
        (200.0, 588.0, 10.0, "4"),
    ]
    items = column(
        40, 560, ["• The bridge stays closed for the next weeks", "• The ferry sails on every hour of the day"]
    )
    text = read_one(tmp_path / "a.pdf", make_pdf([*column(40, 700, LEFT), *rows, *items])).text
    assert "Day Ships\n\nMonday 4\n\n• The bridge stays closed for the next weeks\n\n• The ferry sails" in text


def test_lone_page_numbers_go_and_years_in_a_sentence_stay(tmp_path: Path) -> None:
    body = column(40, 700, [*LEFT[4:], "It was founded in the summer of the year", "2019. Its ships are new."])
    text = read_one(tmp_path / "a.pdf", make_pdf([*body, (300, 20, 8, "- 7 -")])).text
    assert "year 2019. Its ships are new." in text
    assert "7" not in text


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    locked = make_pdf(column(40, 700, LEFT), encrypted=True)
    assert skip_reason(tmp_path / "a.pdf", locked) == "a.pdf: it is protected by a password. Save it without one."
    pictures = skip_reason(tmp_path / "b.pdf", make_pdf([], []))
    assert pictures == "b.pdf: no text in its 2 pages, only pictures. Run text recognition (OCR) on it first."
    assert skip_reason(tmp_path / "c.pdf", TEXT).startswith("c.pdf: not a PDF that can be read")
    assert skip_reason(tmp_path / "d.pdf", b"").startswith("d.pdf: the file is empty")
    large = skip_reason(tmp_path / "e.pdf", paper() + b" " * 2_000_000, IndexSettings(max_file_mb=1))
    assert large == "e.pdf: 2 MB, above the limit of 1 MB. Split it or raise max_file_mb."


@pytest.mark.parametrize("seed", range(6))
def test_damage_costs_a_message_at_most(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(paper())
    if seed % 2:
        data = data[: chance.randrange(len(data))]
    else:
        for _ in range(40):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
    (item,) = read(tmp_path / "a.pdf", bytes(data))
    assert isinstance(item, Article) or item.reason.startswith("a.pdf: ")


def test_a_reader_that_crashes_or_hangs_costs_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(paper())
    for program, timeout, reason in (
        ("import os; os.kill(os.getpid(), 11)", 60, "a.pdf: the PDF reader broke off"),
        ("print('no JSON')", 60, "a.pdf: the PDF reader broke off"),
        ("import time; time.sleep(60)", 0.5, "a.pdf: it takes too long to read"),
    ):
        (tmp_path / "worker.py").write_text(program)
        monkeypatch.setattr("index.read.pdf._WORKER", tmp_path / "worker.py")
        monkeypatch.setattr("index.read.pdf._TIMEOUT_S", timeout)
        (item,) = read_path(tmp_path / "a.pdf", IndexSettings())
        assert isinstance(item, Skipped)
        assert item.reason.startswith(reason)


def test_the_page_map_follows_what_cleaning_cut() -> None:
    paragraphs = [
        Paragraph(((1, "(Lark) — The harbour reopened."),)),
        Paragraph(((1, "Cut."),)),
        Paragraph(((1, "A sentence that "), (2, "goes on "), (4, "for pages."))),
        Paragraph(((4, "The end."),)),
    ]
    text = "The harbour reopened.\n\nA sentence that goes on for pages.\nThe end."
    assert page_map(text, paragraphs) == ((0, 1), (39, 2), (47, 4))
    assert page_map("", paragraphs) == page_map(text, []) == ()
