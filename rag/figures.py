"""The numbers of a text, in one form: '1,020', 'seventeen', '$3.5 billion', '40 per cent', 'the third', '5 p.m.'."""

from __future__ import annotations

import re
from decimal import Decimal

from index.days import without_dates

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_SCALES = {"hundred": 100, "dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_CURRENCIES = {
    **dict.fromkeys(("$", "us$", "dollar", "dollars", "usd"), "usd"),
    **dict.fromkeys(("£", "pound", "pounds", "gbp"), "gbp"),
    **dict.fromkeys(("€", "euro", "euros", "eur"), "eur"),
    **dict.fromkeys(("¥", "yen", "jpy"), "jpy"),
    **dict.fromkeys(("₹", "rupee", "rupees"), "inr"),
    **dict.fromkeys(("yuan", "renminbi"), "cny"),
}
_UNIT_WORDS = "|".join(sorted((re.escape(name) for name in _CURRENCIES if name.isalpha()), key=len, reverse=True))
_SCALE_WORDS = "|".join(_SCALES)

NUMBER_WORDS = (*_UNITS, *_TENS, *_SCALES)
_CLOCK = re.compile(
    r"(?<![\w.:])(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s?(?P<half>[ap])\.?m\b\.?|(?<![\w.:])(?P<h24>\d{1,2}):(?P<m24>\d\d)\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?P<top>an?|one|two|three)[\s-](?P<bottom>half|third|quarter|fifth)s?\b(?=\s(?:of|(?P<less>less|fewer|lower)|(?P<more>more|higher))\b)"
    r"|\b(?P<top2>one|two|three)-(?P<bottom2>half|third|quarter|fifth)s?\b|\bhalf(?=\s(?:of|the|an?|its|their|his|her)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?P<sign>(?:US|us)?\$|[£€¥₹])?\s?"
    rf"(?P<digits>(?<![\w])\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?:\.\d+)?|(?<![\w])\d+(?:\.\d+)?|(?<![\w])\.\d+)"
    rf"(?P<ordinal>(?:st|nd|rd|th)\b)?(?P<decade>s\b)?"
    rf"(?P<short>(?:bn|tn|mn|[kmb])\b)?(?P<scales>(?:[\s-](?:{_SCALE_WORDS})\b)*)"
    rf"(?P<unit>\s?%|[\s-](?:percentage[\s-]points?|percent|per\scent|{_UNIT_WORDS})\b)?",
    re.IGNORECASE,
)
_WORD = rf"(?:{'|'.join(_UNITS + _TENS)}|{_SCALE_WORDS})"
_WORDS = re.compile(
    rf"\b(?P<words>(?:an?\s(?={_SCALE_WORDS}))?{_WORD}(?:(?:[\s-]|\sand\s){_WORD})*)\b"
    rf"(?P<unit>[\s-](?:percentage[\s-]points?|percent|per\scent|{_UNIT_WORDS})\b)?",
    re.IGNORECASE,
)
# 'first' and 'second' are also adverbs: they count after a determiner.
_ORDINAL = re.compile(
    rf"(?:(?:\b(?:the|an?|its|his|her|their|in|of)|\w's)\s(?=first|second)|\b(?!first|second))(?P<word>{'|'.join(_ORDINALS)})\b"
    r"(?!\s(?:time|of all)\b)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_ONE_AS_PRONOUN = re.compile(
    r"\b(?:no|any|some|every|each|this|that|which|the)\sone\b|\bone\s(?:of|another|day)\b", re.IGNORECASE
)


def numbers(text: str) -> frozenset[str]:
    """The numbers of `text`, normalised, without those that belong to a date.

    Plain values are decimal digits ('1020', '3.5'); percentages end in '%', percentage points in 'pp',
    ordinals in 'th' ('3th'), decades in 's' ('1990s'); money carries its currency ('3500000000 usd');
    times are '17:30'; fractions '1/3', '-1/5' where it is that much less; 'dozens' and 'thousands' stand as
    they are. A word-number counts like its digits; 'one' counts unless it is a pronoun, 'first' and 'second'
    after a determiner.
    """
    return frozenset(key for key, _, _ in number_places(text))


def number_places(text: str) -> tuple[tuple[str, int, int], ...]:
    """The numbers of `text` as in `numbers`, each with its start and end there, in reading order."""
    found: list[tuple[str, int, int]] = []
    text = _ONE_AS_PRONOUN.sub(_blank, without_dates(text).replace("’", "'"))
    for pattern, read in (
        (_CLOCK, _clock),
        (_FRACTION, _fraction),
        (_NUMBER, _digits),
        (_ORDINAL, _ordinal),
        (_VAGUE, lambda match: match.group().lower()),
        (_WORDS, _words),
    ):
        found.extend((read(match), *_trimmed(match)) for match in pattern.finditer(text))
        text = pattern.sub(_blank, text)
    return tuple(sorted(found, key=lambda one: one[1]))


def _blank(match: re.Match[str]) -> str:
    """As long as the match, and no part of a number with what stands beside it."""
    return ";" * len(match.group())


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Where the match starts and ends, without space at its edges."""
    words = match.group()
    return match.end() - len(words.lstrip()), match.start() + len(words.rstrip())


def _clock(match: re.Match[str]) -> str:
    if match["h24"]:
        return f"{int(match['h24'])}:{match['m24']}"
    hour = int(match["h"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour}:{match['m'] or '00'}"


def _fraction(match: re.Match[str]) -> str:
    bottom = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}
    top = (match["top"] or match["top2"] or "one").lower()
    sign = "-" if match["less"] else "+" if match["more"] else ""  # 'a fifth less' is not 'a fifth of'
    return f"{sign}{_SMALL.get(top, 1)}/{bottom[(match['bottom'] or match['bottom2'] or 'half').lower()]}"


def _ordinal(match: re.Match[str]) -> str:
    return f"{_ORDINALS.index(match['word'].lower()) + 1}th"


def _digits(match: re.Match[str]) -> str:
    value = Decimal(re.sub(r"[,\u00a0\u202f]", "", match["digits"]))
    if match["ordinal"]:
        return f"{_plain(value)}th"
    if match["decade"]:
        return f"{_plain(value)}s"
    if match["short"]:
        value *= _SHORT_SCALES[match["short"].lower()]
    for scale in re.findall(r"[a-z]+", match["scales"].lower()):
        value *= _SCALES[scale]
    return _with_unit(value, match["sign"] or match["unit"] or "")


def _words(match: re.Match[str]) -> str:
    """The usual reading of number words: a running group, multiplied by each scale that follows it."""
    total = group = 0
    for word in re.findall(r"[a-z]+", match["words"].lower()):
        if word in _SMALL:
            group += _SMALL[word]
        elif word in ("hundred", "dozen"):
            group = max(group, 1) * _SCALES[word]
        elif word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
    return _with_unit(Decimal(total + group), match["unit"] or "")


def _with_unit(value: Decimal, unit: str) -> str:
    name = " ".join(unit.lower().replace("-", " ").split())
    if name.startswith("percentage point"):
        return f"{_plain(value)}pp"
    if name in ("%", "percent", "per cent"):
        return f"{_plain(value)}%"
    currency = _CURRENCIES.get(name)
    return f"{_plain(value)} {currency}" if currency else _plain(value)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"
