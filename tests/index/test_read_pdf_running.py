"""What runs along the edges of a PDF's pages is cut; what only looks like it is part of the text and stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.article import Article
from tests.index.made_pdf import Line, column, make_pdf
from tests.index.reading import read_one

WORDS = "orchard kiln pasture quarry meadow chapel harvest tannery vineyard beehive granary sawmill"
ENDS = ("the growers of Pell were", "asked about the price of", "a barn that belongs to")


def body(page: int, y: float, count: int) -> list[Line]:
    """Lines that differ from each other, the last of a page going on at the top of the next."""
    words = WORDS.split()
    lines = [
        f"{words[(page * 5 + at) % 12]} and {words[(page * 7 + at * 5) % 12]} by a {words[(at * 3 + page) % 12]}, said"
        for at in range(count - 1)
    ]
    return column(50, y, [*lines, f"{words[page % 12]} {ENDS[page % 3]}"])


def removed(article: Article) -> list[str]:
    return article.removed[0].split("\n") if article.removed else []


def with_edges(tops: Sequence[Sequence[Line]], bottoms: Sequence[Sequence[Line]], count: int = 30) -> bytes:
    return make_pdf(
        *([*top, *body(at, 720, count), *bottom] for at, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)))
    )


def none(pages: int) -> list[list[Line]]:
    return [[] for _ in range(pages)]


@pytest.mark.parametrize(
    "foot",
    [
        "Page {} of 4",
        "- {} -",
        "{}",
        "The Pell Courier | {}",
        "The Pell Courier {}",
        "{} The Pell Courier",
        "https://pell.example/orchards/2024/05/17/price.html {}/4",
        "8/8/24, 10:15 AM The price of cider",
        "www.pell.example",
        "courier, 17 May 2024 - p. {}",
    ],
)
@pytest.mark.parametrize("y", [760, 30])
def test_headers_and_footers_go_in_letters_of_the_text_too(tmp_path: Path, foot: str, y: float) -> None:
    lines = [[(50.0, y, 10.0, foot.format(page))] for page in range(1, 5)]
    article = read_one(tmp_path / "a.pdf", with_edges(lines, none(4)))
    assert removed(article) == list(dict.fromkeys(line[0][3] for line in lines))
    assert "were" in article.text
    assert "Courier" not in article.text


def test_headers_of_left_and_right_pages_and_a_first_page_without_one(tmp_path: Path) -> None:
    right, left = "{} | Orchards", "Ada Pym | {}"
    tops: list[list[Line]] = [
        [],
        *([(50.0, 760.0, 10.0, (left, right)[page % 2].format(page))] for page in range(2, 8)),
    ]
    article = read_one(tmp_path / "a.pdf", with_edges(tops, none(7)))
    assert removed(article) == [line[0][3] for line in tops[1:]]


def test_a_header_goes_whose_parts_stand_apart_in_the_file(tmp_path: Path) -> None:
    """Of eight pages, some have the number beside the title and some at the end."""
    pages = []
    for page in range(1, 9):
        title, number = (50.0, 760.0, 10.0, "Part 4: Orchards"), (500.0, 760.0, 10.0, f"{page + 10}")
        lines = body(page, 720, 30)
        pages.append([title, *lines, number] if page in {2, 6} else [title, number, *lines])
    article = read_one(tmp_path / "a.pdf", make_pdf(*pages))
    assert "Orchards" not in article.text
    assert {"Part 4: Orchards", "12", "Part 4: Orchards 13"} <= set(removed(article))


def test_page_numbers_close_to_the_text_go(tmp_path: Path) -> None:
    bottoms = [[(50.0, 720 - 30 * 12.0, 10.0, f"Page {page}")] for page in range(1, 5)]
    article = read_one(tmp_path / "a.pdf", with_edges(none(4), bottoms))
    assert removed(article) == ["Page 1", "Page 2", "Page 3", "Page 4"]


def test_lines_that_are_the_same_but_for_their_facts_stay(tmp_path: Path) -> None:
    months = {"April": 30, "May": 31, "June": 30}
    lines = [
        f"On {day} {month} the press at Pell filled {day * 7 % 23}.{day % 10} barrels."
        for month in months
        for day in range(1, months[month] + 1)
    ]
    for gap in (12, 25):
        pages = [lines[start : start + 28] for start in range(0, len(lines), 28)]
        data = make_pdf(*([(50.0, 750 - at * gap, 10.0, text) for at, text in enumerate(page)] for page in pages))
        article = read_one(tmp_path / f"{gap}.pdf", data)
        assert [line for line in lines if line not in f"{article.title} {article.text}"] == []
        assert removed(article) == []


@pytest.mark.parametrize(
    "first",
    [
        ["Barrels filled in week {odd}: {odd}00", "Day {}", "{}2 barrels", "{} May"],
        ["May {}", "Pell sold {odd} of 9 presses", "Harvest of 19{}{}", "{}.5 tons"],
    ],
)
def test_facts_apart_from_the_text_at_the_same_place_stay(tmp_path: Path, first: list[str]) -> None:
    for text in first:
        tops = [[(50.0, 760.0, 10.0, text.format(page, page, odd=page * page % 7 + 1))] for page in range(1, 5)]
        article = read_one(tmp_path / "a.pdf", with_edges(tops, none(4)))
        assert removed(article) == [], text


def test_a_year_that_ends_a_paragraph_on_the_next_page_stays(tmp_path: Path) -> None:
    pages = [body(0, 720, 30), [(50.0, 720.0, 10.0, "2019."), *body(1, 690, 20)]]
    assert "2019." in read_one(tmp_path / "a.pdf", make_pdf(*pages)).text


def paragraphs(first: int, count: int) -> list[str]:
    """Paragraphs of three lines that repeat each other, as in minutes of a council."""
    return [
        line
        for number in range(first, first + count)
        for line in (
            f"The council of Pell put off, under item {number}, the sale of",
            f"the cider press after a long debate. Ada Pym said part {number} of the",
            "building costs more than was thought last year.",
        )
    ]


def test_lines_of_sentences_beside_a_real_header_stay(tmp_path: Path) -> None:
    """Each page begins and ends within the same sentence, at the same place."""
    lines = paragraphs(1, 30)
    pages = []
    for number, start in enumerate(range(1, len(lines) - 20, 21), start=1):
        head = (50.0, 770.0, 10.0, "17/5/24, 10:15 AM The cider press")
        foot = (50.0, 20.0, 10.0, f"https://pell.example/press.html {number}/4")
        pages.append([head, *column(50, 720, lines[start : start + 21]), foot])
    assert len(pages) == 4
    article = read_one(tmp_path / "a.pdf", make_pdf(*pages))
    flat = " ".join(article.text.split())
    assert removed(article) == [
        "17/5/24, 10:15 AM The cider press",
        *(f"https://pell.example/press.html {page}/4" for page in range(1, 5)),
    ]
    for number in range(2, 29):
        assert (
            f"item {number}, the sale of the cider press after a long debate. Ada Pym said part {number} of the b"
            in flat
        )


def test_lines_of_sentences_at_the_edge_stay_without_any_header(tmp_path: Path) -> None:
    lines = paragraphs(1, 30)
    for begin in range(3):
        pages = [column(50, 720, lines[start : start + 21]) for start in range(begin, 64, 21)]
        article = read_one(tmp_path / "a.pdf", make_pdf(*pages))
        assert removed(article) == []


def test_the_end_of_a_paragraph_alone_at_the_top_of_pages_stays(tmp_path: Path) -> None:
    """A short last line, parted by the gap between paragraphs, at the same place on each page."""
    pages = [[*([(50.0, 740.0, 10.0, "called for a vote.")] if at else []), *body(at, 715, 30)] for at in range(4)]
    article = read_one(tmp_path / "a.pdf", make_pdf(*pages))
    assert removed(article) == []
    assert article.text.count("called for a vote.") == 3


def test_the_beginning_of_a_paragraph_alone_at_the_bottom_of_pages_stays(tmp_path: Path) -> None:
    pages = []
    for at in range(4):
        lines = body(at, 720, 30)
        lines[-1] = (*lines[-1][:3], "It was a good year.")
        pages.append([*lines, (50.0, 345.0, 10.0, "The council of Pell put off the")])
    article = read_one(tmp_path / "a.pdf", make_pdf(*pages))
    assert removed(article) == []


def test_short_paragraphs_that_stand_within_pages_too_stay(tmp_path: Path) -> None:
    pages = [
        [
            (50.0, 750.0, 10.0, "The press stood still."),
            *body(at, 720, 10),
            (50, 580, 10, "The press stood still."),
            *body(at + 5, 550, 9),
        ]
        for at in range(4)
    ]
    article = read_one(tmp_path / "a.pdf", make_pdf(*pages))
    assert removed(article) == []
    assert article.text.count("The press stood still.") == 8
