"""The page's HTML: the conversation, the masthead and the first screen.

Every value goes through `Markup.format`, which escapes it: text of articles and models is text here,
never markup; titles lead to the stored articles.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from eval.plain import line, plain
from index.library import Overview
from rag.answer import Refusal
from ui.article_link import linked
from ui.body import body, joined
from ui.exchange import Exchange
from ui.forms import understood
from ui.judging import judging
from ui.render import byline, count, day, limits, reason, spent, standing

_HEADING = 280  # characters of a question that head its answer


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
                linked(article, line(article.title)), byline(article)
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
    nearest = joined("<li>{}<small>{}</small></li>", ((linked(a, line(a.title)), byline(a)) for a in refusal.nearest))
    said = joined(
        '<blockquote class="instead"><p>{}</p><footer>{}</footer></blockquote>',
        ((line(one.quote), linked(one.article, byline(one.article), (one,))) for one in refusal.instead),
    )
    instead = Markup('<p class="nearest">What the articles do say</p>{}').format(said) if refusal.instead else ""
    heading = Markup('<p class="nearest">The nearest articles</p><ul>{}</ul>').format(nearest) if nearest else ""
    return Markup('<div class="refusal"><p class="reason">{}</p><p class="message">{}</p>{}{}</div>').format(
        reason(refusal.reason), plain(refusal.message), instead, heading
    )
