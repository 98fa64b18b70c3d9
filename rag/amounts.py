"""The amounts of a sentence as they can be compared: a number with what it measures, in one unit for each dimension.

'five and a half hours' and '35 minutes' are both seconds, '48 metres' and '47 feet' both metres; a month and a year are
no exact number of days, and stand apart. Money keeps its currency.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from rag.figures import number_places
from rag.quantities import GLUED

_D = Decimal
_UNITS: dict[str, tuple[str, Decimal]] = {
    **dict.fromkeys(("second", "seconds"), ("seconds", _D(1))),
    **dict.fromkeys(("minute", "minutes"), ("seconds", _D(60))),
    **dict.fromkeys(("hour", "hours"), ("seconds", _D(3600))),
    **dict.fromkeys(("day", "days"), ("seconds", _D(86400))),
    **dict.fromkeys(("week", "weeks"), ("seconds", _D(604800))),
    **dict.fromkeys(("month", "months"), ("months", _D(1))),
    **dict.fromkeys(("year", "years"), ("months", _D(12))),
    **dict.fromkeys(("decade", "decades"), ("months", _D(120))),
    **dict.fromkeys(("inch", "inches"), ("metres", _D("0.0254"))),
    **dict.fromkeys(("foot", "feet", "ft"), ("metres", _D("0.3048"))),
    **dict.fromkeys(("yard", "yards"), ("metres", _D("0.9144"))),
    **dict.fromkeys(("mile", "miles"), ("metres", _D("1609.344"))),
    **dict.fromkeys(("nautical mile", "nautical miles"), ("metres", _D(1852))),
    **dict.fromkeys(("centimetre", "centimetres", "centimeter", "centimeters", "cm"), ("metres", _D("0.01"))),
    **dict.fromkeys(("metre", "metres", "meter", "meters", "m"), ("metres", _D(1))),
    **dict.fromkeys(("kilometre", "kilometres", "kilometer", "kilometers", "km"), ("metres", _D(1000))),
    **dict.fromkeys(("kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes", "kg"), ("kilos", _D(1))),
    **dict.fromkeys(("lb", "lbs"), ("kilos", _D("0.45359237"))),
    **dict.fromkeys(("tonne", "tonnes", "metric ton", "metric tons"), ("kilos", _D(1000))),
    **dict.fromkeys(("ton", "tons"), ("tons", _D(1))),  # short, long or metric
    **dict.fromkeys(("acre", "acres"), ("square metres", _D("4046.8564224"))),
    **dict.fromkeys(("hectare", "hectares"), ("square metres", _D(10000))),
    **dict.fromkeys(("square mile", "square miles"), ("square metres", _D("2589988.110336"))),
    **dict.fromkeys(("square kilometre", "square kilometres"), ("square metres", _D(1000000))),
    **dict.fromkeys(("square kilometer", "square kilometers"), ("square metres", _D(1000000))),
    **dict.fromkeys(("degree", "degrees"), ("degrees", _D(1))),
    **dict.fromkeys(("knot", "knots"), ("knots", _D(1))),
    **dict.fromkeys(("crown", "crowns"), ("money crown", _D(1))),
    **dict.fromkeys(("krone", "kroner", "krona", "kronor"), ("money krone", _D(1))),
    **dict.fromkeys(("franc", "francs"), ("money franc", _D(1))),
    **dict.fromkeys(("peso", "pesos"), ("money peso", _D(1))),
    **dict.fromkeys(("ruble", "rubles", "rouble", "roubles"), ("money rouble", _D(1))),
    **dict.fromkeys(("dinar", "dinars"), ("money dinar", _D(1))),
    **dict.fromkeys(("dirham", "dirhams"), ("money dirham", _D(1))),
    **dict.fromkeys(("riyal", "riyals"), ("money riyal", _D(1))),
    **dict.fromkeys(("shekel", "shekels"), ("money shekel", _D(1))),
    **{name: (f"money {name}", _D(1)) for name in ("rand", "lira", "baht", "zloty")},
}
_NAMES = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s") for name in _UNITS), key=len, reverse=True))
_UNIT = re.compile(rf"(?:\s|-)?(?P<half>\s?and\sa\s(?:half|quarter)\s)?(?P<unit>{_NAMES})\b(?!\s(?:ago|later)\b)", re.I)
_AND_A_HALF = re.compile(r"\s+and\s+a\s+(?P<part>half|quarter)\b", re.I)
_ONE = re.compile(rf"\b(?P<one>an?)\s(?P<unit>{_NAMES})\b(?!\s(?:ago|later)\b)", re.I)
# Between the two amounts of '2 hours and 40 minutes', '5 feet 11 inches'.
_JOINT = re.compile(r"(?:,|\s+and)?\s+$")
_PLAIN_KEY = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>%|pp| [a-z]{3})?")
_ROUGH = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|some|approximately|an estimated|close to|up to|as many as|fewer than"
    r"|less than|more than|over|at least|above)\s+(?:US)?[$£€¥₹]?$",
    re.I,
)
# What is counted, where it follows at once: '240 paying passengers'.
_COUNTED = re.compile(
    r"\s(?:(?!(?:it|he|she|they|we|you|i|said|says|last|this|that|ago|later)\s)[a-z-]+\s){0,2}?"
    r"(?P<noun>(?!(?:was|has|is|this|its|of|others?)\b)[a-z-]*[^\Wsu]s|people|men|women|children)\b"
)
_STOPS = re.compile(
    r"[,;:.()—–]|\b(?:of|in|on|at|for|from|to|by|with|and|or|than|against|as|who|that|which|were|was|are|is|had|have|has|can"
    r"|will|could|would)\b"
)


class Amount(NamedTuple):
    """`sentence[start:end]` is `value` of `dimension`: 'count', '%', 'usd', 'seconds', 'metres' and others.

    `unit` is what it is given in there, '' for a plain number; `noun` what a plain number counts, '' where that does
    not follow it. `rough`: about so much, at least or at most so much.
    """

    start: int
    end: int
    value: Decimal
    dimension: str
    unit: str = ""
    noun: str = ""
    rough: bool = False


def amounts(sentence: str) -> tuple[Amount, ...]:
    """The amounts of a sentence in reading order; parts of dates, ordinals and shares in words are none."""
    found = [amount for key, start, end in number_places(sentence) if (amount := _read(sentence, key, start, end))]
    taken = [(one.start, one.end) for one in found]
    found.extend(
        _measured(sentence, match.start(), match.end(), _D(1), match["unit"])
        for match in _ONE.finditer(sentence)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    )
    return tuple(_joined(sentence, sorted(found)))


def _read(sentence: str, key: str, start: int, end: int) -> Amount | None:
    plain = _PLAIN_KEY.fullmatch(key)
    if plain is None or GLUED.search(sentence[:start]):
        return None
    try:
        value = _D(plain["value"])
    except InvalidOperation:
        return None
    rough = bool(_ROUGH.search(sentence[:start]))
    if plain["unit"]:
        return Amount(start, end, value, plain["unit"].strip(), plain["unit"].strip(), rough=rough)
    half = _AND_A_HALF.match(sentence, end)
    if half:
        value += _D("0.5") if half["part"].lower() == "half" else _D("0.25")
        end = half.end()
    unit = _UNIT.match(sentence, end)
    if unit:
        return _measured(sentence, start, unit.end(), value, unit["unit"])
    ahead = sentence[end : end + 60]
    stop = _STOPS.search(ahead)
    counted = _COUNTED.match(ahead[: stop.start()] if stop else ahead)
    return Amount(start, end, value, "count", noun=counted["noun"] if counted else "", rough=rough)


def _measured(sentence: str, start: int, end: int, value: Decimal, unit: str) -> Amount:
    name = " ".join(unit.lower().split())
    dimension, factor = _UNITS[name]
    half = _AND_A_HALF.match(sentence, end)
    if half:
        value += _D("0.5") if half["part"].lower() == "half" else _D("0.25")
        end = half.end()
    rough = bool(_ROUGH.search(sentence[:start]))
    return Amount(start, end, value * factor, dimension, name.rstrip("s") if name != "s" else name, rough=rough)


def _joined(sentence: str, found: list[Amount]) -> list[Amount]:
    """The amounts, those that make one ('1 hour and 40 minutes') together."""
    joined: list[Amount] = []
    for one in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.unit
            and last.dimension == one.dimension in ("seconds", "months", "metres")
            and one.value < last.value
            and one.unit != last.unit
            and _JOINT.fullmatch(sentence[last.end : one.start])
        ):
            joined[-1] = last._replace(end=one.end, value=last.value + one.value, unit=one.unit)
        else:
            joined.append(one)
    return joined
