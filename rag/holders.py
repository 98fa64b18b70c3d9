"""Who holds an office, by the newest article that names the holder, and who held it before or at another time.

Each mention (`rag.mentions`) opens or ends somebody's time in office; the one before ends where the next begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rag.candidates import Candidate
from rag.differing import Found, Value
from rag.mentions import Mention, mentions, same_person
from rag.office_told import TOLD_PLAINLY
from rag.offices import ONE_OF_A_KIND, OfficeAsked, office_asked
from rag.question import Question
from rag.same_office import all_mentions

_HELD_BEFORE = timedelta(days=366)  # for which somebody who is only told to have gone is taken to have held it
_LEAST_DAYS = timedelta(days=7)  # of a longer time, for somebody to be named as a holder in it


class _Term(NamedTuple):
    """Somebody's time in office as far as the articles tell: from `start` to before `end`, None where it goes on.

    `told` are the mentions of it, oldest first. `words` is the fullest form of the name.
    """

    words: str
    start: date
    end: date | None
    told: tuple[Mention, ...]

    def plainest(self, told: Sequence[Mention] = ()) -> Value:
        """The sentence, of `told` where that is given, that says it most plainly and with a whole name: the newest."""
        return max(told or self.told, key=lambda one: (" " in one.words, one.plain, one.day)).value


def holders(question: Question, ranked: Sequence[Candidate]) -> Found | None:
    """Who holds the office that the question asks about, the last value; for one held now with who held it before.

    None where it asks for no office, no dated article names a holder, or the last news of it is that it fell empty.
    """
    asked = office_asked(question.raw if question.carried else question.standalone, question.period)
    if asked is None:
        return None
    if not asked.role:
        asked = asked._replace(role=_office_of(asked.beside, ranked))
        if not asked.role:
            return None
    told = all_mentions(ranked, asked)
    today = question.filters.as_of or date.max
    if asked.turn == "now" and question.filters.as_of is None:  # what lies ahead of the newest article has not begun
        today = max((candidate.passage.article.latest or date.min for candidate in ranked), default=today)
    terms = _terms(told, today)
    if not terms:
        return None
    if asked.turn == "now":
        return _now(terms)
    if asked.turn == "then":
        return _then(terms, question)
    if asked.turn == "all":
        return _all(terms)
    return _beside(terms, asked)


def _office_of(name: str, ranked: Sequence[Candidate]) -> frozenset[str]:
    """The one office of a kind that most sentences give the person, as stems; none where they give none."""
    given = Counter(
        office
        for candidate in ranked
        for office in ONE_OF_A_KIND
        for one in mentions(candidate, frozenset((office,)), frozenset(), name)
        if same_person(one.words, name)
    )
    return frozenset(office for office, _ in given.most_common(1))


def _terms(told: Sequence[Mention], today: date) -> list[_Term]:
    """The times in office that have begun by `today`, oldest first."""
    found = sorted((one for one in told if one.day <= today), key=lambda one: (one.day, one.candidate.start, one.start))
    found = [one for one in found if not _out_by(one, found) and not _of_elsewhere(one, found)]
    runs: list[list[Mention]] = []
    for one in found:
        if one.event != "holds":
            continue
        if runs and same_person(_name(runs[-1]), one.words):
            runs[-1].append(one)
        else:
            runs.append([one])
    terms: list[_Term] = []
    for place, run in enumerate(runs):
        start, words = run[0].day, _name(run)
        following = runs[place + 1][0].day if place + 1 < len(runs) else None
        gone = [one for one in found if one.event == "ends" and same_person(one.words, words) and one.day >= start]
        gone = [one for one in gone if following is None or one.day <= following]
        if following is None and any(one.day < run[-1].day for one in gone):  # spoken of as the holder since
            gone = [one for one in gone if one.day >= run[-1].day]
        end = min((one.day for one in gone), default=following)
        terms.append(_Term(words, start, end, (*run, *gone)))
    return [*_first(found, terms), *terms]


def _out_by(one: Mention, found: Sequence[Mention]) -> bool:
    """Whether somebody who is given the office by title had left it to another by then, and not taken it again.

    Whom a newer article than those on the other lets act as the holder there, has it.
    """
    if one.event != "holds" or one.plain >= TOLD_PLAINLY:
        return False
    before = [other for other in found if other.day <= one.day and other is not one]
    left = max((other.day for other in before if other.event == "ends" and _same(other, one)), default=None)
    taken = [other for other in before if other.event == "holds" and other.plain >= TOLD_PLAINLY and left]
    taken = [other for other in taken if left and other.day >= left]
    if one.by_name and one.acts and all(other.day < one.day for other in taken):
        return False
    return any(not _same(other, one) for other in taken) and not any(_same(other, one) for other in taken)


def _of_elsewhere(one: Mention, found: Sequence[Mention]) -> bool:
    """Whether somebody has only the title in an article that gives the office, with its place, to somebody else."""
    if one.event != "holds" or one.plain >= TOLD_PLAINLY or one.by_name:
        return False
    article = one.candidate.passage.article.article_id
    named = [o for o in found if o.by_name and o.event == "holds" and o.candidate.passage.article.article_id == article]
    return bool(named) and not any(_same(one, other) for other in named)


def _same(one: Mention, other: Mention) -> bool:
    return same_person(one.words, other.words)


def _first(found: Sequence[Mention], terms: Sequence[_Term]) -> list[_Term]:
    """Who held the office until the first of the terms: 'ending the tenure of ...', 'resigned as mayor'."""
    if not terms:
        return []
    first = terms[0]
    reported = first.told[0].candidate.passage.article.latest or first.start
    for one in reversed(found):
        known = any(same_person(one.words, term.words) for term in terms)
        if one.event == "holds" or known or not one.here or one.day > reported:
            continue
        end = min(first.start, one.day) if one.event == "ends" else max(first.start, one.day)
        return [_Term(one.words, one.day - _HELD_BEFORE, end, (one,))]
    return []


def _now(terms: Sequence[_Term]) -> Found | None:
    current = terms[-1]
    if current.end is not None:
        return None
    holding = [one for one in current.told if one.event == "holds"]
    newest, plainest = holding[-1].value, current.plainest(holding)
    also = () if newest.place == plainest.place else (newest,)
    earlier = {term.words.split()[-1]: term for term in terms[:-1] if not same_person(term.words, current.words)}
    told = [term for term in earlier.values() if term.told[0].event != "held"]
    former = tuple(term.words for term in told)
    return Found("changed", (*(term.plainest() for term in told), plainest), also, former=former)


def _then(terms: Sequence[_Term], question: Question) -> Found | None:
    period = question.period
    if period is None or period.first is None or period.last is None:
        return None
    first, last = period.first, period.last
    least = min(_LEAST_DAYS, last - first)
    begun = [term for term in terms if term.start <= last]
    held = [term for term in begun if term.end is None or term.end - first > least]
    if not held and first == last:  # the day on which somebody left
        held = [term for term in begun if term.end == first]
    if not held:
        return None
    values = []
    for term in held:
        then = [one for one in term.told if first <= (one.candidate.passage.article.latest or date.min) <= last]
        values.append(term.plainest(then))
    return Found("changed", tuple(values), each=len(held) > 1)


def _all(terms: Sequence[_Term]) -> Found | None:
    """Everybody who held it, each once, in the order of their times."""
    told: dict[str, Value] = {}
    for term in terms:
        known = next((name for name in told if same_person(name, term.words)), term.words)
        told.setdefault(known, term.plainest())
    return Found("changed", tuple(told.values()), each=True) if len(told) > 1 else None


def _beside(terms: Sequence[_Term], asked: OfficeAsked) -> Found | None:
    places = [place for place, term in enumerate(terms) if same_person(term.words, asked.beside)]
    if not places:
        return None
    wanted = places[0] - 1 if asked.turn == "before" else places[-1] + 1
    return Found("changed", (terms[wanted].plainest(),)) if 0 <= wanted < len(terms) else None


def _name(run: Sequence[Mention]) -> str:
    """The fullest form of the name, of these the newest."""
    return max(enumerate(run), key=lambda one: (len(one[1].words.split()), one[0]))[1].words
