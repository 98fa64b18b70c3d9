"""A saved web page -> Article, with trafilatura (Barbaresi, 2021, "Trafilatura: A Web Scraping Library")."""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date
from itertools import compress
from typing import TYPE_CHECKING

from index.article import Article
from index.errors import ReadError
from index.read.dates import parse_date
from index.read.encoding import declared_in, decode
from index.read.fields import make_article
from index.read.json_ld import declared_article
from index.read.origin import Origin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = ("p", "div", "br", "hr", "ul", "ol", "li", "tr", "table", "pre", "blockquote", "section", "article", "figure")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "header", "footer")
_UNREAD = "//script | //style | //noscript | //template | //iframe"
# amp-*: what AMP pages show beside an article.
_NO_TEXT = "//noscript | //template | " + " | ".join(
    f"//amp-{name}" for name in ("ad", "app-banner", "carousel", "consent", "list", "next-page", "sidebar", "sticky-ad")
)
_LONGEST_CELL = 200
_LEAST_PROSE = 12  # words in sentences, of a page that does not call itself an article
_LONG_WITHOUT_PROSE = 400  # characters: languages without spaces or full stops
_LINKED = 0.75  # of a paragraph's characters, from which it is no more than a link
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
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
    declared = declared_article(tree)
    updated, section = (_meta(tree, f"article:{name}") for name in ("modified_time", "section"))
    signed = bool(declared) or _meta(tree, "og:type") == "article" or _meta(tree, "article:published_time") is not None
    linked = {_squeezed(link.text_content()) for link in tree.iter("a")}
    for unread in tree.xpath(_NO_TEXT):
        unread.drop_tree()
    _drop_teasers(tree)
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
    _check_prose(page.text, linked, signed=signed)
    return {
        "title": page.title or declared.get("title"),
        "text": page.text,
        "publisher": declared.get("publisher") or page.sitename,
        "authors": declared.get("authors") or page.author,
        "published": _date_or_none(declared.get("published")) or _date_or_none(page.date),
        "updated": _date_or_none(declared.get("updated")) or _date_or_none(updated),
        "url": page.url or declared.get("url"),
        "correction": _note(declared.get("correction")),
        "section": declared.get("section") or section,
        "tags": _tags(declared.get("tags")) or list(page.tags or ()),
    }


def _drop_teasers(tree: HtmlElement) -> None:
    """Takes out paragraphs between sentences that are no sentence, and nearly all a link: they name another article."""
    for parent in {paragraph.getparent() for paragraph in tree.iter("p")}:
        paragraphs = [child for child in parent if child.tag == "p"]
        are_teasers = [_is_teaser(paragraph) for paragraph in paragraphs]
        told = zip(paragraphs, are_teasers, strict=True)
        if any(_ENDED.search(p.text_content().strip()) for p, is_teaser in told if not is_teaser):
            for teaser in compress(paragraphs, are_teasers):
                teaser.drop_tree()


def _is_teaser(paragraph: HtmlElement) -> bool:
    whole = _squeezed(paragraph.text_content())
    linked = sum(len(_squeezed(link.text_content())) for link in paragraph.iter("a"))
    return linked >= _LINKED * len(whole) > 0 and not _ENDED.search(whole)


def _note(declared: object) -> str | None:
    """A correction note; schema.org allows the address of one too."""
    return declared if isinstance(declared, str) and not declared.startswith(("http:", "https:")) else None


def _check_prose(text: str, linked: Set[str], *, signed: bool) -> None:
    """Raises ReadError where the text is a list of links, or hardly a sentence that nobody calls an article."""
    lines = [(_squeezed(line.lstrip(" -•*")), line) for line in text.split("\n") if line.strip()]
    words = sum(len(line.split()) for line, _ in lines)
    if 2 * sum(len(line.split()) for line, _ in lines if line in linked) > words:
        raise ReadError("a list of links to other pages, not an article. Save the page of the article itself.")
    prose = sum(len(line.split()) for line, whole in lines if len(line.split()) >= 6 and _ENDED.search(whole))
    if prose < _LEAST_PROSE and not signed and len(text) < _LONG_WITHOUT_PROSE:
        raise ReadError("no article text in the page. Save its text instead or remove the file.")


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _tags(declared: object) -> list[str]:
    """Keywords, without those that steer the page itself ("type:article")."""
    parts = [part for value in declared for part in str(value).split(",")] if isinstance(declared, list) else []
    return [tag.strip() for tag in parts if tag.strip() and not re.search(r"[:=]", tag)]


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


def _date_or_none(value: object) -> date | None:
    """A page's date; one that cannot be right is left out, because its reader cannot correct the page."""
    try:
        return parse_date(value) if value else None
    except ReadError:
        return None
