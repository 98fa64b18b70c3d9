"""An answer in words: the phrases that page and terminal share, and the answer on a terminal.

Titles, publishers and quotes come from articles, which anybody may have written: `eval.plain` drops what
could steer a terminal, and nothing of theirs is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from eval.plain import line, plain, web_address
from index.article import Article, written
from index.filters import Filters
from rag.answer import Answer, Citation, Difference, RefusalReason, Sentence, ShortAnswer
from ui.forms import understood, when

_DIFFERENCES = {
    "changed": "It changed over time",
    "corrected": "It was corrected",
    "disputed": "The sources differ",
}
_REASONS: dict[RefusalReason, str] = {
    "empty_collection": "No articles yet",
    "not_covered": "No sure answer in these articles",
    "outside_dates": "Outside the dates",
    "ambiguous": "It could mean several things",
    "false_premise": "The articles say otherwise",
}


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
        parts.append(_sentences(answer))
        parts.extend(_difference(answer, one) for one in answer.differences)
        parts.append(Text("\n" + " · ".join(standing(answer)), style="dim"))
        parts.extend(Text(f"Newer on this: {headline(article)}", style="dim") for article in answer.newer)
    parts.extend(Text(f"Note: {plain(note)}", style="dim") for note in answer.notes)
    if answer.usage:
        parts.append(Text(spent(answer), style="dim"))
    if answer.citations:
        parts.append(Text("\nSources", style="bold"))
        parts.extend(_source(citations) for citations in by_article(answer.citations))
    return Group(*parts)


def spent(answer: Answer) -> str:
    """What the chat model was asked and what it cost, '' where none was: 'openai:x: 2 calls, 900 tokens in, 80 out'."""
    usage = answer.usage
    if usage is None:
        return ""
    parts = [count(usage.calls, "call")]
    if usage.input_tokens is not None and usage.output_tokens is not None:
        parts += [f"{usage.input_tokens:,} tokens in", f"{usage.output_tokens:,} out"]
    if usage.cost is not None:
        parts.append(f"cost {usage.cost:.6f}".rstrip("0").rstrip("."))
    return f"{plain(answer.model)}: {', '.join(parts)}"


def day(value: date | None) -> str:
    """'14 October 2025', or 'undated'."""
    return written(value) if value else "undated"


def byline(article: Article) -> str:
    """Who published it and when: 'The Harbour Courier, 14 October 2025'."""
    return f"{line(article.publisher or 'Unknown publisher')}, {day(article.published)}"


def page(article: Article, start: int, end: int) -> str:
    """Where `article.text[start:end]` stands: 'page 3', 'pages 3 and 4', or '' in an article without pages."""
    pages = article.pages_of(start, end)
    if len(pages) < 2:
        return f"page {pages[0]}" if pages else ""
    return f"pages {pages[0]} {'and' if pages[1] - pages[0] == 1 else 'to'} {pages[1]}"


def headline(article: Article) -> str:
    """An article on one line: title, publisher, date."""
    return f"{line(article.title)} ({byline(article)})"


def standing(answer: Answer) -> tuple[str, ...]:
    """How the answer stands, in short parts: as of when, how many articles, who reports it, the collection's days."""
    return (*_evidence(answer), *_collection(answer))


def _collection(answer: Answer) -> Iterator[str]:
    if answer.asked_as_of:
        yield f"asked as of {day(answer.asked_as_of)}"
    if answer.collection.first:
        yield f"the collection runs from {day(answer.collection.first)} to {day(answer.collection.last)}"


def _evidence(answer: Answer) -> tuple[str, ...]:
    first, last = answer.as_of
    parts = [f"As of {day(last)}" if last else "Undated: nobody says as of when"]
    if first != last:
        parts.append(f"earliest report {day(first)}")
    who = answer.agreement
    if who is None:
        return tuple(parts)
    parts.append(count(who.articles, "article"))
    if who.undated and last:
        parts.append(f"{who.undated} undated")
    if who.publishers:
        parts.append(f"reported by {listed([line(name) for name in who.publishers])}")
    if who.also:
        parts.append(f"also carried by {listed([line(name) for name in who.also])}")
    if who.articles > 1:
        parts.append(f"{count(who.independent, 'independent report')}")
    return tuple(parts)


