"""Wider quotes: what the sentence beside a quote proves is proof only where the reader sees that sentence too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.support import Evidence, beside
from rag.verify import Verdict, check


class Proven(NamedTuple):
    """A verdict, and the quotes that it was reached with: those given, or wider ones."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]


def check_widening(text: str, evidence: Sequence[Evidence], context: str = "") -> Proven:
    """As `verify.check`; where the quotes do not do, with the sentence before or after each, or both.

    The narrowest that pass are returned, one for each of `evidence`, in its order; where none do, the
    verdict on the quotes as given.
    """
    given = tuple(evidence)
    first = check(text, given, context)
    if first.ok or not given:
        return Proven(first, given)
    for wider in _wider(given):
        if wider != given and check(text, wider, context).ok:
            return Proven(Verdict(True), wider)
    return Proven(first, given)


def _wider(evidence: tuple[Evidence, ...]) -> Iterator[tuple[Evidence, ...]]:
    """One quote wider, first before, then after; then all of them both ways."""
    both = tuple(beside(item) for item in evidence)
    for i, (item, (low, high)) in enumerate(zip(evidence, both, strict=True)):
        for start, end in ((low, item.end), (item.start, high)):
            yield (*evidence[:i], item._replace(start=start, end=end), *evidence[i + 1 :])
    yield tuple(item._replace(start=low, end=high) for item, (low, high) in zip(evidence, both, strict=True))
