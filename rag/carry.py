"""What a follow-up takes over from the question before it: the whole question with another name in it, or its words.

'And in Germany?' asks the last question again, of Germany; 'no, I meant 2024' asks it again, of 2024. Where one name,
place or date of the last question so clearly gives way to a new one, the follow-up is rewritten; everything else
carries the words of the last question along.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.facts import content_words, dates, names, names_within

_OPENER = re.compile(
    r"^\W*(?:(?:and|but|or|so|no|nope|not|ok|okay|sorry|then|well|rather|i mean(?:t)?|what about|how about|what of"
    r"|now)\b[\s,:–—-]*)+",
    re.IGNORECASE,
)
_PREPOSITIONS = "in|on|at|for|from|of|by|to|with|under|during|since|until|after|before"
_PREPOSITION = re.compile(rf"^(?P<word>{_PREPOSITIONS})\s+", re.IGNORECASE)
_PHRASE = re.compile(
    rf"\b(?P<word>{_PREPOSITIONS})\s+(?:the (?=[A-Z]\S* [a-z]))?(?P<phrase>(?:the )?[^\s,.?!]+(?: [A-Z0-9][^\s,.?!]*)*)"
)
_REJECTED = re.compile(r"\bnot (?:the |an? )?(?P<old>[\w'-]+(?: [\w'-]+)?)\s*(?:,|but|–|—|-)", re.IGNORECASE)
_CORRECTS = re.compile(r"^\W*(?:no\b|nope\b|sorry\b|i mean\b|i meant\b|rather\b)", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:the other (?:one|ones|man|woman|person|article|report|story)|another (?:one|article|report|source)"
    r"|(?:what|who|anyone|anybody|anything|where|which) else|(?:any )?(?:more|others)\?|instead)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:who|whom|whose|what|which|how|where|why|did|was|were|is|are|has|have|do|does)\b", re.IGNORECASE
)
_PRESENT = re.compile(r"^(?P<who>\W*who)(?:['’]s| is) ", re.IGNORECASE)
_NOW = re.compile(r"\s+(?:now|today|currently|at present|at the moment)\b", re.IGNORECASE)
_LONGEST = 6  # words of a fragment that takes a place in the last question
_RELATED = re.compile(r"^(?:his|her|its|their) (?P<what>[a-z][\w-]*(?: [a-z][\w-]*)?)$")  # 'his daughter'
_DEFINITE = re.compile(r"^the (?P<what>[a-z][\w-]*)$")  # 'the captain'
_DEFINITE_WITHIN = re.compile(r"\bthe (?P<what>[a-z][\w-]*)(?= (?:of|in|at|on|from|for|to|now|\w+ed)\b|\W*$)")
# A time that comes again: 'on Sundays', 'at night', 'in winter'.
_AGAIN_AND_AGAIN = re.compile(
    r"^(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekdays|(?:public )?holidays)$|^(?:at|on) weekends$"
    r"|^at night$|^in (?:the )?(?:spring|summer|autumn|winter)$",
    re.IGNORECASE,
)
_NAME_AND_DATE = re.compile(rf"^(?P<name>.+?) (?P<date>(?:{_PREPOSITIONS}) .+)$")


class Fragment(NamedTuple):
    """What is left of an elliptic question: a preposition or '', and the words after it."""

    preposition: str
    words: str


def asked_again(question: str, last: str) -> str:
    """The last question with the fragment `question` in its place of the same kind; '' where no place is clear."""
    if _AGAIN_AND_AGAIN.match(_rest(question)):
        return f"{last.rstrip(' ?.!')} {_rest(question)}?" if _ASKS.match(last) and not dates(last) else ""
    fragment = _fragment(question)
    if fragment is None:
        return _of_another(question, last)
    both = _NAME_AND_DATE.match(fragment.words)
    if both and dates(both["date"]) and not dates(f"in {both['name']}"):  # 'Munich in 2023': one after the other
        return _in_place(_at_name(fragment, both["name"], last), _fragment(f"and {both['date']}"))
    return _in_place(last, fragment)


def _at_name(fragment: Fragment, name: str, last: str) -> str:
    """The last question with this name in its place; as it is where it has that name, '' where no place is clear."""
    return last if name in last else _in_place(last, Fragment(fragment.preposition, name))


def _of_another(question: str, last: str) -> str:
    """The last question, asked of what a fragment without a name means: 'what about his daughter?' after 'How old is
    Karl Moor?' asks of 'Karl Moor's daughter', and 'no, the captain' puts him where the one other 'the ...' was.
    """
    rest = _rest(question)
    related, definite = _RELATED.match(rest), _DEFINITE.match(rest)
    if related:
        named = [name for name in names(last[:1].lower() + last[1:]) if name in last and not dates(f"in {name}")]
        if len(named) == 1:
            start = last.index(named[0])
            end = start + len(named[0])
            return f"{last[:start]}{named[0]}'s {related['what']}{last[end:]}"
    elif definite and corrects(question):
        places = [match.span("what") for match in _DEFINITE_WITHIN.finditer(last)]
        if len(places) == 1:
            start, end = places[0]
            return f"{last[:start]}{definite['what']}{last[end:]}"
    return ""


def _in_place(last: str, fragment: Fragment | None) -> str:
    """The last question with the fragment in its place of the same kind; '' where no place is clear."""
    if fragment is None or not last:
        return ""
    is_date = bool(dates(f"in {fragment.words}"))
    places = [
        match.span("phrase")
        for match in _PHRASE.finditer(last)
        if _is_name_or_date(match["phrase"])
        and bool(dates(f"in {match['phrase']}")) == is_date
        and fragment.preposition in ("", match["word"].lower())
    ]
    if is_date and not any(dates(f"in {match['phrase']}") for match in _PHRASE.finditer(last)):
        return _at(last, fragment)
    if not is_date and not (fragment.preposition and places):  # 'and in Ellery?' after 'the mayor of Tarnholm'
        places = [(last.index(name), last.index(name) + len(name)) for name in names(last) if name in last]
    if len(places) != 1:
        return ""
    start, end = places[0]
    return f"{last[:start]}{fragment.words}{last[end:]}"


def _at(last: str, fragment: Fragment) -> str:
    """The last question, which names no time, asked of the fragment's: 'Who was mayor in 2021?'; '' where it cannot."""
    if not _ASKS.match(last) or dates(last):
        return ""
    asked = _PRESENT.sub(lambda match: f"{match['who']} was ", _NOW.sub("", last.rstrip(" ?.!")), count=1)
    joined = fragment.preposition or ("on" if any(one.day for one in dates(fragment.words)) else "in")
    return f"{asked} {joined} {fragment.words}?"


