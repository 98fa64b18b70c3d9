"""What stands beside the conversation, as HTML: the cited articles with their quotes, or else the collection.

Every value goes through `Markup.format`, which escapes it: titles lead to the stored articles, and of outside addresses
only http(s) ones become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup

from eval.plain import line, plain, web_address
from index.article import Article
from index.library import Overview
from index.sentences import paragraph_span
from rag.answer import Citation
from ui.article_link import linked
from ui.body import joined
from ui.exchange import Exchange
from ui.render import by_article, byline, changes, count, page

_CONTEXT = 320  # characters shown before and after the quotes of a long paragraph
_PUBLISHERS = 8  # publishers named on the first screen


def sources(exchanges: Sequence[Exchange]) -> Markup:
    """The cited articles by question, newest question first; the older groups are folded. '' where none is cited."""
    if not any(exchange.citations for exchange in exchanges):
        return Markup("")
    groups = [_source_group(exchange, newest=exchange is exchanges[-1]) for exchange in reversed(exchanges)]
    return Markup('<div class="sources{}" role="region" aria-label="Sources"><h2>Sources</h2>{}</div>').format(
        " single" if len(exchanges) == 1 else "", Markup("").join(groups)
    )


def collection(overview: Overview) -> Markup:
    """The collection in figures: articles, dates and publishers."""
    if overview.articles == 0:
        return Markup("")
    shown = overview.publishers[:_PUBLISHERS]
    rows = joined(
        '<li><span>{}</span><span class="tally">{}</span></li>', ((line(name), f"{n:,}") for name, n in shown)
    )
    further = len(overview.publishers) - len(shown)
    more = Markup('<p class="aside">and {}</p>').format(count(further, "more publisher")) if further else ""
    undated = (
        Markup('<p class="aside">{} undated</p>').format(count(overview.undated, "article")) if overview.undated else ""
    )
    return Markup(
        '<div class="collection" role="region" aria-label="The collection"><h2>The collection</h2>'
        '<ul class="publishers">{}</ul>{}{}</div>'
    ).format(rows, more, undated)


def _source_group(exchange: Exchange, *, newest: bool) -> Markup:
    if not exchange.citations:
        return Markup("")
    cards = Markup("").join(_card(exchange.number, citations) for citations in by_article(exchange.citations))
    return Markup('<details class="group"{}><summary><span>{}</span></summary>{}</details>').format(
        Markup(" open") if newest else "", line(exchange.question), cards
    )


def _card(turn: int, citations: Sequence[Citation]) -> Markup:
    """One cited article: its numbers, who, when, and its quotes marked within their paragraphs."""
    article = citations[0].article
    facts = [byline(article), *changes(article)]
    copies = {copy.article_id: copy for citation in citations for copy in citation.copies}.values()
    return Markup(
        '<article class="card" tabindex="-1" aria-label="{label}">'
        '<p class="numbers" aria-hidden="true">{numbers}</p>'
        '<h3>{title}</h3><p class="facts">{facts}</p>{excerpts}{copies}'
        '<p class="foot">{link}<a class="back" href="#turn-{turn}">Back to the answer</a></p></article>'
    ).format(
        label=f"Source {', '.join(str(c.n) for c in citations)}: {line(article.title)}",
        numbers=joined("<span>{}</span>", ((c.n,) for c in citations)),
        title=line(article.title),
        facts=" · ".join(facts),
        excerpts=Markup("").join(_excerpts(turn, citations)),
        copies=Markup('<p class="copies">Also carried by {}</p>').format(
            Markup("; ").join(linked(copy, byline(copy)) for copy in copies)
        )
        if copies
        else "",
        link=linked(article, "Read the article", citations) + _original(article),
        turn=turn,
    )


def _excerpts(turn: int, citations: Sequence[Citation]) -> Iterable[Markup]:
    """The paragraphs that hold the quotes, in the article's order, each quote marked."""
    text = citations[0].article.text
    in_order = sorted(citations, key=lambda citation: (citation.start, citation.end))
    for (first, last), group in groupby(in_order, key=lambda c: paragraph_span(text, c.start, c.end)):
        quotes = list(group)
        first, last = _window(text, first, last, quotes[0].start, max(quote.end for quote in quotes))
        parts = [Markup("… ") if first and text[first - 1] != "\n" else Markup("")]
        position = first
        for quote in quotes:
            start, end = max(quote.start, position), max(quote.end, position)
            parts.append(
                Markup('{}<mark id="cite-{}-{}"><sup>{}</sup>{}</mark>').format(
                    plain(text[position:start]), turn, quote.n, quote.n, plain(text[start:end])
                )
            )
            position = end
        tail = " …" if last < len(text) and text[last] != "\n" else ""
        parts.append(Markup("{}{}").format(plain(text[position:last]), tail))
        if where := page(citations[0].article, quotes[0].start, max(quote.end for quote in quotes)):
            parts.append(Markup(' <span class="page">{}</span>').format(where))
        yield Markup('<p class="excerpt">{}</p>').format(Markup("").join(parts))


def _window(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The paragraph, cut at a space where it runs on far before or after the quotes."""
    if start - first > _CONTEXT:
        first = text.rfind(" ", first, start - _CONTEXT) + 1 or start
    if last - end > _CONTEXT:
        cut = text.find(" ", end + _CONTEXT, last)
        last = last if cut < 0 else cut
    return first, last


def _original(article: Article) -> Markup:
    """Where the article was published, if that is a web address."""
    url = web_address(article.url)
    if url is None:
        return Markup("")
    return Markup(
        '<span class="original">Original at '
        '<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a></span>'
    ).format(url, line(urlsplit(url).netloc))