def careful(short: ShortAnswer) -> str:
    """What keeps a short answer from being a plain fact, in brackets after it; '' where nothing does."""
    return f" ({line(short.care)})" if short.care else ""


def said_by(sentence: Sentence) -> str:
    """Who says the words of a quotation, after them; '' where they say so themselves."""
    return f" ({line(sentence.speaker)})" if sentence.speaker else ""


def differs(difference: Difference) -> str:
    """What kind of difference it is, in words that stand before the values."""
    return _DIFFERENCES[difference.kind]


def reported(answer: Answer, difference: Difference) -> tuple[tuple[str, int], ...]:
    """Each value of a difference with who gives it and when, and the number of its quote: the current one last."""
    cited = {citation.n: citation.article for citation in answer.citations}
    last = len(difference.values) - 1
    return tuple(
        (f"{line(value.text)} ({_role(difference, place == last)}{byline(cited[value.n])})", value.n)
        for place, value in enumerate(difference.values)
    )


def _role(difference: Difference, last: bool) -> str:
    return "" if difference.kind == "disputed" else "now: " if last else "earlier: "


def reason(value: RefusalReason) -> str:
    """A refusal's reason in plain words."""
    return _REASONS[value]


def limits(filters: Filters) -> str:
    """The filters in words, '' where there are none: 'from 1 March 2025 to 5 March 2025, by The Harbour Courier'."""
    parts = []
    if filters.since or filters.until:
        since = f"from {day(filters.since)}" if filters.since else ""
        until = f"up to {day(filters.until)}" if filters.until else ""
        parts.append(f"{since} {until}".strip() + (" or undated" if filters.undated else ""))
    if filters.publishers:
        parts.append(f"by {listed([line(name) for name in filters.publishers])}")
    return ", ".join(parts)


def changes(article: Article) -> tuple[str, ...]:
    """What became of an article since it was published: ('updated 3 May 2025', 'corrected')."""
    updated = article.updated if article.updated != article.published else None
    return (*((f"updated {day(updated)}",) if updated else ()), *(("corrected",) if article.correction else ()))


def count(number: int, noun: str, plural: str = "") -> str:
    """'1 article', '1,250 articles'; `plural` where it does not end in s alone."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """'A', 'A and B', 'A, B, C and 3 more'."""
    shown = [*names[: most - 1], f"{len(names) - most + 1} more"] if len(names) > most else list(names)
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _sentences(answer: Answer) -> Text:
    """What was worked out or the short answer, then prose that runs on, or quotes one below the other.

    A quote is preceded by who published it and when, where that is not the article of the quote above it; in a
    timeline by the day of what it tells.
    """
    text = Text()
    cited = {citation.n: citation.article for citation in answer.citations}
    days = {entry.n: when(entry) for entry in answer.timeline}
    if answer.compared is not None:
        text.append(line(answer.compared.result), style="bold")
        text.append(" " + "".join(f"[{side.n}]" for side in answer.compared.sides), style="cyan")
    for one in () if answer.compared is not None else answer.short:
        text.append("; " if text else "")
        text.append(line(one.text), style="bold")
        text.append(careful(one))
        text.append(f" [{one.n}]", style="cyan")
    above: Article | None = None
    for sentence in answer.sentences:
        if text:
            text.append("\n" if sentence.quoted or sentence is answer.sentences[0] else " ")
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


def by_article(citations: Sequence[Citation]) -> tuple[tuple[Citation, ...], ...]:
    """The citations of each article together, articles in the order in which they are first cited."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.article.article_id, []).append(citation)
    return tuple(tuple(group) for group in groups.values())


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
