"""An answer on a terminal: what was found, how it stands, and its sources, without markup of anybody else's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from eval.plain import line, plain, web_address
from index.article import Article
from rag.answer import UNSURE, Answer, Citation, Difference
from ui.forms import understood, when
from ui.render import (
    by_article,
    byline,
    careful,
    changes,
    differs,
    headline,
    page,
    reported,
    said_by,
    spent,
    standing,
)


def print_answer(console: Console, answer: Answer) -> None:
    """Prints the answer, or the refusal, with its sources."""
    console.print(to_terminal(answer))


def to_terminal(answer: Answer) -> RenderableType:
    """The answer as something rich prints: the sentences with their `[n]`, how it stands, and the sources."""
    parts: list[RenderableType] = []
    if answer.standalone_question != answer.question:
        parts.append(Text(f"Understood as: {plain(answer.standalone_question)}", style="dim"))
    parts.extend(Text(line(said), style="dim") for said in understood(answer))
    if answer.refusal is not None:
        parts.append(Text(plain(answer.refusal.message)))
        if answer.refusal.instead:
            parts.append(Text("\nWhat the articles do say", style="bold"))
            parts.extend(Padding(_said(citation), (0, 0, 0, 2), expand=False) for citation in answer.refusal.instead)
        if answer.refusal.nearest:
            parts.append(Text("\nNearest articles", style="bold"))
            parts.extend(
                Padding(Text(headline(article)), (0, 0, 0, 2), expand=False) for article in answer.refusal.nearest
            )
    else:
        parts.extend(_body(answer))
        parts.append(Text("\n" + " · ".join(standing(answer)), style="dim"))
        parts.extend(Text(f"Newer on this: {headline(article)}", style="dim") for article in answer.newer)
    parts.extend(Text(f"Note: {plain(note)}", style="dim") for note in answer.notes)
    if answer.usage:
        parts.append(Text(spent(answer), style="dim"))
    if answer.citations:
        parts.append(Text("\nSources", style="bold"))
        parts.extend(_source(citations) for citations in by_article(answer.citations))
    return Group(*parts)


def _body(answer: Answer) -> Iterator[Text]:
    """What was worked out or the short answer, what differs between articles, and the sentences."""
    short = _short(answer)
    differing = [_difference(answer, one) for one in answer.differences]
    if not answer.sure:
        yield Text(UNSURE, style="italic")
    if not short:
        yield from (_sentences(answer), *differing)
        return
    yield short
    yield from differing
    yield Text("\n").append(_sentences(answer)) if differing else _sentences(answer)


def _short(answer: Answer) -> Text:
    """What was worked out, or the short answer; empty where there is neither."""
    text = Text()
    if answer.compared is not None:
        text.append(line(answer.compared.result), style="bold")
        numbers = dict.fromkeys(side.n for side in answer.compared.sides)
        text.append(" " + "".join(f"[{n}]" for n in numbers), style="cyan")
        return text
    for one in answer.short:
        text.append("; " if text else "")
        text.append(f"{line(one.part)}: " if one.part else "", style="dim")
        text.append(line(one.text), style="bold")
        text.append(careful(one))
        text.append(f" [{one.n}]", style="cyan")
    return text


def _sentences(answer: Answer) -> Text:
    """Prose that runs on, or quotes one below the other.

    A quote is preceded by who published it and when, where that is not the article of the quote above it; in a
    timeline by the day of what it tells.
    """
    text = Text()
    cited = {citation.n: citation.article for citation in answer.citations}
    days = {entry.n: when(entry) for entry in answer.timeline}
    above: Article | None = None
    for sentence in answer.sentences:
        if text:
            text.append("\n" if sentence.quoted else " ")
        article = cited[sentence.citations[0]] if sentence.quoted and sentence.citations else None
        if article is not None and days:
            text.append(f"{days.get(sentence.citations[0], '')}: ", style="bold")
            text.append(f"“{line(sentence.text)}” ({line(article.publisher or 'Unknown publisher')})")
        elif article is not None:
            text.append("" if article is above else f"{byline(article)}: ", style="dim")
            text.append(f"“{line(sentence.text)}”")
        else:
            text.append(line(sentence.text))
        text.append(said_by(sentence))
        text.append(" " + "".join(f"[{n}]" for n in sentence.citations), style="cyan")
        above = article
    return text


def _said(citation: Citation) -> Text:
    return Text(f"“{line(citation.quote)}” ({byline(citation.article)})")


def _difference(answer: Answer, difference: Difference) -> Text:
    text = Text(f"\n{differs(difference)}", style="bold")
    for words, n in reported(answer, difference):
        text.append(f"\n  {words}", style="not bold").append(f" [{n}]", style="not bold cyan")
    return text


def _source(citations: Sequence[Citation]) -> RenderableType:
    article = citations[0].article
    changed = ", ".join(changes(article))
    return Group(
        Text(f"{byline(article)}{changed and f' ({changed})'}"),
        *(
            Padding(Text(text, style=style), (0, 0, 0, 4), expand=False)
            for text, style in (
                (line(article.title), "bold"),
                (line(web_address(article.url) or article.source), "dim"),
                *((_quote(citation), "") for citation in citations),
            )
        ),
    )


def _quote(citation: Citation) -> str:
    where = page(citation.article, citation.start, citation.end)
    return f"[{citation.n}] “{line(citation.quote)}”{where and f' ({where})'}"
