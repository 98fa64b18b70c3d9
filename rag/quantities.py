"""The quantities of a sentence: each number with what it counts, and whether two of them tell of the same thing.

Two figures are only held against each other where the words around them agree ('14 people died', 'thirty people
died'): a difference that is none is worse than one that is missed.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from rag.facts import content_words
from rag.figures import number_places

_AROUND = 7  # words before and after a number that say what it counts
_AROUND_A_COUNT = (
    14  # the same before it in 'the number of people killed by the storm on the Sorrel coast has risen to 11'
)
_COUNT = re.compile(r"\b(?:number|count|toll|total|tally) of\b", re.IGNORECASE)
_BREAK = re.compile(r"[;:()\u2014\u2013\u201c\u201d\"]|,(?!\d)|(?<=\w)[.](?=\s|$)")
# Words that say nothing of what is counted.
_GENERIC = content_words(
    "number total figure count least most about around nearly almost roughly more less than over up some say said says"
    " put year month week day first last new now according official officially hold stand have rise risen rose fall"
    " fell confirmed estimated estimate people person"
)
PEOPLE = content_words("people person persons passengers residents")
_SAME = {
    stem: word
    for word, group in (
        ("die", "die dead death died kill killed fatal fatalities toll victims perish drown"),
        ("hurt", "hurt injure injured injuries wounded wound hospital hospitalised"),
        ("arrest", "arrest arrested detain detained"),
        ("rescue", "rescue rescued save saved"),
        ("survive", "survive survived survivor survivors"),
        ("cost", "cost price pay"),
        ("evacuate", "evacuate evacuated evacuation evacuees displaced"),
        ("blast", "blast blasts explosion explosions exploded"),
        ("blaze", "blaze blazes fire fires"),
        ("crash", "crash crashes crashed collision collided"),
        ("march", "march marched marchers rally rallied demonstration demonstrated"),
        ("infect", "infected infection infections cases"),
    )
    for stem in content_words(group)
}
_PHRASES = (  # that mean one of these
    (
        re.compile(
            r"\b(?:leave|leaves|left|leaving|flee|flees|fled|fleeing) (?:their|his|her) (?:homes?|houses?)\b", re.I
        ),
        "evacuated",
    ),
    (re.compile(r"\b(?:in|into) (?:police )?custody\b|\brounded up\b", re.IGNORECASE), "arrested"),
    (re.compile(r"\b(?:lost|lose|losing) (?:their|his|her) li(?:fe|ves)\b", re.IGNORECASE), "died"),
    (re.compile(r"\b(?:gives?|gave|given|giving) way\b(?! to\b)|\bcav(?:ed|es|ing) in\b", re.IGNORECASE), "collapsed"),
)
_PART = re.compile(
    r"^\s*(?:of (?:the|them|those|whom|these)|others?|more|fewer|less|further|additional|new"
    r"|(?:percentage )?points?)\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:another|a further|an additional|other|extra|every|each|per|by|fewer|from|than|between|aged?"
    r"|in place of|instead of|rather than)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
GLUED = re.compile(
    r"[A-Za-z]-$|#$|\bNo\. ?$|\b(?:Line|Flight|Route|Room|Measure|Article|Section|Chapter|Highway|Area) $"
)
_MEASURE = re.compile(
    r"^[\s-]*(?:\w+[\s-])?(?P<unit>seconds?|minutes?|hours?|days?|weeks?|months?|years?|miles?|feet|foot|met(?:re|er)s?|inch(?:es)?"
    r"|kilomet(?:re|er)s?|km|tons?|tonnes?|kilos?|kilograms?|pounds?|acres?|hectares?|litres?|gallons?|degrees?|knots|mph|times)\b",
    re.IGNORECASE,
)
_HEDGED_FROM_BELOW = re.compile(
    r"\b(?:more than|over|at least|above|upwards? of|exceeds?|minimum of)\s+(?:US)?\$?$", re.IGNORECASE
)
_HEDGED = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|some|approximately|an estimated|close to|up to|as many as|fewer than"
    r"|less than|more than|over|at least|above)\s+(?:US)?\$?$",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """A number in a sentence: its normal form (`rag.figures`), its place there, the words around it and their stems.

    `measure` is what it is measured in ('week'), '' where that is nothing. `least`: it is given
    as a lower bound; `rough`: as about so much.
    """

    key: str
    start: int
    end: int
    around: str
    near: frozenset[str]
    measure: str
    least: bool
    rough: bool

    @property
    def unit(self) -> str:
        """'%', ' usd', or '' for a plain count."""
        return self.key.lstrip("0123456789.")

    @property
    def amount(self) -> Decimal | None:
        try:
            return Decimal(self.key[: len(self.key) - len(self.unit)])
        except InvalidOperation:
            return None


def quantities(sentence: str, *, steps: bool = False) -> tuple[Quantity, ...]:
    """The quantities of a sentence that could be a total; parts ('two of the dead') are none, and steps ('another 12',
    'from 81') only with `steps`.
    """
    places = number_places(sentence)
    found = []
    for i, (key, start, end) in enumerate(places):
        before = sentence[places[i - 1][2] if i else 0 : start]
        after = sentence[end : places[i + 1][1] if i + 1 < len(places) else len(sentence)]
        if (
            GLUED.search(before)
            or _PART.search(after)
            or (not steps and _STEP.search(before) and not _HEDGED.search(before))
        ):
            continue
        left = _BREAK.split(before)[-1].split()
        left = left[-(_AROUND_A_COUNT if _COUNT.search(" ".join(left)) else _AROUND) :]
        right = _BREAK.split(after)[0].split()[:_AROUND]
        around = " ".join((*left, "0", *right))
        measure = _MEASURE.search(after)
        found.append(
            Quantity(
                key,
                start,
                end,
                around,
                meant(around),
                measure["unit"].lower().rstrip("s") if measure else "",
                bool(_HEDGED_FROM_BELOW.search(before)),
                bool(_HEDGED.search(before)),
            )
        )
    return tuple(found)


def normal(stems: frozenset[str]) -> frozenset[str]:
    """The stems with words of one meaning put together ('dead', 'killed'), without those that say nothing."""
    return frozenset(_SAME.get(stem, stem) for stem in stems if stem not in _GENERIC or stem in PEOPLE)


def meant(text: str) -> frozenset[str]:
    """The stems of a text with words and phrases of one meaning put together: 'left their homes' is 'evacuated'."""
    for phrase, word in _PHRASES:
        text = phrase.sub(word, text)
    return normal(content_words(text))


def same_thing(one: Quantity, other: Quantity, asked: frozenset[str]) -> bool:
    """Whether both count the same thing.

    They have one unit, and around them stand two words of the same meaning, one of which the question (`asked`, its
    stems) has too; or they count what the question counts: the dead, the injured, the arrested, the evacuated.
    """
    if (
        one.unit != other.unit
        or one.measure != other.measure
        or one.unit in ("th", "s", "pp")
        or ":" in one.key + other.key
    ):
        return False
    shared = (one.near & other.near) - PEOPLE
    counted = shared & normal(asked)
    if len(shared) + bool(one.near & other.near & PEOPLE) >= 2 and counted:
        return True
    return bool(counted & {"die", "hurt", "arrest", "evacuate"})


def differ(one: Quantity, other: Quantity) -> bool:
    """Whether the two are different figures, and neither is the other rounded."""
    a, b = one.amount, other.amount
    if a is None or b is None or a == b:
        return False
    rough = one.rough or other.rough
    if rough or min(a, b) >= 100:
        return not (_rounds_to(a, b, rough=rough) or _rounds_to(b, a, rough=rough))
    return True


def contradict(one: Quantity, other: Quantity) -> bool:
    """Whether the two differ and cannot both be right: 'at least 14' and '22' can."""
    a, b = one.amount, other.amount
    if not differ(one, other) or a is None or b is None:
        return False
    return not ((one.least and b >= a) or (other.least and a >= b))


def _rounds_to(exact: Decimal, rounded: Decimal, *, rough: bool) -> bool:
    """Whether `rounded` is `exact` with fewer digits that count; a `rough` one may be rounded up or down."""
    digits = len(rounded.normalize().as_tuple().digits)
    shift = rounded.adjusted() - digits + 1
    unit = Decimal(1).scaleb(shift)
    if rough and 3 * abs(exact - rounded) > max(exact, rounded):  # 'some 20,000' is not 12,000
        return False
    return abs(exact - rounded) < unit if rough else 2 * abs(exact - rounded) <= unit