def corrects(question: str) -> bool:
    """Whether the question puts the one before it right: 'no, I mean after the vote'."""
    return bool(_CORRECTS.match(question))


def asks_for_another(question: str) -> bool:
    """Whether something else than what was just shown is asked for: 'the other one', 'who else?'."""
    return bool(_ANOTHER.search(question))


def taken_back(question: str) -> frozenset[str]:
    """The stems of the words that the question takes back: 'factory' in 'not the factory, the mill'."""
    return frozenset().union(*(content_words(match["old"]) for match in _REJECTED.finditer(question)))


def _fragment(question: str) -> Fragment | None:
    """The question as a fragment: a name or date with an opener or preposition before it, and nothing else."""
    opener = _OPENER.match(question)
    rest = _rest(question)
    preposition = _PREPOSITION.match(rest)
    words = rest[preposition.end() :] if preposition else rest
    if not words or len(words.split()) > _LONGEST or not _is_name_or_date(words):
        return None
    if not opener and not preposition and not dates(f"in {words}"):  # a bare name can be a new subject
        return None
    if not dates(f"in {words}") and content_words(words) - content_words(" ".join(names_within(words))):
        return None
    return Fragment(preposition["word"].lower() if preposition else "", words)


def _rest(question: str) -> str:
    """The question without what it opens with: 'and', 'no, I meant', 'what about'."""
    opener = _OPENER.match(question)
    return (question[opener.end() :] if opener else question).strip(" .?!,")


def _is_name_or_date(words: str) -> bool:
    return bool(names_within(words) or dates(f"in {words}"))
