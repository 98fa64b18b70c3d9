"""Who did or suffered what a question asks a list of, by the grammar of a sentence: 'A, B and C banned it, joining D'.

The names right before the verb that the question asks about did it, those right behind it, or before 'was', had it done
to them. What lies ahead, was refused or is only weighed adds nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.tense import is_past
from rag.behind import stands_behind
from rag.enumerated import enumerated
from rag.facts import content_words, names, places_of
from rag.undone import undone
from rag.words import base_form

Place = tuple[int, int]

_ASKS = re.compile(
    r"^\W*(?:who(?:m|\selse)?|(?:which|what)\s(?:(?:of\sthe|other|two|three|four|five)\s)*(?:[\w-]+\s){0,2}?"
    r"(?:\w{2,}s|people|men|women|children))\s(?P<rest>.+)$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"^(?:has|have|had|was|were|is|are|got)\s(?:been\s)?(?:\w+ly\s)?(?P<verb>\w+)")
_PERFECT = re.compile(r"^(?:has|have|had)\s(?!been\b)", re.IGNORECASE)
_DID = re.compile(r"^(?:did|does|do|(?:has|have|had)(?=\s(?:the|its|[A-Z])))\s")
_BE = re.compile(r"\b(?:was|were|is|are|been|be|got|being)\s(?:also\s|\w+ly\s)?$")
_NO_VERB = re.compile(
    r"\b(?:the|an?|no|its|their|his|her|of|such|this|that|any|in|on|for|with|by|under|from|to)\s$", re.IGNORECASE
)
_DETERMINED = re.compile(r"\b(?:the|an?|its|their|his|her|this|that|of|in|on|at|by|for|with)\s\w+", re.IGNORECASE)
_ALL_TIMES = frozenset(("cut", "hit", "put", "shut", "set", "let", "quit", "spread", "split", "beat", "cast", "bid"))
_WHEN = r"(?:on\s\w+day|last\s\w+|this\s\w+|\w+day|in\s\d{4}|in\s[A-Z]\w+)"
_UP_TO_VERB = re.compile(
    rf"^(?:,[^,;.]{{1,80}},|,)?\s(?:(?:has|have|had|also|all|both|each|too|then|later|{_WHEN}|\w+ly|was|were|been|got),?\s)*$"
)
_BECAME = re.compile(
    r"\s(?:\w+day\s|on\s\w+day\s|last\s\w+\s)?(?:has\s|have\s)?became?\s(?:the|an?)\s[^,;.]{1,40}\sto\s(?=(?P<verb>\w+))"
)
_ROLE = (
    r"(?:(?:the|an?|its|his|her|their)\s)?"
    r"(?:(?!(?:of|in|on|at|by|for|with|from|to|and|after|over)\b)[a-z][\w'’-]*,?\s){0,4}(?:of\s[A-Z][\w'’-]+,\s)?"
)
_UP_TO_NAME = re.compile(rf"^\s{_ROLE}$")
_NEXT_NAME = re.compile(rf"^(?:,?\sand|,|,?\sas well as)\s(?:the|an?|its|his|her|their)\s{_ROLE}$")
_JOINING = re.compile(r"\bjoining\s(?:the\s)?$")
_SOMEWHERE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ff]rom)\s(?:the\s)?$")
_LEFT = re.compile(r"['’]s?$")


def partakers(question: str, sentence: str) -> tuple[Place, ...]:
    """The places of the names in the sentence that did, or suffered, what the question asks a list of; names that are
    joined are one place. None where the sentence does not tell it of anybody.
    """
    asked = _ASKS.match(question.strip(" ?"))
    if asked is None:
        return ()
    passive = _is_passive(asked["rest"])
    to_them = passive or _DID.match(asked["rest"]) is not None
    deeds = _deeds(asked["rest"], question, passive=passive)
    now = not to_them and _is_bare(_PERFECT.sub("", asked["rest"]).split(" ")[0])
    named = sorted(place for name in names(sentence) for place in places_of(name, sentence))
    named = [place for place in named if not _LEFT.search(sentence[slice(*place)] + sentence[place[1] :][:1])]
    named = [place for place in named if not _SOMEWHERE.search(sentence[: place[0]])]
    found: list[Place] = []
    for verb in re.finditer(r"\b[a-z]+\b", sentence):
        if not content_words(verb.group()) & deeds:
            continue
        before = sentence[: verb.start()]
        became = next((m for m in _BECAME.finditer(sentence) if m.start("verb") == verb.start()), None)
        if became is not None and not to_them:
            found += _before(sentence, became.start(), named)
            continue
        if not now and not _is_past(verb.group()):
            continue
        if _NO_VERB.search(before) or undone(before):
            continue
        if to_them and not _BE.search(before):
            found += _behind(sentence, verb.end(), named)
        elif to_them == bool(_BE.search(before)):
            found += [
                joined
                for place in named
                if place[1] <= verb.start() and _UP_TO_VERB.match(sentence[place[1] : verb.start()])
                for joined in _joined(sentence, place)
                if not stands_behind(sentence[: joined[0]])
            ]
            if found and not to_them:
                found += _joining(sentence, verb.end(), named)
    known = question.casefold()
    kept = [place for place in dict.fromkeys(found) if sentence[slice(*place)].casefold() not in known]
    return tuple(place for place in kept if not any(_inside(place, other) for other in kept if other != place))


def denied(question: str, sentence: str) -> bool:
    """Whether the sentence tells of what is asked only as not done: 'it failed to buy the mill'."""
    asked = _ASKS.match(question.strip(" ?"))
    if asked is None:
        return False
    deeds = _deeds(asked["rest"], question, passive=_is_passive(asked["rest"]))
    told = [verb for verb in re.finditer(r"\b[a-z]+\b", sentence) if content_words(verb.group()) & deeds]
    return bool(told) and all(undone(sentence[: verb.start()]) for verb in told)


def objects_of(question: str) -> frozenset[str]:
    """The stems of what the question says beside whom it asks for and what they did: 'glue traps' of 'which states
    banned glue traps?'.
    """
    asked = _ASKS.match(question.strip(" ?"))
    if asked is None:
        return frozenset()
    rest = asked["rest"]
    passive = _PASSIVE.match(rest)
    if passive and not _PERFECT.match(rest):
        return content_words(rest[passive.end() :])
    return content_words(rest) - _deeds(rest, question, passive=False)


def _is_passive(rest: str) -> bool:
    return _PASSIVE.match(rest) is not None and not _PERFECT.match(rest)


def _deeds(rest: str, question: str, *, passive: bool) -> frozenset[str]:
    """The stems of what is asked to have been done: the verb of the question, which opens `rest` after auxiliaries."""
    if passive:
        verb = _PASSIVE.match(rest)
        return content_words(verb["verb"]) if verb else frozenset()
    if _DID.match(rest):  # 'did the league fine'
        words = _DETERMINED.sub(" ", _DID.sub("", rest))
        return content_words(words) - content_words(" ".join(names(question)))
    told = [word for word in _PERFECT.sub("", rest).split() if not word.endswith("ly")]
    return content_words(told[0]) if told else frozenset()


def _is_past(verb: str) -> bool:
    return is_past(verb) or verb in _ALL_TIMES or (not verb.endswith("s") and base_form(verb) != verb)


def _is_bare(verb: str) -> bool:
    """Whether the verb of a question is in the present: 'which states ban it'."""
    return not _is_past(verb)


def _before(sentence: str, end: int, named: list[Place]) -> Iterator[Place]:
    for place in named:
        if place[1] == end:
            yield from (joined for joined in _joined(sentence, place) if not stands_behind(sentence[: joined[0]]))


def _behind(sentence: str, start: int, named: list[Place]) -> list[Place]:
    """The names right behind the verb, with those that an 'and his deputy,' joins to them."""
    found: list[Place] = []
    at = start
    for place in named:
        if place[0] < at:
            continue
        if not (_NEXT_NAME if found else _UP_TO_NAME).match(sentence[at : place[0]]):
            if found:
                break
            continue
        joined = _joined(sentence, place)
        found += joined
        at = joined[-1][1]
    return found


def _joining(sentence: str, start: int, named: list[Place]) -> list[Place]:
    return [
        joined
        for place in named
        if place[0] >= start and _JOINING.search(sentence[: place[0]])
        for joined in _joined(sentence, place)
    ]


def _joined(sentence: str, place: Place) -> list[Place]:
    """The place widened over the names that are joined to it."""
    items = enumerated(sentence, *place)
    return [(items[0][0], items[-1][1])] if items else [place]


def _inside(one: Place, other: Place) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and one != other
