"""The body of an answer as HTML: what was worked out, the short answer, quotes, a timeline, or prose.

Every value goes through `Markup.format`, which escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from eval.plain import line
from rag.answer import UNSURE, Citation, Sentence, ShortAnswer, TimelineEntry
from ui.exchange import Exchange
from ui.forms import when
from ui.render import byline, careful, differs, reported, said_by

_LONG_WORD = 24  # characters from which a word may stand on a line without its markers


def body(exchange: Exchange) -> Iterable[Markup]:
    """What was worked out or the short answer, then the sentences: an article's own words as quotations, neighbours of
    one article together, or as a timeline; a model's as prose. What differs between articles stands right below the
    first answer, so that nobody takes a figure for the only one.
    """
    cited = {citation.n: citation for citation in exchange.citations}
    answer = exchange.answer
    short = answer.short if answer else ()
    differ = tuple(_differences(exchange, cited))
    if answer is not None and answer.compared is not None:
        numbers = tuple(dict.fromkeys(side.n for side in answer.compared.sides))
        yield Markup('<p class="short">{} <span class="end">{}</span></p>').format(
            line(answer.compared.result), _markers(exchange, numbers, cited)
        )
    elif answer is not None and not answer.sure:
        yield Markup('<p class="unsure">{}</p>').format(UNSURE)
    elif short:
        words = Markup("; ").join(_short(exchange, one, cited) for one in short)
        yield Markup('<p class="short">{}</p>').format(words)
        yield from differ
        differ = ()
    if answer is not None and answer.timeline:
        yield _timeline(exchange, answer.timeline, cited)
        yield from differ
        return

    def kind(sentence: Sentence) -> str:
        return cited[sentence.citations[0]].article.article_id if sentence.quoted else ""

    for article_id, run in groupby(exchange.sentences, key=kind):
        sentences = list(run)
        if not article_id:
            prose = Markup(" ").join(_sentence(exchange, sentence, cited) for sentence in sentences)
            yield Markup('<p class="written">{}</p>').format(prose)
            yield from differ
            differ = ()
            continue
        quotes = Markup("").join(
            Markup("<p>{}</p>").format(_sentence(exchange, sentence, cited)) for sentence in sentences
        )
        article = cited[sentences[0].citations[0]].article
        yield Markup(
            '<figure class="quotation"><blockquote>{}</blockquote><figcaption>{}</figcaption></figure>'
        ).format(quotes, byline(article))
        yield from differ
        differ = ()


def _differences(exchange: Exchange, cited: dict[int, Citation]) -> Iterable[Markup]:
    """What articles say differently, each value with who says so and when."""
    answer = exchange.answer
    if answer is None:
        return
    for difference in answer.differences:
        values = Markup("").join(
            Markup('<li>{} <span class="end">{}</span></li>').format(words, _markers(exchange, (n,), cited))
            for words, n in reported(answer, difference)
        )
        yield Markup('<div class="differ"><p>{}</p><ul>{}</ul></div>').format(differs(difference), values)


def _timeline(exchange: Exchange, entries: Sequence[TimelineEntry], cited: dict[int, Citation]) -> Markup:
    """One dated line an event, each with the quote that tells it and who published that."""
    said = {number: sentence for sentence in exchange.sentences for number in sentence.citations}
    events = joined(
        '<li><p class="when">{}</p><blockquote><p>{}</p></blockquote><p class="by">{}</p></li>',
        ((when(entry), _sentence(exchange, said[entry.n], cited), byline(cited[entry.n].article)) for entry in entries),
    )
    return Markup('<ol class="timeline">{}</ol>').format(events)


def _short(exchange: Exchange, short: ShortAnswer, cited: dict[int, Citation]) -> Markup:
    words = f"{line(short.text)}{careful(short)}"
    part = Markup('<span class="part">{}:</span> ').format(line(short.part)) if short.part else ""
    return Markup('{}{} <span class="end">{}</span>').format(part, words, _markers(exchange, (short.n,), cited))


def _sentence(exchange: Exchange, sentence: Sentence, cited: dict[int, Citation]) -> Markup:
    markers = _markers(exchange, sentence.citations, cited)
    rest, space, last = f"{line(sentence.text)}{said_by(sentence)}".rpartition(" ")
    if len(last) > _LONG_WORD:
        return Markup("{}{}{} {}").format(rest, space, last, markers)
    return Markup('{}{}<span class="end">{} {}</span>').format(
        rest, space, last, markers
    )  # the markers stay with their word


def _markers(exchange: Exchange, numbers: Sequence[int], cited: dict[int, Citation]) -> Markup:
    return joined(
        '<a class="marker" href="#cite-{}-{}" aria-label="Source {}: {}">{}</a>',
        ((exchange.number, n, n, byline(cited[n].article), n) for n in numbers),
    )


def joined(template: str, rows: Iterable[tuple[object, ...]]) -> Markup:
    """The template filled with each row, one after the other."""
    return Markup("").join(Markup(template).format(*row) for row in rows)  # noqa: S704 - templates are ours, rows are escaped
