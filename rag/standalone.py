"""A follow-up as the reader is shown it: a question that stands alone, its pronouns replaced by what they mean.

What is searched for and read carries the words of the conversation as they are (`rag.question`); these are for people,
so that only what is certain is put in, and the rest is named in brackets.
"""

from __future__ import annotations

import re

from rag.facts import content_words, names, names_within
from rag.gender import may_be

_OPENER = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|then|well|yes|no|nope|sorry)\b[\s,:–—-]*)+(?=\w+\s+\w)", re.IGNORECASE
)
_SUBJECT = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"\b(?:his|her)\b(?=\s+[a-z])(?!\s+(?:in|at|on|for|to|from|by|with|as|and|or)\b)", re.IGNORECASE
)
_OBJECT = re.compile(r"\b(?:him|her)\b", re.IGNORECASE)
_THERE = re.compile(r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?=\W*$)", re.IGNORECASE)
_IN_A_PLACE = re.compile(r"\b(?:in|at|on|near)\s+(?:the\s+)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*")
_PLACE_BEFORE = re.compile(r"\b(?:of|in|at|from|near|to|on|for)\s+(?:the\s+)?$", re.IGNORECASE)
_ASKS_WHO = re.compile(r"^\W*(?:and\s+)?(?:who|whom|whose)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|his|hers?|him|it|its|they|them|their|there|this|that|these|those)\b", re.IGNORECASE)
_WHO_WAS = re.compile(r"^\W*who(?:'s| is| was)\s+(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)+)\W*$", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?P<word>the|that|this|an?|its|which|what)\s$", re.IGNORECASE)
_ADDRESS = re.compile(r"\s(?:me|us)\b")  # 'Tell me' is no name
_PEOPLE = re.compile(r"(?:ese|ish|[^aeiou]ian|ean|ican|can)$")
_RUN = re.compile(r"(?:\s[a-z][\w-]+)+")
_NO_NOUN = re.compile(r"(?:ing|ed)$|^(?:late|shut|open|dead|able|out|back)$")
_MOST_NAMED = 3


def standing_alone(raw: str, asked: str, answered: str, person: str = "") -> str:
    """The follow-up `raw` as a question of its own, after the question `asked` and its answer `answered`; `person` is
    whom its pronoun means, where that is known.

    'how old is she?' becomes 'How old is Ines Moreau?'; where no name is certain, what it is asked about stands behind
    it: 'How many were hurt? (about Tarnholm)'.
    """
    text = plain = _OPENER.sub("", raw).strip() or raw
    if person := person or _person(raw, asked, answered):
        text = _POSSESSIVE.sub(lambda _: f"{person}'s", text, count=1)
        if person not in text:
            text = _SUBJECT.sub(lambda _: person, text, count=1)
        if person not in text:
            text = _OBJECT.sub(lambda _: person, text, count=1)
    place = _IN_A_PLACE.search(asked)
    if place and names_within(place.group()):
        text = _THERE.sub(lambda _: place.group(), text, count=1)
    replaced = text != plain and not _PRONOUN.search(text)
    text = text[:1].upper() + text[1:]
    if replaced:
        return text
    about = topic(asked)
    return text if about in text else f"{text} (about {about})"


def topic(asked: str) -> str:
    """What a question is about, for people: 'the Tarnholm ferry and Port Ellery'; the question itself without names."""
    told = list(dict.fromkeys(filter(None, (_phrase(asked, name) for name in _in_order(asked)))))[:_MOST_NAMED]
    if not told:
        return f"“{asked.strip()}”"
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def _phrase(asked: str, name: str) -> str:
    """The name with the words that belong to it: 'the Chinese balloon'; '' for an adjective alone."""
    start = asked.find(name)
    end = start + len(name)
    number = re.match(r"\s\d+\b", asked[end:])
    end += number.end() if number else 0
    opener = _DETERMINER.search(asked[:start])
    if opener is None:
        return "" if _PEOPLE.search(name) or _ADDRESS.match(asked[end:]) else asked[start:end]
    run = _RUN.match(asked[end:])
    for word in run.group().split() if run else ():
        if not content_words(word) or _NO_NOUN.search(word):
            break
        end += 1 + len(word)
    word = opener["word"].lower()
    return f"{'the' if word in ('which', 'what') else word} {asked[start:end]}"


def _person(raw: str, asked: str, answered: str) -> str:
    """Whom the pronoun of `raw` means; '' if that is unclear, or the answer calls them by the other one."""
    person = _meant(asked, answered)
    return person if person and may_be(raw, person, answered) else ""


def _meant(asked: str, answered: str) -> str:
    """Whom 'he' or 'she' means: who was asked for, else the one person that the question names; '' if that is unclear.

    A name of one word may be anything, and one after 'of' or 'in' is a place.
    """
    if _PRONOUN.search(asked):  # of two people either may be meant
        return ""
    about = _WHO_WAS.match(asked)
    if about and about["name"] in names_within(about["name"]):
        return about["name"]
    told = [name for name in _in_order(answered) if " " in name and name not in asked]
    if _ASKS_WHO.match(asked):
        return told[0] if told else ""
    named = [name for name in _in_order(asked) if " " in name]
    people = [name for name in named if not _PLACE_BEFORE.search(asked[: asked.find(name)])]
    certain = people or told
    return certain[0] if len(certain) == 1 else ""


def _in_order(text: str) -> list[str]:
    return sorted((name for name in names(text) if not name.isdigit()), key=text.find)
