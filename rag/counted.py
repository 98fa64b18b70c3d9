"""What two figures count: whether the sentence of the one tells as much of what is asked as that of the other."""

from __future__ import annotations

import re

from rag.amounts import amounts
from rag.facts import content_words
from rag.quantities import PEOPLE, meant, normal
from rag.reports import Report, sentence

_LEAST_SHARE = 0.6  # of the asked words that one sentence has, those that the other one and its title have too
_PERSON = re.compile(
    r"(?:people|persons?|women|men|children|bodies|pupils|guests|youths|staff|citizens|\w+(?:ents|ers|ors|ists|ants|ees|ians))"
)


def tells_as_much(anchor: Report, other: Report, asked: frozenset[str]) -> bool:
    """Whether the other sentence, with its title, has most of the `asked` stems that the anchor's has, and counts no
    other kind of thing: 'employs 2,400 workers' is no other count of '300 workers are on strike'.
    """
    mine, theirs = (meant(sentence(report)) for report in (anchor, other))
    wanted = (normal(asked) & mine) - PEOPLE
    known = theirs | normal(content_words(other.passage.article.title))
    if len(wanted & known) < _LEAST_SHARE * len(wanted):
        return False
    nouns = [_noun(report) for report in (anchor, other)]
    if not all(nouns) or nouns[0] == nouns[1]:
        return True
    return all(_PERSON.fullmatch(noun) for noun in nouns) or all(content_words(noun) & asked for noun in nouns)


def counts_alike(anchor: Report, other: Report) -> bool:
    """Whether both figures are in one unit, and count people or both no people, as far as that is said."""
    one, two = anchor.quantity, other.quantity
    if one.unit != two.unit or one.measure != two.measure or one.unit in ("th", "s", "pp") or ":" in one.key + two.key:
        return False
    nouns = [_noun(report) for report in (anchor, other)]
    return not all(nouns) or nouns[0] == nouns[1] or len({bool(_PERSON.fullmatch(noun)) for noun in nouns}) == 1


def _noun(report: Report) -> str:
    """What the figure counts, where that follows it at once; '' else."""
    return next((one.noun.lower() for one in amounts(sentence(report)) if one.start == report.quantity.start), "")
