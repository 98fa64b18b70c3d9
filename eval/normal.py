"""The form in which words are compared, whatever the spelling of numbers and dates.

After the normalisation of SQuAD (Rajpurkar et al. 2016, "SQuAD: 100,000+ Questions for Machine
Comprehension of Text", EMNLP), which drops case and punctuation. Added to it: number words and scales
('eleven', '38.8 million', 'half a million'), dates in any order, currencies and per cent. Unlike there,
'a' and 'the' are kept ('a month' is an answer, 'month' is none); `bare` drops them.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_UNITS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    *_TEENS,
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: at for at, word in enumerate(_UNITS)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "dozen": 12, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion"}
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd"} | {
    word: f"{at}th" for at, word in enumerate(("fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 4)
}
_CURRENCIES = {"€": "euro", "£": "pound", "$": "dollar"}
_SINGULAR = {"euros": "euro", "pounds": "pound", "dollars": "dollar", "degrees": "degree"}
_ARTICLES = frozenset(("a", "an", "the"))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_MONTH_DAY = re.compile(rf"\b{_MONTH} {_DAY}\b(?![:.]\d)")
_DAY_MONTH = re.compile(rf"\b{_DAY} (?:of )?{_MONTH}(?![a-z])")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_MONEY = re.compile(r"([€£$])\s?(\d[\d.,]*\d|\d)(?:\s?(k|m|mn|bn)\b|\s(thousand|million|billion|trillion)\b)?")
_ABBREVIATION = re.compile(r"\b(?:[a-z]\.)+[a-z]\b\.?")
_HALF = re.compile(rf"\bhalf an? (?={'|'.join(_SCALES)})")
_AND_A_HALF = re.compile(rf"\b({'|'.join(_UNITS)}|\d+) and a half\b")
_TOKEN = re.compile(r"@\d\d-\d\d|\d+(?:st|nd|rd|th)\b|\d+(?:[.,:]\d+)*|[^\W\d_]+")


def tokens(text: str) -> tuple[str, ...]:
    """The text in the form that is compared: `'€38.8m on 4 Aug. 2019'` is 38800000 euro on @08-04 2019."""
    text = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("°", " degree ")).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"'s\b|'", "", text)
    text = text.replace("covid-19", "covid").replace("per cent", "percent").replace("%", " percent ")
    text = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), text)
    text = _ISO.sub(lambda found: f" @{found['month']}-{found['day']} {found['year']} ", text)
    text = _MONTH_DAY.sub(_month_and_day, _DAY_MONTH.sub(_month_and_day, text))
    text = _MONEY.sub(_amount_first, text)
    text = _AND_A_HALF.sub(lambda found: f"{_NUMBERS.get(found[1], found[1])}.5", _HALF.sub("0.5 ", text))
    return tuple(_join_numbers([_plain(token) for token in _TOKEN.findall(text)]))


def bare(text: str) -> tuple[str, ...]:
    """The tokens without 'a', 'an' and 'the', as SQuAD compares a whole answer with another."""
    return tuple(token for token in tokens(text) if token not in _ARTICLES)


def _month_and_day(found: re.Match[str]) -> str:
    return f" @{_MONTHS.index(found['month'][:3]) + 1:02}-{int(found['day']):02} "


def _amount_first(found: re.Match[str]) -> str:
    currency, number, short, scale = found.groups()
    return f" {number} {_SHORT_SCALES.get(short or '', scale or '')} {_CURRENCIES[currency]} "


def _plain(token: str) -> str:
    if token[0].isdigit() and ":" not in token and not token[-1].isalpha():
        return token.replace(",", "")
    return _SINGULAR.get(token, _ORDINALS.get(token, token))


def _join_numbers(words: list[str]) -> list[str]:
    """Number words and scales as digits: 'twenty', 'one' -> 21; '38.8', 'million' -> 38800000."""
    joined: list[str] = []
    at = 0
    while at < len(words):
        value = _value(words[at])
        if value is None:
            joined.append(words[at])
            at += 1
            continue
        number, at = _number(words, at, value)
        joined.append(_digits(number))
    return joined


def _number(words: list[str], at: int, value: Decimal) -> tuple[Decimal, int]:
    """The number that starts at `at`, and where it ends."""
    total, part, spelled = Decimal(0), value, words[at] in _NUMBERS
    at += 1
    while at < len(words):
        word = words[at]
        if word in _SCALES:
            scale = _SCALES[word]
            part *= scale
            if scale >= 1000:
                total, part = total + part, Decimal(0)
            spelled = True
        elif spelled and word in _NUMBERS and _follows(part, _NUMBERS[word]):
            part += _NUMBERS[word]
        elif word == "and" and part >= 100 and spelled and _ends_number(words, at + 1):
            pass
        else:
            break
        at += 1
    return total + part, at


def _follows(part: Decimal, value: int) -> bool:
    """Whether a number word adds to what stands before it: 'twenty one', 'hundred five', not 'six five'."""
    if part % 100 == 0:
        return part > 0
    return part % 100 >= 20 and part % 10 == 0 and 0 < value < 10


def _ends_number(words: list[str], at: int) -> bool:
    """Whether after 'and' comes the tail of the same number, and not a number of its own ('... and three hundred')."""
    if at >= len(words) or words[at] not in _NUMBERS:
        return False
    after = at + 1
    return after >= len(words) or words[after] not in _SCALES


def _value(word: str) -> Decimal | None:
    if word in _NUMBERS:
        return Decimal(_NUMBERS[word])
    if word in _SCALES:  # 'a hundred'
        return Decimal(_SCALES[word])
    return Decimal(word) if re.fullmatch(r"\d+(?:\.\d+)?", word) else None


def _digits(number: Decimal) -> str:
    whole = number.to_integral_value()
    return str(whole) if number == whole else str(number.normalize())
