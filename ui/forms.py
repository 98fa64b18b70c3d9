"""The forms of an answer in words that page and terminal share: the parts and time understood, a timeline's days."""

from __future__ import annotations

from datetime import timedelta

from index.article import written
from index.days import MONTHS
from rag.answer import Answer, DateSpan, TimelineEntry


def understood(answer: Answer) -> tuple[str, ...]:
    """How the question was understood, a line each: its parts, and the time that it asks about. Plain text."""
    lines = []
    if len(answer.parts) > 1:
        how = "Asked one by one, as the model took it apart: " if answer.parts_from_model else "Asked one by one: "
        lines.append(how + "; ".join(part.rstrip(" ?") + "?" for part in answer.parts))
    if answer.asked_time is not None:
        only = ", and only what was published then" if answer.asked_time.only else ""
        lines.append(f"Time asked about: {span(answer.asked_time.span)} (“{answer.asked_time.said}”){only}")
    return tuple(lines)


def span(days: DateSpan) -> str:
    """'14 October 2025', 'October 2025', '2025', 'from 1 March 2025', '1 March 2025 to 5 April 2025'."""
    first, last = days
    if first is None or last is None:
        return f"from {written(first)}" if first else f"up to {written(last)}" if last else "any day"
    if first == last:
        return written(first)
    starts, ends = first.day == 1, (last + timedelta(days=1)).day == 1
    if starts and ends and first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        if first.month == last.month:
            return f"{MONTHS[first.month - 1].capitalize()} {first.year}"
    return f"{written(first)} to {written(last)}"


def when(entry: TimelineEntry) -> str:
    """The day of an event: '14 October 2025', or 'reported 14 October 2025' where its sentence does not say."""
    return span(entry.when) if entry.stated else f"reported {span(entry.when)}"
