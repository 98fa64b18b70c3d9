"""A time that a question asks about, and how well the day of an article suits it.

It says which articles and sentences to prefer; it leaves none out, unless the question is about the coverage itself
('what was reported last week').
"""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

from index.article import written
from index.days import PartialDate
from rag.calendar import days_of

_REPORTED_WITHIN = 7  # days after it happened
_FORGOTTEN = 60  # days, at least, in which an article's fit falls to 1/e


class Period(NamedTuple):
    """First and last day, both included, None where open; `said` are the question's words for it.

    `strict`: the question is about what was published then, so nothing else answers it. `seen_from` is the day from
    which it was read, where nobody named that day: 'last week' is another one from today.
    """

    first: date | None
    last: date | None
    said: str
    strict: bool = False
    seen_from: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in it; never for an unknown day."""
        return day is not None and (self.first or day) <= day <= (self.last or day)

    def fit(self, day: date | None) -> float:
        """How well an article of that day suits: 1 within the period and a week after, then less and less (it falls
        to 1/e in the length of the period, or in 60 days); a half for an unknown day.
        """
        if day is None:
            return 0.5
        early = (self.first - day).days if self.first and day < self.first else 0
        late = (day - self.last).days - _REPORTED_WITHIN if self.last and day > self.last else 0
        if self.first is None and self.last is not None and day < self.last:  # 'by 7 April': the days before tell
            early = max(0, (self.last - day).days - _REPORTED_WITHIN)
        length = (self.last - self.first).days if self.first and self.last else 0
        return math.exp(-max(early, late, 0) / max(_FORGOTTEN, length))

    def meets(self, partial: PartialDate) -> bool:
        """Whether some day of a date with a year lies in it."""
        if partial.year is None:
            return False
        first, last = days_of(partial)
        return (self.last is None or first <= self.last) and (self.first is None or last >= self.first)


def taken_for(period: Period, newest: date) -> str:
    """What a time without a year was taken for, which was read from the day of the newest article."""
    first, last = period.first or newest, period.last or newest
    days = written(first) if first == last else f"{written(first)} to {written(last)}"
    return (
        f"“{period.said}” is taken for {days}, seen from the newest article ({written(newest)}), not from today. "
        "Ask as of another day to move it."
    )
