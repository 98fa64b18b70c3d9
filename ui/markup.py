"""The page's HTML: the conversation, the sources panel and the collection's figures.

Every value goes through `Markup.format`, which escapes it: text of articles and models is text here,
never markup; titles lead to the stored articles, and of outside addresses only http(s) ones become links.
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
from rag.answer import Citation, Refusal
from ui.article_page import address
from ui.body import body, joined
from ui.exchange import Exchange
from ui.forms import understood
from ui.judging import judging
from ui.render import by_article, byline, changes, count, day, limits, page, reason, spent, standing

_CONTEXT = 320  # characters shown before and after the quotes of a long paragraph
_HEADING = 280  # characters of a question that head its answer
_PUBLISHERS = 8  # publishers named on the first screen


def transcript(exchanges: Sequence[Exchange], *, judged: bool = True, conversation: str | None = None) -> Markup:
    """The conversation, oldest question first. Answers can be judged while no question is being answered, and never
    where verdicts are not `judged`. `conversation` is its id where it is kept: the page's address then has it, and has
    none where it is ''.
    """
    busy = any(exchange.status for exchange in exchanges)
    turns = Markup("").join(_turn(exchange, busy=busy, judged=judged) for exchange in exchanges)
    kept = Markup("") if conversation is None else Markup(' data-conversation="{}"').format(conversation)
    return Markup('<div class="log" role="region" aria-label="Conversation" data-turns="{}"{}>{}</div>').format(
        len(exchanges), kept, turns
    )


def sources(exchanges: Sequence[Exchange]) -> Markup:
    """The cited articles by question, newest question first; the older groups are folded. '' where none is cited."""
    if not any(exchange.citations for exchange in exchanges):
        return Markup("")
    groups = [_source_group(exchange, newest=exchange is exchanges[-1]) for exchange in reversed(exchanges)]
    return Markup('<div class="sources{}" role="region" aria-label="Sources"><h2>Sources</h2>{}</div>').format(
        " single" if len(exchanges) == 1 else "", Markup("").join(groups)
    )


def masthead(overview: Overview) -> Markup:
    """Name, purpose, and how many articles there are."""
    return Markup(
        '<header class="masthead"><h1 class="name">Dateline</h1>'
        "<p class=motto>Answers from your news articles, in words that prove them.</p>"
        '<p class="figures">{}</p></header>'
    ).format(_figures(overview))


def welcome(overview: Overview, samples: bool) -> Markup:
    """What the page is for, before the first question; and with `samples`, that the sample articles are invented."""
    if overview.articles == 0:
        return Markup(
            '<div class="welcome"><h2>There are no articles yet</h2>'
            "<p>Add some with <code>dateline index PATH</code>, then load this page again.</p></div>"
        )
    invented = "The sample articles are by invented outlets, to try Dateline out."
    return Markup(
        '<div class="welcome"><h2>What would you like to know?</h2>'
        "<p>Every sentence of an answer comes with the passage that proves it, who published it and when. "
        "If the articles do not say, you are told so.</p>{}</div>"
    ).format(Markup('<p class="aside">{}</p>').format(invented) if samples else "")


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


def alert(message: str) -> Markup:
    """A calm word on what was typed wrong."""
    return Markup('<p role="alert">{}</p>').format(message)


def _figures(overview: Overview) -> Markup:
    parts = [count(overview.articles, "article")]
    if overview.publishers:
        parts.append(count(len(overview.publishers), "publisher"))
    if overview.first and overview.last:
        span = (day(overview.first), day(overview.last))
        parts.append(span[0] if span[0] == span[1] else f"{span[0]} to {span[1]}")
    return Markup(" · ").join(Markup("<span>{}</span>").format(part) for part in parts)


def _turn(exchange: Exchange, *, busy: bool, judged: bool) -> Markup:
    parts = [_asked(plain(exchange.question))]
    if exchange.understood and exchange.understood.casefold() != " ".join(exchange.question.split()).casefold():
        parts.append(Markup('<p class="understood">Understood as: {}</p>').format(line(exchange.understood)))
    if not exchange.filters.is_empty:
        parts.append(Markup('<p class="understood">Only articles {}</p>').format(limits(exchange.filters)))
    if exchange.answer is not None:
        parts.extend(Markup('<p class="understood">{}</p>').format(line(said)) for said in understood(exchange.answer))
    parts.extend(body(exchange))
    if exchange.status:
        parts.append(
            Markup('<p class="status">{}<span class="dots" aria-hidden="true"></span></p>').format(exchange.status)
        )
    if exchange.problem:
        parts.append(Markup('<p class="problem">{}</p>').format(plain(exchange.problem)))
    answer = exchange.answer
    if answer is not None and answer.refusal is not None:
        parts.append(_refusal(answer.refusal))
    elif answer is not None:
        parts.append(Markup('<p class="standing">{}</p>').format(" · ".join(standing(answer))))
        parts.extend(
            Markup('<p class="newer">Newer on this: {} <small>{}</small></p>').format(
                _linked(article, line(article.title)), byline(article)
            )
            for article in answer.newer
        )
    if notes := (*(answer.notes if answer is not None else ()), *exchange.since):
        parts.append(Markup('<ul class="notes">{}</ul>').format(joined("<li>{}</li>", ((line(n),) for n in notes))))
    if answer is not None and answer.usage is not None:
        parts.append(Markup('<p class="standing spent">{}</p>').format(spent(answer)))
    if answer is not None and judged:
        parts.append(judging(exchange, busy=busy))
    return Markup('<section class="turn" id="turn-{}" tabindex="-1">{}</section>').format(
        exchange.number, Markup("").join(parts)
    )


def _asked(question: str) -> Markup:
    """The question as a heading; of a long one its beginning, and the whole to unfold."""
    if len(question) <= _HEADING:
        return Markup('<h2 class="asked">{}</h2>').format(question)
    beginning = question[:_HEADING].rpartition(" ")[0] or question[:_HEADING]
    return Markup(
        '<h2 class="asked">{}…</h2><details class="whole"><summary>Read the whole question</summary><p>{}</p></details>'
    ).format(beginning, question)


def _refusal(refusal: Refusal) -> Markup:
    nearest = joined("<li>{}<small>{}</small></li>", ((_linked(a, line(a.title)), byline(a)) for a in refusal.nearest))
    said = joined(
        '<blockquote class="instead"><p>{}</p><footer>{}</footer></blockquote>',
        ((line(one.quote), _linked(one.article, byline(one.article), (one,))) for one in refusal.instead),
    )
    instead = Markup('<p class="nearest">What the articles do say</p>{}').format(said) if refusal.instead else ""
    heading = Markup('<p class="nearest">The nearest articles</p><ul>{}</ul>').format(nearest) if nearest else ""
    return Markup('<div class="refusal"><p class="reason">{}</p><p class="message">{}</p>{}{}</div>').format(
        reason(refusal.reason), plain(refusal.message), instead, heading
    )


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
            Markup("; ").join(_linked(copy, byline(copy)) for copy in copies)
        )
        if copies
        else "",
        link=_linked(article, "Read the article", citations) + _original(article),
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


def _linked(article: Article, words: str, citations: Sequence[Citation] = ()) -> Markup:
    """The words as a link to the stored article, the quotes marked in it."""
    return Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(address(article, citations), words)


def _original(article: Article) -> Markup:
    """Where the article was published, if that is a web address."""
    url = web_address(article.url)
    if url is None:
        return Markup("")
    return Markup(
        '<span class="original">Original at '
        '<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a></span>'
    ).format(url, line(urlsplit(url).netloc))
