"""The number or the place of a sentence that goes with what is asked to have been done, not the one beside it.

Of 'of the 90 elms, 40 were cut down' 40 were cut down; of 'the ring, taken from a villa in Tolen, was found in a drain'
the ring was found in a drain.
"""

from __future__ import annotations

import re

from rag.asked import asks_how_many
from rag.facts import content_words
from rag.figures import number_places
from rag.words import stem

_OF = re.compile(
    r"(?:^\W*|[,;:]\s|\band\s)(?:out of|of|among)\s"
    r"(?:(?:the|its|their|his|her|all|some|about|around|nearly|more than|those|these)\s)*$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r",\s(?:and\s)?of\swh(?:om|ich)\s(?:(?:only|just|some|about|around|nearly|at least|more than)\s)*$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:.](?!\d)|\b(?:but|while|and)\b")
_WHERE = re.compile(
    r"^\W*(?:and\s)?where\s(?:was|were|is|are|(?:has|have|had)\s[^?]+\sbeen)\b[^?]*?\s(?P<verb>[a-z]+)\W*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s(?:who|which|[a-z]+(?:ed|en|wn|ing|ft|ght|ld|ne))\b[^,;.]*$")
_PLACE_AFTER = re.compile(
    r"(?:\s(?:on|last|this|early|late)\s(?:\w+\s)?\w*(?:day|week|month|year|night|morning|evening)|\s\w+ly|\s(?:yesterday|today"
    r"|dead|alive|safe|again))*\s"
    r"(?P<place>(?:in|at|on|near|under|behind|inside|outside|beneath|between|off|aboard|beside|next to|close to|above"
    r"|below|along)\s(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|\d|the"
    r"\s(?:morning|afternoon|evening|night|end|same|spring|summer|autumn|winter)|\w+day)\b)[^,;.]+)"
)


def counted(question: str, sentence: str, start: int, end: int) -> tuple[int, int]:
    """The place of the number that counts the part of which the question asks, where `sentence[start:end]` is the whole
    that it is a part of; else `start` and `end`.
    """
    places = [(first, last) for _, first, last in number_places(sentence)]
    if not asks_how_many(question):
        return start, end
    whole = next((i for i, (first, last) in enumerate(places) if start <= first and last <= end), None)
    if whole is None or whole + 1 >= len(places):
        return start, end
    (_, last), part = places[whole], places[whole + 1]
    between = sentence[last : part[0]]
    of_it = _OF.search(sentence[: places[whole][0]]) and between.count(",") == 1
    if not of_it and not _OF_WHICH.search(between):
        return start, end
    told = content_words(_CLAUSE.split(sentence[part[1] :])[0])
    if (content_words(question) - content_words(between)) & told:
        return part
    return start, end


def where_done(question: str, sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """The place where it was done that the question asks about, where `sentence[start:end]` begins in an aside about
    something else; None where no such place follows, and `start` and `end` where it stands in none.
    """
    asked = _WHERE.match(question)
    aside = _ASIDE.search(sentence[:start])
    close = re.compile(r"[^,;.]*,\s").match(sentence, start)
    if asked is None or aside is None or close is None:
        return start, end
    verb = stem(asked["verb"].lower())
    if verb in content_words(sentence[aside.start() : close.end()]):
        return start, end
    done = next((word for word in re.finditer(r"[a-z]+", sentence[close.end() :]) if stem(word.group()) == verb), None)
    if done is None:
        return start, end
    after = _PLACE_AFTER.match(sentence, close.end() + done.end())
    return after.span("place") if after else None
