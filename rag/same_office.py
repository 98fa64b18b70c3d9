"""All that the found sentences tell of who held one office.

Besides the articles that name its place, those that know somebody who held it: 'Resnik was sworn in as governor' in an
article that knows Whitlow, the governor before him.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.candidates import Candidate
from rag.facts import knows
from rag.mentions import OFFICE_OF, Mention, mentions
from rag.office_told import TOLD_LEAVING
from rag.offices import ONE_OF_A_KIND, OfficeAsked, office_words

_MOST_KNOWN = 3  # holders whose articles are looked at for others


def all_mentions(ranked: Sequence[Candidate], asked: OfficeAsked) -> list[Mention]:
    """The mentions in all sentences, best sentence first."""
    told = _told(ranked, asked.role, asked.place, asked.beside)
    if asked.beside or not asked.role & ONE_OF_A_KIND:
        return told
    known: list[str] = []
    while len(known) < _MOST_KNOWN:
        new = (one.words for one in told if " " in one.words and (one.here or not asked.place))
        name = next((words for words in new if words not in known), None)
        if name is None:
            break
        known.append(name)
        told += [one for one in _of_articles_about(name, ranked, asked) if one not in told]
    return told


def _told(ranked: Sequence[Candidate], role: frozenset[str], place: frozenset[str], beside: str) -> list[Mention]:
    return [one for candidate in ranked for one in mentions(candidate, role, place, beside)]


def _of_articles_about(name: str, ranked: Sequence[Candidate], asked: OfficeAsked) -> Iterator[Mention]:
    """The mentions in articles that know the holder; where a place is asked about, of changes, of no other place."""
    for one in _told(ranked, asked.role, frozenset(), name):
        if not asked.place or (one.plain >= TOLD_LEAVING and not _names_another(one, asked)):
            yield one


def _names_another(one: Mention, asked: OfficeAsked) -> bool:
    """Whether the sentence gives the office of another place."""
    text = one.candidate.text
    return any(
        office_words(found["office"]) & asked.role and not any(knows(found["place"], name) for name in asked.place)
        for found in OFFICE_OF.finditer(text)
    )
