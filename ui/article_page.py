"""A stored article as a page of its own: its text with the quoted words marked, its dates and its earlier versions.

It runs no script and loads nothing. Every value goes through `Markup.format`, which escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from eval.plain import line, plain, web_address
from index.article import Article
from index.corrections import without_label
from index.library import Library, OldVersion
from ui.body import joined
from ui.render import byline, changes, count, day

# Beside the policy of the whole server: a browser keeps to both.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HERE = Path(__file__).parent
_ID = re.compile(r"[0-9a-f]{16}")
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_MOST = 40  # quotes that an address may name

Span = tuple[int, int]


class Reading(NamedTuple):
    """An article as it is read: the version asked for, or else the one that is stored now (`lost`).

    `spans` are the quoted words, `article.text[start:end]`, in order and apart; `replaced` says that the version is an
    earlier one.
    """

    article: Article
    spans: tuple[Span, ...] = ()
    replaced: OldVersion | None = None
    lost: bool = False
    earlier: tuple[OldVersion, ...] = ()
    copies: tuple[Article, ...] = ()


def find(library: Library, article_id: str, version: str = "", quotes: Sequence[str] = ()) -> Reading | None:
    """The article of that id in the version of that content hash ('': as it is now); None where there is none.

    `quotes` are spans as `ui.article_link.address` writes them; what is no span of the text is left out.
    """
    now = library.article(article_id) if _ID.fullmatch(article_id) else None
    if now is None:
        return None
    earlier = library.history(article_id)
    old = next((one for one in earlier if version and one.article.content_hash == version), None)
    if version in ("", now.content_hash):
        old = None
    article = old.article if old else now
    lost = old is None and version not in ("", now.content_hash)
    spans = () if lost else _spans(quotes, len(article.text))
    return Reading(article, spans, old, lost, earlier, library.copies(now))


def article_page(reading: Reading) -> Markup:
    """The page of an article: notices, title, facts, text with the quotes marked, then what is known besides."""
    article = reading.article
    url = web_address(article.url)
    facts = [byline(article), *changes(article)]
    if article.authors:
        facts.append(f"by {line(', '.join(article.authors))}")
    original = (
        Markup('<p class="facts">Original at <a href="{0}" rel="noopener noreferrer nofollow">{1}</a></p>').format(
            url, line(urlsplit(url).netloc)
        )
        if url
        else Markup('<p class="facts">Read from the file {}</p>').format(line(PurePath(article.source).name))
    )
    correction = (
        Markup('<p class="notice">Corrected: {}</p>').format(line(without_label(article.correction)))
        if article.correction
        else ""
    )
    jump = Markup('<p class="facts"><a href="#quote">To the quoted words</a></p>') if reading.spans else ""
    return _page(
        line(article.title),
        Markup('{}<article{}><h1>{}</h1><p class="facts">{}</p>{}{}{}<div class="text">{}</div></article>{}').format(
            _notices(reading),
            Markup(' lang="{}"').format(article.language) if article.language else "",
            line(article.title),
            " · ".join(facts),
            original,
            jump,
            correction,
            Markup("").join(_paragraphs(article, reading.spans)),
            Markup("").join(_besides(reading)),
        ),
    )


def missing_page() -> Markup:
    """The page in place of an article that is not there."""
    return _page(
        "No such article",
        Markup(
            "<h1>This article is not in the collection</h1>"
            '<p class="text">It was removed since it was quoted, or the address is wrong.</p>'
        ),
    )


def _page(title: str, content: Markup) -> Markup:
    """The dark colours are always chosen, and hold only where the screen is dark."""
    light, dark, style = (
        Markup((_HERE / f"{name}.css").read_text(encoding="utf-8"))  # noqa: S704 - our own files
        for name in ("light", "dark", "article")
    )
    return Markup(
        '<!doctype html><html lang="en" class="dark"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        "<title>{} - Dateline</title><style>{}</style>"
        '<style media="screen and (prefers-color-scheme: dark)">{}</style><style>{}</style></head>'
        '<body><main><p class="from"><strong>Dateline</strong> · as it is stored in the collection</p>'
        "{}</main></body></html>"
    ).format(title, light, dark, style, content)


def _notices(reading: Reading) -> Markup:
    if reading.replaced is not None:
        return Markup(
            '<p class="notice">This is an earlier version, replaced {}. <a href="{}">Read the one stored now</a></p>'
        ).format(day(reading.replaced.replaced), quote(reading.article.article_id, safe=""))
    if reading.lost:
        return Markup(
            '<p class="notice">The article has changed since it was quoted, and that version is no longer kept. '
            "This is the one stored now.</p>"
        )
    return Markup("")


def _paragraphs(article: Article, spans: Sequence[Span]) -> Iterable[Markup]:
    """A paragraph for each line of the text, the quoted words marked; in a PDF each page is headed."""
    start, marked = 0, 0
    pages = list(article.pages)
    for paragraph in article.text.split("\n"):
        end = start + len(paragraph)
        while paragraph.strip() and pages and pages[0][0] < end:
            yield Markup("<h2>Page {}</h2>").format(pages.pop(0)[1])
        parts, position = [], start
        for first, last in ((max(a, start), min(b, end)) for a, b in spans if a < end and b > start):
            marked += 1
            name = Markup(' id="quote"') if marked == 1 else ""
            parts.append(
                Markup("{}<mark{}>{}</mark>").format(
                    plain(article.text[position:first]), name, plain(article.text[first:last])
                )
            )
            position = last
        if paragraph.strip():
            yield Markup("<p>{}{}</p>").format(Markup("").join(parts), plain(article.text[position:end]))
        start = end + 1


def _besides(reading: Reading) -> Iterable[Markup]:
    """Copies, earlier versions, and what cleaning cut out."""
    article = reading.article
    if reading.copies:
        rows = ((quote(copy.article_id, safe=""), line(copy.title), byline(copy)) for copy in reading.copies)
        yield Markup("<section><h2>The same story elsewhere</h2><ul>{}</ul></section>").format(
            joined('<li><a href="{}">{}</a> ({})</li>', rows)
        )
    if reading.earlier:
        versions = (
            (f"?version={old.article.content_hash}", line(old.article.title), day(old.replaced))
            for old in reading.earlier
        )
        yield Markup("<section><h2>Earlier versions</h2><ul>{}</ul></section>").format(
            joined('<li><a href="{}">{}</a>, replaced {}</li>', versions)
        )
    if article.removed:
        yield Markup("<details><summary>Cut from the page: {}</summary><ul>{}</ul></details>").format(
            count(len(article.removed), "line"), joined("<li>{}</li>", ((line(cut),) for cut in article.removed))
        )


def _spans(quotes: Sequence[str], length: int) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap as one; what lies outside the text is left out."""
    found = (_SPAN.fullmatch(text) for text in quotes[:_MOST])
    spans = sorted((int(span[1]), int(span[2])) for span in found if span)
    apart: list[Span] = []
    for start, end in spans:
        if not start < end <= length:
            continue
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)
