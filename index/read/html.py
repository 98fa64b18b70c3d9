"""A saved web page -> Article, with trafilatura (Barbaresi, 2021, "Trafilatura: A Web Scraping Library")."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from index.article import Article
from index.errors import ReadError
from index.read.dates import parse_date
from index.read.encoding import declared_in, decode
from index.read.fields import make_article
from index.read.origin import Origin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = ("p", "div", "br", "hr", "ul", "ol", "li", "tr", "table", "pre", "blockquote", "section", "article", "figure")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer")
_UNREAD = "//script | //style | //noscript | //template | //iframe"
_LONGEST_CELL = 200
_ENCODING_DECLARATION = re.compile(r"^[\s\ufeff]*<\?xml[^>]*\?>")


def read_html(origin: Origin, data: bytes) -> Article:
    """The article of a page and what its metadata say; navigation, comments and scripts stay out.

    The URL is the page's canonical one. Raises ReadError where the page holds no article.
    """
    return make_article(page_fields(decode(data, (origin.charset, *declared_in(data)))), origin.source, origin.key)


def page_fields(markup: str) -> dict[str, object]:
    """Title, text, publisher, authors, dates, URL, section and tags of a page; None for what it does not say."""
    from trafilatura import bare_extraction

    tree = _parse(markup)
    updated, section = (_meta(tree, f"article:{name}") for name in ("modified_time", "section"))
    try:
        page = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            # Only the date that the page states as its own: the extensive search takes any date in the text.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # a page can be made to break the parser; it must not stop the run
        raise ReadError(f"the page cannot be parsed ({type(error).__name__}). Save its text instead.") from error
    if page is None or isinstance(page, dict) or not page.text:
        raise ReadError("no article text in the page. Save its text instead or remove the file.")
    return {
        "title": page.title,
        "text": page.text,
        "publisher": page.sitename,
        "authors": page.author,
        "published": _date_or_none(page.date),
        "updated": _date_or_none(updated),
        "url": page.url,
        "section": section,
        "tags": list(page.tags or ()),
    }


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, as feeds and content systems put it into records: a line a block, no scripts.

    Items of lists begin with "- ", and the cells of a table's row stand on one line, as in Markdown articles.
    """
    tree = _parse(f"<div>{markup}</div>")
    for unread in tree.xpath(_UNREAD):
        unread.drop_tree()
    for row in list(tree.iter("tr")):
        cells = [" ".join(cell.text_content().split()) for cell in row if cell.tag in ("td", "th")]
        if len(cells) > 1 and max(map(len, cells)) <= _LONGEST_CELL:  # else the table lays out the page
            for cell in list(row):
                row.remove(cell)
            row.text = " | ".join(cells)
    for element in tree.iter(*_BLOCKS, *_HEADINGS):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    for item in tree.iter("li"):
        first = item if item.text.strip() or not len(item) else item[0]
        first.text = f"\n- {(first.text or '').lstrip()}"
    return str(tree.text_content())


def without_declaration(markup: str) -> str:
    """Without the XML declaration: the encoding that it names no longer holds once the bytes are decoded."""
    return _ENCODING_DECLARATION.sub("", markup)


def _parse(markup: str) -> HtmlElement:
    from lxml import etree, html

    try:
        return html.document_fromstring(without_declaration(markup).replace("\0", ""))  # NULs end the page for lxml
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadError("no article text: no HTML found. Save the page again or remove the file.") from error


def _meta(tree: HtmlElement, name: str) -> str | None:
    return next(iter(tree.xpath("//meta[@property=$name]/@content", name=name)), None)


def _date_or_none(value: str | None) -> date | None:
    """A page's date; one that cannot be right is left out, because its reader cannot correct the page."""
    try:
        return parse_date(value) if value else None
    except ReadError:
        return None
