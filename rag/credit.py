"""Whom an article gives as its source: the agency in its byline or in brackets before its first sentence."""

from __future__ import annotations

import re

from index.article import Article

_OPENING = 160  # characters: 'PORT KESMAR, Brennan Islands, Sept 2 (Meridian Wire) —'
# A byline of these names nobody: two outlets that have 'Staff' there have nothing in common.
_NOBODY = re.compile(
    r"\b(?:staff|editors?|editorial|newsroom|desk|admin|reporters?|correspondents?|contributors?|writers?|agencies)$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\((?P<name>[A-Z][^()]{1,40})\)\s*(?:[-–—]|$)")


def credited(article: Article) -> frozenset[str]:
    """The names, in small letters, that stand as its authors or as the agency of its dateline, be that cut or not."""
    opening = article.text[:_OPENING].split("\n")[0]
    found = (_IN_BRACKETS.search(line) for line in (opening, *article.removed))
    agencies = [match["name"] for match in found if match and match.start() < _OPENING]
    return frozenset(name.casefold() for name in (*article.authors, *agencies) if not _NOBODY.search(name))


def is_original_of(article: Article, copy: Article) -> bool:
    """Whether the copy credits the article's publisher, and is not that publisher's own."""
    publisher = (article.publisher or "").casefold()
    return bool(publisher) and publisher != (copy.publisher or "").casefold() and publisher in credited(copy)
