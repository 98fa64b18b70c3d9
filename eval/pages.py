"""Invented pages with what reading has to find in them, in a format that shows both: `eval/pages/*.txt`.

A page begins with `=== name`; names that begin with `web-` are HTML. `@ field value` says what should be known of the
article (no `@ published`: undated; `@ nothing`: there is no article). The lines of the page follow, each with its mark:
`+` article, `-` furniture, `T` headline, `|` markup; within a line, what stands in double braces is furniture too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
_CUT_WITHIN = re.compile(r"\{\{(.*?)\}\}")
_TAG = re.compile(r"<(?:script|noscript).*?</(?:script|noscript)>|<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """`content` as it stands in a file; its words that are the article, its headline and furniture, as plain text."""

    name: str
    content: str
    is_html: bool
    expected: dict[str, str]
    kept: str
    headline: str
    furniture: str

    @property
    def has_article(self) -> bool:
        return "nothing" not in self.expected


def load_pages(folder: Path = PAGES) -> tuple[Page, ...]:
    """Every page of the files in a folder, in order. Raises ValueError where a line has no mark."""
    return tuple(page for path in sorted(folder.glob("*.txt")) for page in _parse(path))


def _parse(path: Path) -> Iterator[Page]:
    for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, body = part.partition("\n")
        yield _page(name.strip(), body.rstrip("\n").split("\n"), path)


def _page(name: str, lines: list[str], path: Path) -> Page:
    is_html = name.startswith("web-")
    expected: dict[str, str] = {}
    content: list[str] = []
    texts: dict[str, list[str]] = {"+": [], "-": [], "T": [], "|": []}
    for line in lines:
        mark, text = line[:1], line[2:]
        if mark == "@":
            field, _, value = text.partition(" ")
            expected[field] = value
        elif not line.strip():
            content.append("")
        elif mark not in texts:
            raise ValueError(f"{path.name}, {name}: {line!r} has no mark.")
        else:
            content.append(_CUT_WITHIN.sub(r"\1", text))
            texts["-"] += _CUT_WITHIN.findall(text)
            texts[mark].append(_CUT_WITHIN.sub("", text))
    plain = {mark: "\n".join(_plain(text) if is_html else text for text in found) for mark, found in texts.items()}
    return Page(name, "\n".join(content), is_html, expected, plain["+"], plain["T"], plain["-"])


def _plain(markup: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", markup)).split())
