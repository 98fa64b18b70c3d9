"""An answer in words: the phrases that page and terminal share.

Titles, publishers and quotes come from articles, which anybody may have written: `eval.plain` drops what
could steer a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from eval.plain import line, plain
from index.article import Article, written
from index.filters import Filters
from rag.answer import Answer, Citation, Difference, RefusalReason, Sentence, ShortAnswer
from ui.forms import span

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
    if answer.collection.first and answer.collection.first == answer.collection.last:
        yield f"the collection is of {day(answer.collection.first)}"
    elif answer.collection.first:
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
    """What stands in brackets after a short answer: the days that its words mean, and what keeps it from being a plain
    fact; '' where there is neither.
    """
    told = [span(short.when)] if short.when.first else []
    told += [line(short.care)] if short.care else []
    return f" ({'; '.join(told)})" if told else ""


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


def by_article(citations: Sequence[Citation]) -> tuple[tuple[Citation, ...], ...]:
    """The citations of each article together, articles in the order in which they are first cited."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.article.article_id, []).append(citation)
    return tuple(tuple(group) for group in groups.values())
