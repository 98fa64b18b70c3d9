"""What two figures count: whether the sentence of the one tells as much of what is asked as that of the other."""

from __future__ import annotations

import re

from index.tense import is_past
from rag.amounts import amounts
from rag.facts import content_words
from rag.quantities import PEOPLE, meant, normal
from rag.reports import Report, sentence

_LEAST_SHARE = 0.6  # of the asked words that one sentence has, those that the other one and its title have too
_PERSON = re.compile(
    r"(?:people|persons?|women|men|children|bodies|pupils|guests|youths|staff|citizens|\w+(?:ents|ers|ors|ists|ants|ees|ians))"
)
_THERE_ARE = re.compile(
    r"\bthere\s(?:are|is|were|was)\s(?:now\s|still\s|only\s|some\s|about\s|at least\s|already\s)*$", re.IGNORECASE
)
_VERB_BEFORE = re.compile(r"\b(?P<verb>[a-z]+)\s(?:all\s|some\s|about\s|at least\s|only\s|nearly\s)*$", re.IGNORECASE)
_COUNTS = re.compile(
    r"(?:counted|found|recorded|registered|numbered|totalled|reached|estimated|reported|had|was|were|held|said)"
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
    if any(_all_there_are(one) and _done_to_some(two) for one, two in ((anchor, other), (other, anchor))):
        return False
    nouns = [_noun(report) for report in (anchor, other)]
    if not all(nouns) or nouns[0] == nouns[1]:
        return True
    return all(_PERSON.fullmatch(noun) for noun in nouns) or all(content_words(noun) & asked for noun in nouns)


def _all_there_are(report: Report) -> bool:
    """'There are now 40 storks': a count of all."""
    return _THERE_ARE.search(sentence(report)[: report.quantity.start]) is not None


def _done_to_some(report: Report) -> bool:
    """'He shot two storks': those to whom something was done, which says nothing of how many there are."""
    verb = _VERB_BEFORE.search(sentence(report)[: report.quantity.start])
    return verb is not None and not _COUNTS.fullmatch(verb["verb"].lower()) and is_past(verb["verb"].lower())


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
