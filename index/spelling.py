"""British and American spellings of one word: 'defence' and 'defense', 'organise' and 'organize', 'tonne' and 'ton'.

A rule is made of the beginnings of words, the letters in which the two spellings differ, and the ends that may follow.
They bring the spellings of a word together and are no spelling checker: 'promise' becomes 'promize' wherever it stands,
which does no harm.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[a-z]+")
_KEPT = 8192  # words whose spellings are kept
_VERB = "e|es|ed|er|ers|ing"
_RULES = (
    ("practi", "s", "c", "e|es|ed|ing"),
    (
        "arm|behavi|cand|clam|col|discol|demean|endeav|fav|ferv|flav|harb|hon|dishon|hum|lab|neighb|od|parl|ranc|rig|rum"
        "|savi|sav|splend|tum|val|vap|vig",
        "our",
        "or",
        "|s|ed|ing|able|ably|er|ers|ful|hood|hoods|ite|ites|less",
    ),
    ("[a-z]{3,}", "is", "iz", f"{_VERB}|ation|ations"),
    ("anal|paral|catal", "ys", "yz", _VERB),
    (
        "cancel|channel|counsel|dial|duel|equal|fuel|refuel|initial|jewel|label|level|marvel|model|panel|pedal|quarrel"
        "|rival|shovel|signal|total|travel|tunnel|unravel",
        "l",
        "",
        "ed|er|ers|ing|ings|or|ors",
    ),
    ("council", "l", "", "or|ors"),
    (
        "cent|epicent|theat|amphitheat|lit|millilit|met|kilomet|centimet|millimet|fib|calib|sab|scept|spect|lust|somb|meag",
        "re",
        "er",
        "|s",
    ),
    ("def|off|pret|lic", "ence", "ense", "|s|less"),
    ("catal|dial|anal|monol|prol|epil", "ogue", "og", "|s"),
    ("fulfi|enro|disti|insti|insta", "l", "ll", "|s|ment|ments"),
    ("ski|wi", "l", "ll", "ful|fully"),
    ("an|leuk|isch|tox", "aem", "em", "ia|ias|ic"),
    ("p|orthop", "aed", "ed", "iatric|iatrics|iatrician|iatricians|ic|ics"),
    ("h", "aem", "em", "orrhage|orrhages|oglobin|atology"),
    ("an", "aes", "es", "thesia|thetic|thetics|thetist|thetists"),
    ("arch", "ae", "e", "ology|ological|ologist|ologists"),
    ("man", "oeuvre", "euver", "|s"),
    ("man", "oeuvr", "euver", "ed|ing"),
    ("judg|acknowledg", "e", "", "ment|ments"),
    ("s", "c", "k", "eptic|eptics|eptical|epticism"),
    ("m|sm", "ould", "old", "|s|y|er|ering"),
    ("", "en", "in", "quire|quires|quired|quiring|quiry|quiries"),
    ("sul", "ph", "f", "ur|uric|ate|ates"),
    ("", "plough", "plow", "|s|ed|ing"),
    ("program", "me", "", "|s"),
    ("gr", "e", "a", "y|ys|ying"),
    ("to", "nne", "n", "|s"),
    ("", "ty", "ti", "re|res"),
    ("alumin", "ium", "um", ""),
    ("", "aero", "air", "plane|planes"),
    ("jewel", "lery", "ry", ""),
    ("ag", "e", "", "ing"),
    ("art", "e", "i", "fact|facts"),
    ("co", "s", "z", "y"),
    ("", "mou", "mu", "stache|staches"),
    ("p", "y", "a", "jamas"),
)


class _Rule(NamedTuple):
    """Finds words in one spelling; `other` are the letters of the other one."""

    word: re.Pattern[str]
    other: str


def _rules(here: int, there: int) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(re.compile(f"(?P<begins>{rule[0]}){rule[here]}(?P<ends>{rule[3]})"), rule[there]) for rule in _RULES
    )


_BRITISH, _AMERICAN = _rules(1, 2), _rules(2, 1)


@lru_cache(maxsize=_KEPT)
def american(word: str) -> str:
    """The American spelling of a word in small letters; the word itself where it has no other."""
    return _respelled(word, _BRITISH) or word


@lru_cache(maxsize=_KEPT)
def other_spelling(word: str) -> str:
    """The spelling of a word, in small letters, on the other side of the Atlantic; '' where it has none."""
    return _respelled(word, _BRITISH) or _respelled(word, _AMERICAN)


def with_other_spellings(text: str) -> str:
    """The text, and after it the other spellings of its words, where they have one."""
    others = (other_spelling(word) for word in _WORD.findall(text.lower()))
    return " ".join((text, *dict.fromkeys(filter(None, others))))


def _respelled(word: str, rules: tuple[_Rule, ...]) -> str:
    for rule in rules:
        if match := rule.word.fullmatch(word):
            return f"{match['begins']}{rule.other}{match['ends']}"
    return ""
