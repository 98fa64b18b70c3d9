"""What a page says of its article in JSON-LD and microdata, by schema.org's NewsArticle.

trafilatura reads the commonest of it; `dateModified`, sections and publishers it leaves out. The library for all of it,
extruct, brings an RDF store with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SCRIPTS = "//script[contains(translate(@type, 'JSONLD', 'jsonld'), 'ld+json')]/text()"
_ARTICLES = ("article", "blogposting", "report")  # how the names of these types end: NewsArticle, LiveBlogPosting
_PROPERTIES = {
    "title": "headline",
    "published": "datePublished",
    "updated": "dateModified",
    "authors": "author",
    "publisher": "publisher",
    "section": "articleSection",
    "tags": "keywords",
    "url": "url",
    "correction": "correction",
}
_INNER_NAMES = {"url": "url", "correction": "text"}  # what of an object is the value; of others its name
_MOST_NODES = 2000
_DEPTH = 12


def declared_article(tree: HtmlElement) -> dict[str, object]:
    """The fields that the page declares for its one article, {} where it declares none, or several.

    Values are texts or lists of texts, as they stand there.
    """
    nodes = list(_nodes(tree))
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return _microdata(tree)
    if len(articles) > 1:  # one of them may be the page's own, and the others what it links to
        own = _headings(tree)
        articles = [node for node in articles if " ".join(str(node["headline"]).split()).casefold() in own]
    if len(articles) != 1:
        return {}
    found: dict[str, object] = {}
    for field, name in _PROPERTIES.items():
        values = [text for value in _listed(articles[0].get(name)) if (text := _text(value, by_id, field))]
        if values:
            found[field] = values if field in ("authors", "tags") else values[0]
    return found


def _headings(tree: HtmlElement) -> frozenset[str]:
    texts = [*(h.text_content() for h in tree.iter("h1")), *tree.xpath("//meta[@property='og:title']/@content")]
    return frozenset(" ".join(str(text).split()).casefold() for text in texts)


def _nodes(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """The objects at the top of the page's JSON-LD, in lists and graphs too; what is no JSON is passed over."""
    waiting: list[tuple[object, int]] = []
    for script in tree.xpath(_SCRIPTS):
        try:
            waiting.append((json.loads(script.strip().rstrip(";"), strict=False), 0))
        except (ValueError, RecursionError):
            continue
    seen = 0
    while waiting and seen < _MOST_NODES:
        value, depth = waiting.pop(0)
        seen += 1
        if isinstance(value, list) and depth < _DEPTH:
            waiting += [(item, depth + 1) for item in value[:_MOST_NODES]]
        elif isinstance(value, Mapping):
            yield value
            inner = [value[key] for key in ("@graph", "mainEntity", "itemListElement", "item") if key in value]
            waiting += [(item, depth + 1) for item in inner if depth < _DEPTH]


def _is_article(node: Mapping[str, object]) -> bool:
    types = [str(name).lower() for name in _listed(node.get("@type"))]
    return "headline" in node and any(name.endswith(_ARTICLES) for name in types)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _text(value: object, by_id: Mapping[str, Mapping[str, object]], field: str) -> str | None:
    """A text, or the name (or address) of an object or of the one that is referred to."""
    if isinstance(value, Mapping):
        value = by_id.get(str(value.get("@id")), value) if "name" not in value else value
        value = next(iter(_listed(value.get(_INNER_NAMES.get(field, "name")))), None)
    return " ".join(value.split()) if isinstance(value, str) and value.strip() else None


def _microdata(tree: HtmlElement) -> dict[str, object]:
    """The properties of the one element that is marked as an article."""
    scopes = [
        scope
        for scope in tree.xpath("//*[@itemscope and @itemtype]")
        if str(scope.get("itemtype")).rstrip("/").lower().endswith(_ARTICLES)
    ]
    if len(scopes) != 1:
        return _lone_dates(tree) if not scopes else {}
    found: dict[str, object] = {}
    for field, name in _PROPERTIES.items():
        values = [text for element in scopes[0].xpath(".//*[@itemprop=$n]", n=name) if (text := _value(element))]
        if values:
            found[field] = values if field in ("authors", "tags") else values[0]
    return found


def _lone_dates(tree: HtmlElement) -> dict[str, object]:
    """The dates of a page that marks them, but nothing as its article: each where there is only one."""
    found: dict[str, object] = {}
    for field in ("published", "updated"):
        values = {_value(element) for element in tree.xpath("//*[@itemprop=$n]", n=_PROPERTIES[field])}
        if len(values) == 1:
            found[field] = values.pop()
    return found


def _value(element: HtmlElement) -> str:
    inner = element.xpath(".//*[@itemprop='name']") if element.get("itemscope") is not None else []
    source = inner[0] if inner else element
    text = source.get("content") or source.get("datetime") or source.text_content()
    return " ".join(str(text).split())
