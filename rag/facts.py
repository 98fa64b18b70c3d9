"""The facts of a text that can be checked by looking: numbers, dates, names, content words and what is negated.

All of it is patterns: no model, well under a millisecond a sentence. Each is read the same way on both
sides of a comparison, so that an odd reading still matches itself.
"""

from __future__ import annotations

from index.days import PartialDate, dates, weekdays
from index.when import relative_dates
from rag.figures import numbers
from rag.names import knows, names, names_in_order, names_within, places_of, without_names
from rag.words import content_words, fold, opposite, polarity

__all__ = [
    "PartialDate",
    "content_words",
    "dates",
    "fold",
    "knows",
    "names",
    "names_in_order",
    "names_within",
    "numbers",
    "opposite",
    "places_of",
    "polarity",
    "relative_dates",
    "weekdays",
    "without_names",
]
