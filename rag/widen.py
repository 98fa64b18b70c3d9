"""Wider quotes: what the sentence beside a quote proves is proof only where the reader sees that sentence too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.entails import MIN_READ_COVERAGE, entailed
from rag.reader.read import Reader
from rag.support import Evidence, beside
from rag.verify import MIN_COVERAGE, Verdict, check


class Proven(NamedTuple):
    """A verdict, and the quotes that it was reached with: those given, or wider ones."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]


def check_widening(text: str, evidence: Sequence[Evidence], context: str = "", reader: Reader | None = None) -> Proven:
    """As `verify.check`; where the quotes do not do, with the sentence before or after each, or both.

    The narrowest that pass are returned, one for each of `evidence`, in its order; where none do, the
    verdict on the quotes as given. With a `reader`, the narrowest that hold every word are taken, or else the
    narrowest that pass, and read once (`rag.entails`): quotes are not widened until one of them pleases it.
    """
    given = tuple(evidence)
    first = check(text, given, context, MIN_COVERAGE if reader is None else MIN_READ_COVERAGE)
    if not given:
        return Proven(first, given)
    if reader is None:
        return Proven(first, given) if first.ok else _narrowest(text, given, context, MIN_COVERAGE, first)
    found = _narrowest(text, given, context, 1.0, first)
    if not found.verdict.ok:
        found = Proven(first, given) if first.ok else _narrowest(text, given, context, MIN_READ_COVERAGE, first)
    return found._replace(verdict=entailed(text, found.evidence, reader)) if found.verdict.ok else found


def _narrowest(text: str, given: tuple[Evidence, ...], context: str, least: float, failed: Verdict) -> Proven:
    for quotes in (given, *(wider for wider in _wider(given) if wider != given)):
        if check(text, quotes, context, least).ok:
            return Proven(Verdict(True), quotes)
    return Proven(failed, given)


def _wider(evidence: tuple[Evidence, ...]) -> Iterator[tuple[Evidence, ...]]:
    """One quote wider, first before, then after; then all of them both ways."""
    both = tuple(beside(item) for item in evidence)
    for i, (item, (low, high)) in enumerate(zip(evidence, both, strict=True)):
        for start, end in ((low, item.end), (item.start, high)):
            yield (*evidence[:i], item._replace(start=start, end=end), *evidence[i + 1 :])
    yield tuple(item._replace(start=low, end=high) for item, (low, high) in zip(evidence, both, strict=True))
