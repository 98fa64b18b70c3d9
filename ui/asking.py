"""A question as it is typed on the page: what is wrong with it or its filters, and its answer as it grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from index.errors import DatelineError
from index.filters import Filters
from rag.chain import NewsChain
from rag.question import MAX_CHARACTERS
from ui.exchange import Conversation, Exchange, history


def too_long(question: str) -> str | None:
    """What is said of a question that is longer than it may be."""
    if len(question) <= MAX_CHARACTERS:
        return None
    return f"A question may have {MAX_CHARACTERS:,} characters, and this one has {len(question):,}. Shorten it."


def answer(chain: NewsChain, question: str, asked: Conversation, filters: Filters) -> Iterator[Conversation]:
    """The conversation with the question added, again after each event of its answer."""
    exchange = Exchange(len(asked) + 1, question.strip(), filters)
    yield (*asked, exchange)
    try:
        for event in chain.stream(exchange.question, history(asked), filters):
            exchange = exchange.after(event)
            yield (*asked, exchange)
    except DatelineError as error:
        yield (*asked, exchange.stopped(str(error)))


def read_filters(since: str, until: str, publishers: Sequence[str], undated: bool) -> Filters | str:
    """The filters as typed, or what is wrong with them."""
    days: list[date | None] = []
    for name, text in (("From", since), ("To", until)):
        try:
            days.append(date.fromisoformat(text.strip()) if text.strip() else None)
        except ValueError:
            return f"{name}: “{text.strip()}” is not a date. Write it as 2025-10-14, or leave it empty."
    first, last = days
    if first and last and first > last:
        return f"From ({first}) lies after To ({last})."
    return Filters(since=first, until=last, publishers=tuple(publishers), undated=undated)
