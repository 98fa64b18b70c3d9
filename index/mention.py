"""Words of a text that tell a time from the day it appeared, and what stands in them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, cast

from index.days import WEEKDAYS
from index.periods import Unit
from index.tense import direction

_ONES = ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DAY_NAME = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_ONES)})"
UNIT = r"(?P<unit>day|week|month|year)"


class Mention(NamedTuple):
    """Words that tell a time, in their text, read on a day."""

    match: re.Match[str]
    text: str
    today: date

    def says(self, group: str) -> str:
        return " ".join((self.match[group] or "").lower().split())

    @property
    def direction(self) -> str:
        return direction(self.text, self.match.start(), self.match.end())

    @property
    def unit(self) -> Unit:
        return cast("Unit", self.says("unit"))

    @property
    def number(self) -> int:
        """How many units; one where none is told."""
        word = self.says("number")
        return int(word) if word.isdigit() else max(_ONES.index(word) - 1, 1) if word else 1

    @property
    def days(self) -> int:
        return self.number * {"day": 1, "week": 7, "month": 30, "year": 365}[self.unit]
