"""The questions that compare two things: which came first, which is more, by how much, how long between.

Each side is asked about by itself, and `rag.verdict` says what follows. What is not understood as a comparison is left
as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.comparison import Comparison
from rag.in_order import in_order
from rag.in_size import changed, in_size

_COMPARE = re.compile(r"^\W*(?:please\s+)?compare\b", re.IGNORECASE)


def comparison_of(question: str) -> Comparison | None:
    """The comparison that a question asks for; None where it asks for none that is understood."""
    text = " ".join(question.split())
    for read in (changed, in_order, in_size):
        found = read(text)
        if found is not None:
            return found
    return None


def side_by_side(question: str, parts: Sequence[str]) -> Comparison | None:
    """The comparison of a question that says 'compare' and has two parts, each a side; else None."""
    if len(parts) != 2 or not _COMPARE.match(question):
        return None
    return Comparison("size", (parts[0], parts[1]), (parts[0], parts[1]), "more", least=False)
