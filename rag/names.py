"""The names in a text, and whether another text knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from index.days import MONTHS, WEEKDAYS
from index.spelling import american
from rag.words import fold, stem

_KEPT = 512  # answers that are kept: for one question the same articles are asked for the same names again
_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ][\w&]*(?:[-'’.](?=\w)\w+)*\.?)"
_SEQUENCE = re.compile(
    rf"(?<![\w'’])(?:U\.\s?[SKN]\.(?:A\.)?|{_CAPITAL})(?:\s(?:(?:of|the|de|la|al|bin|von|van|der)\s)?{_CAPITAL})*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"”’)]?\s+|[\n\"“‘(•—–]\s*|^\W+)$")
_LINKS = frozenset(["of", "the", "de", "la", "al", "bin", "von", "van", "der"])
# Capitals that name nobody: titles and days anywhere, common words where they open a sentence.
_TITLES = "i a an my we he she it mr mrs ms dr sir president prime minister secretary chancellor governor mayor senator"
_SHORT_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec"
_DAYS = frozenset((*WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)))
_NO_NAME = _LINKS | _DAYS | frozenset((*_TITLES.split(), *_SHORT_MONTHS.split(), *MONTHS))
_OPENERS = """
about after all although also an and another any are as at because before both but by can could despite did do
does during each earlier even every following for four five from had has have he her here his how however i if
in instead is it its last later many may meanwhile more most moreover mr mrs ms dr much new no none not now of
officials on once one only or other our over police president prime minister secretary people several she
since so some still such ten than that the their them then there these they this those though three through to
today tomorrow two under unlike until we were what when where whether which while who why will with within
without yes yesterday yet you nearly about around almost according authorities government experts analysts
critics residents nobody somebody everyone someone nothing something none not up
fewer less roughly approximately
"""
_COMMON = _NO_NAME | frozenset(_OPENERS.split())
_ALIASES = {
    alias: name
    for name, aliases in {
        "us": ("united states of america", "united states", "america", "american", "americans", "usa", "u s a", "u s"),
        "uk": ("united kingdom", "great britain", "britain", "british", "u k"),
        "un": ("united nations", "u n"),
        "eu": ("european union", "e u"),
        "france": ("french",),
        "spain": ("spanish",),
        "greece": ("greek", "greeks"),
        "poland": ("polish",),
        "netherlands": ("dutch",),
        "denmark": ("danish", "danes"),
        "switzerland": ("swiss",),
        "ireland": ("irish",),
        "scotland": ("scottish", "scots"),
        "england": ("english",),
        "wales": ("welsh",),
        "germany": ("german", "germans"),
        "thailand": ("thai",),
        "philippines": ("filipino", "filipinos"),
    }.items()
    for alias in aliases
}
_ALIAS = re.compile(rf"\b(?:{'|'.join(sorted(_ALIASES, key=len, reverse=True))})\b")
_PLACE_ENDS = frozenset(("", "a", "e", "ia", "y", "ey", "o", "ain", "en"))
_PEOPLE_ENDS = frozenset(("ian", "ians", "an", "ans", "n", "ns", "ese", "i", "is", "ish"))
_PRONOUNS = re.compile(r"\b(?:us|it|who)\b")
_PLAIN_ENDING = re.compile(r"(?:(?<![su])s|tion|sion|ment|ity|ness|ing|ship|ance|ence|ism|logy|ly)$")
_PLAIN_WORDS = """
trade support traffic oil gas demand research power fire rain snow water work crime football gold rail air sea
electricity bread food fuel growth death health youth
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())


def names(text: str) -> frozenset[str]:
    """The names of `text` as written: runs of capitalised words ('Bank of England', 'WHO', 'U.S.').

    Titles, weekdays and months are no names. The word that opens a sentence is one unless it is common
    or has the ending of a plain noun ('Inflation', 'Talks'): a surname in '-s' alone there is missed.
    """
    found = set()
    for match in _SEQUENCE.finditer(text):
        words = re.sub(r"['’]s\b|(?<=\w{2})\.(?!\w)", "", match.group()).split()
        before = text[max(0, match.start() - 4) : match.start()]
        opens = _SENTENCE_START.search(before) is not None
        first = _COMMON if opens else _NO_NAME
        while words and _bare(words[0]) in first and not _is_acronym(words[0]):
            if words[0] == "New" and len(words) > 1:  # York, Zealand
                break
            words = words[1:]
        while words and _bare(words[-1]) in _NO_NAME:
            words = words[:-1]
        if words and not (opens and len(words) == 1 and _is_plain(words[0])):
            found.add(" ".join(words))
    return frozenset(found)


def names_in_order(text: str) -> tuple[str, ...]:
    """The names of a text as written, in the order they appear, each once."""
    found = [(text.find(name), name) for name in names(text)]
    return tuple(name for _, name in sorted(found))


def names_within(words: str) -> frozenset[str]:
    """As `names`, of words that open no sentence: a capital at their start is a name's."""
    return names(f"of {words}")


def places_of(name: str, text: str, *, any_case: bool = False) -> Iterator[tuple[int, int]]:
    """Start and end of each place of the name in the text, as whole words."""
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE if any_case else 0):
        yield found.span()


@lru_cache(maxsize=_KEPT)
def knows(support: str, name: str) -> bool:
    """Whether the text `support` holds `name`: each of its words, an alias, a people of the place, or the initials.

    'Chinese' is known where 'China' stands, 'WHO' where 'World Health Organization' does, 'US' where
    'American' does; words are compared without case or accents.
    """
    held = name_words(support)
    missing = [word for word in name_words(name) if word not in _LINKS and not any(_kin(word, other) for other in held)]
    return not missing or bool(_initials((name,)) & held) or bool(set(missing) <= _initials(names(support)))


def without_names(text: str, named: Iterable[str]) -> str:
    """The text with a space in place of each of the names, the longest first: 'Ness Hill' before 'Ness'."""
    for name in sorted(named, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


def name_words(text: str) -> frozenset[str]:
    """The words of `text` as names are compared: folded, in one spelling, with aliases replaced, without possessives or
    dots.
    """
    text = _PRONOUNS.sub(" ", text)  # 'us' is not the US
    plain = re.sub(r"'s?(?!\w)", "", re.sub(r"[.\-]", " ", fold(text)))
    words = re.findall(r"[\w&']+", _ALIAS.sub(lambda match: _ALIASES[match.group()], plain))
    return frozenset(american(word) for word in words)


def _is_plain(word: str) -> bool:
    return not _is_acronym(word) and (_bare(word) in _PLAIN or _PLAIN_ENDING.search(_bare(word)) is not None)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _bare(word: str) -> str:
    return fold(word).strip(".'")


def _initials(phrases: Iterable[str]) -> frozenset[str]:
    letters = ("".join(word[0] for word in re.findall(r"\w+", fold(name)) if word not in _LINKS) for name in phrases)
    return frozenset(short for short in letters if len(short) > 2)


def _kin(word: str, other: str) -> bool:
    """The same word, its plural, or a place and its people ('China' and 'Chinese', 'Iraq' and 'Iraqi')."""
    if word == other or stem(word) == stem(other):
        return True
    shared = 0
    for mine, theirs in zip(word, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    ends = word[shared:], other[shared:]
    return shared >= 4 and any(place in _PLACE_ENDS and people in _PEOPLE_ENDS for place, people in (ends, ends[::-1]))
