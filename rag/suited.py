"""Whether the words of a short answer are of the kind that is asked for, and say something.

Where they are not, the quote alone is shown: it may hold the answer still, in other words than the reader chose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.amounts import Amount, amounts
from rag.asked import Kind, asks_for_several, asks_how_many, asks_to_choose, offers
from rag.facts import content_words, dates, names, names_within, numbers
from rag.quantities import PEOPLE, normal

_CAPITAL = re.compile(r"[^\W\d_a-z]")  # of scripts without small letters any letter
_SOMETHING_OF = re.compile(r"['’]s\s+[a-z]")  # 'Pohl's victory' is nobody
_HOW_OLD = re.compile(r"\bhow old\b", re.IGNORECASE)
_A_WHILE = re.compile(r"\b\w+(?:-year|\s(?:days|weeks|months))$", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s(?:\w+\s)?$", re.IGNORECASE)
_YEARS = re.compile(r"\byears?$", re.IGNORECASE)
_FATES = frozenset(("die", "hurt", "arrest", "rescue", "survive"))  # as `rag.quantities.normal` has them
_CLOCK = re.compile(r"\d:\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
_LENGTH = re.compile(
    r"\bhow (?:far|deep|tall|wide)\b|\bhow high (?:is|was|are|were|up|did|does)\b"
    r"(?![^?]*\b(?:rates?|tolls?|prices?|costs?|tax(?:es)?|tariffs?|fines?|fees?|bail|bond|share|turnout|temperatures?"
    r"|inflation|unemployment|number|deficit|debt|interest)\b)",
    re.IGNORECASE,
)
_SPEED = re.compile(
    r"\bhow fast\b|\b(?:what|which) (?:top |average )?speeds?\b|\bwhat(?:'s| is| was) the (?:\w+ )?speed\b",
    re.IGNORECASE,
)
_IS_SPEED = re.compile(r"\d\s?(?:km/?h|kph|mph|m/s)\b|\b(?:knots?|mach|light|sound)\b", re.IGNORECASE)
_DURATION = re.compile(r"\bhow long\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\bhow much\b[^?]*\b(?:cost|pay|paid|spen[dt]|worth|earn|fine[ds]?|raise[ds]?|owe[ds]?|charge[ds]?)\b"
    r"|\b(?:what|which) (?:price|sum|rent|fee|wage|salary)\b|^\W*what (?:did|does|do|will|would)\b[^?]*\bcost\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\bwhen\b", re.IGNORECASE)
_YEAR_ASKED = re.compile(r"\b(?:what|which) year\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b(?:last|this) year\b", re.IGNORECASE)
_DAY_ASKED = re.compile(r"\b(?:what|which|exact) (?:date|day)\b", re.IGNORECASE)
_NO_DAY = re.compile(r"(?:now|recently|last (?:week|month|year)|(?:[a-z]+ )?\d{4})", re.IGNORECASE)
_TIME = re.compile(
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|winter|christmas|easter|yesterday|today|tomorrow|tonight|noon"
    r"|midnight|dawn|dusk|mornings?|afternoons?|evenings?|nights?|minutes?|hours?|days?|weeks?|weekends?|months?|years?"
    r"|decades?|century|ago|later|now|soon|immediately|never|after|before|when|once|until|during|since|within|following"
    r"|while|time|early|late|recently)\b",
    re.IGNORECASE,
)
# 'the company said on |Tuesday': when it was said.
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|confirmed)(?:\s[\w’'-]+){0,3}?\s(?:on\s)?$", re.IGNORECASE
)
_THAN = re.compile(r"\sthan\b")  # '|16 months later| than planned'
# 'the first race since |1988|': when the one before it was
_FIRST_SINCE = re.compile(r"\bfirst\b[^,;.]*\bsince\s$", re.IGNORECASE)
_ASKS_FORMER = re.compile(r"\b(?:last|previous(?:ly)?|before|earlier)\b", re.IGNORECASE)
_ASKS_SAYING = re.compile(
    r"\b(?:say|said|tell|told|speak|spoke|announce[ds]?|report(?:s|ed)?|confirm(?:s|ed)?)\b", re.IGNORECASE
)
_HOW = re.compile(
    r"^\W*(?:(?:and|but)\s)?how\s+(?:did|does|do|was|were|has|have|had|can|could|will|would)\b", re.IGNORECASE
)
_HAPPENED = re.compile(
    r"^\W*what(?:'s| is| was)? (?:(?:has|have|had) )?(?:happened|happens|going on|gone on)\b", re.IGNORECASE
)
_WHAT_SAID = re.compile(
    r"^\W*(?:(?:and|but)\s)?what\s(?:did|does|do|has|have|had)\b[^?]*\b(?:say|said|tell|told|warn|argue|claim|promise|urge|ask"
    r"|demand|think|thought|mean|answer|reply|conclude|agree|discuss|talk)\w*\b",
    re.IGNORECASE,
)
_LEAST_SAID = 3  # words
# Before or in the one or two words that tell a reason.
_CAUSE = re.compile(
    r"\b(?:because|due|owing|over|after|for|by|amid|citing|blam\w+|caus\w+|of|to|from|with|was|were|is)\b"
    r"(?:\s(?:of|to|by|the|an?|his|her|its|their|heavy|\w+ed))*\s+(?:\S+\s?){1,2}$",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(r"['’]s\s[a-z]")
_WHOSE = re.compile(r"\bwhose\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:[A-Z]\w+(?:ese|ish|[^aeiou]ian|ean|ican|aeli|aqi|stani)|French|Dutch|Greek|Thai|Swiss|German|Czech|Afghan|Saudi"
    r"|US|U\.S\.|UK|EU|American)"
)
_ASKS_PEOPLE = re.compile(r"\b(?:nationalit|citizen|language|ethnic|countr|nation)", re.IGNORECASE)
_WORD_AFTER = re.compile(r"\s(?P<word>[a-z][\w-]*)")
_NO_NOUN = re.compile(
    r"(?:and|or|but|in|on|at|of|for|from|to|by|with|as|after|before|since|when|while|who|that|which|is|was|were|are|has"
    r"|have|had|will|would|did|said|says|not|also|\w+ed)"
)
_WHICH_PERSON = re.compile(
    r"\b(?:which|what) (?:\w+ )?(?:ambassador|minister|official|person|man|woman|politician|leader|senator|player|judge"
    r"|mayor|general|president|candidate|actor|singer|author)\b",
    re.IGNORECASE,
)
_CHOOSES = re.compile(r"^\W*(?:which|who|what)\b[^?]*(?:[:,]|\bfirst\b|\bmore\b)[^?]*\sor\s[^?]*\??$", re.IGNORECASE)


def suited(words: str, kind: Kind, question: str, before: str = "", after: str = "") -> bool:
    """Whether the words answer what is asked; `before` and `after` are those of their sentence around them.

    'How many' is not answered by '27 percent', 'who' not by words without a name or with one that the question names,
    'A or B' by neither of them, 'what' not by the 'Chinese' of 'a Chinese balloon', 'how' by no bare figure, and
    nothing by the question's own words.
    """
    if not (content_words(words) or numbers(words) or dates(words) or kind == "time"):
        return False
    if _is_part(words, kind, question, after):
        return False
    if kind == "number" and not _is_figure(words, question, before, after):
        return False
    if kind == "time" and (not _is_time(words, question, before) or _THAN.match(after)):
        return False
    if kind == "person" and not asks_for_several(question) and not _is_somebody(words, question, after):
        return False
    if kind == "reason" and len(words.split()) < _LEAST_SAID and not _CAUSE.search(f"{before}{words}"):
        return False
    if kind == "place" and (named := names_within(words)) and named <= names(question):
        return False
    if kind == "other" and not _tells(words, question):
        return False
    if asks_to_choose(question) or _CHOOSES.match(question):
        return bool(said(words) & said(question) or content_words(words) & content_words(question))
    return not said(words) <= said(question)


def said(words: str) -> frozenset[str]:
    """The words without case and articles."""
    return frozenset(re.findall(r"\w+", words.casefold())) - {"the", "and", "a", "an"}


def _is_part(words: str, kind: Kind, question: str, after: str) -> bool:
    """Whether the words only tell of what kind the thing behind them is: 'Chinese' of 'a Chinese balloon', 'car' of
    'the car ferry' where a ferry is asked for.
    """
    follows = _WORD_AFTER.match(after)
    if follows is None or " " in words or _NO_NOUN.fullmatch(follows["word"]):
        return False
    if _PEOPLE.fullmatch(words):
        asked = re.search(rf"\b(?:which|what) {re.escape(follows['word'])}\b", question, re.IGNORECASE)
        return kind != "place" and not asked and not _ASKS_PEOPLE.search(question)
    if kind not in ("other", "person") or not words.islower():
        return False
    return "-" in words or bool(content_words(follows["word"]) & content_words(question))


def _is_figure(words: str, question: str, before: str, after: str) -> bool:
    """Whether the words hold the one figure asked for, in the unit that the question asks for where it does."""
    if not offers(words, "number", question) or _CLOCK.search(words):
        return False
    if _HOW_OLD.search(question):
        return not (_A_WHILE.search(words) or (_FOR.search(before) and _YEARS.search(words)))
    told = amounts(words)
    if asks_how_many(question):
        with_noun = amounts(words + after)[:1] if told else ()
        return len(told) < 2 and all(_counts(one, question, f"{before}{words}{after}") for one in with_noun)
    if not told:
        return True
    if _LENGTH.search(question):
        return any(one.dimension == "metres" for one in told)
    if _SPEED.search(question):
        return _IS_SPEED.search(words + after[:5]) is not None or any(
            one.dimension in ("metres", "seconds", "months", "%", "knots") and not _each(told, one) for one in told
        )
    if _DURATION.search(question):
        return any(one.dimension in ("seconds", "months", "metres") for one in told)
    if _MONEY.search(question):
        return any(len(one.dimension) == 3 or one.dimension.startswith("money") for one in told)
    return True


def _each(told: Sequence[Amount], one: Amount) -> bool:
    """Whether an amount only says for what time another one counts: the day of '900 riders a day'."""
    return any(other.dimension == "count" and other.start < one.start for other in told)


def _counts(one: Amount, question: str, sentence: str) -> bool:
    """Whether an amount counts what 'how many' asks for, as far as that is said: no cases where the dead are, and no
    dead of a sentence that tells of no injured where these are.
    """
    asked = normal(content_words(question))
    fates = asked & _FATES
    if not fates:
        return True
    noun = normal(content_words(one.noun))
    if noun and not noun & (asked | PEOPLE) and noun & (_FATES | {"infect"}):
        return False
    told = normal(content_words(sentence)) & _FATES
    return not told or bool(told & fates)


def _is_time(words: str, question: str, before: str) -> bool:
    """Whether the words tell a time, as exactly as asked, and not the time at which the rest was said."""
    if (not _TIME.search(words) and not dates(words)) or (
        _WHEN.search(question) and _is_bare(words, ("seconds", "months"))
    ):
        return False  # 'two weeks' of 'two weeks after the vote' is no time
    if _FIRST_SINCE.search(before) and not _ASKS_FORMER.search(question):
        return False
    if _YEAR_ASKED.search(question):
        return _YEAR.search(words) is not None
    if _DAY_ASKED.search(question) and _NO_DAY.fullmatch(words):
        return False
    return not _SAID_ON.search(before) or _ASKS_SAYING.search(question) is not None


def _tells(words: str, question: str) -> bool:
    """Whether the words can tell how something was done or what was said; what happened no few words tell."""
    if _HAPPENED.match(question) or (_HOW.match(question) and _is_bare(words)):
        return False
    return len(words.split()) >= _LEAST_SAID or _WHAT_SAID.match(question) is None


def _is_somebody(words: str, question: str, after: str) -> bool:
    """Whether the words name somebody whom the question does not."""
    surnames = [word for word in re.findall(r"[\w’'-]+", words) if _CAPITAL.match(word)]
    if not surnames or _SOMETHING_OF.search(words):
        return False
    if _WHICH_PERSON.search(question) and _PEOPLE.fullmatch(words):
        return False
    if _OF_SOMEBODY.match(after) and not _WHOSE.search(question):
        return False  # 'President Pohl's deputy' is not Pohl
    return " or " in question or surnames[-1].casefold() not in _tokens(question)


def _is_bare(words: str, dimensions: tuple[str, ...] = ()) -> bool:
    """Whether the words are an amount and nothing else, of one of the dimensions where these are given."""
    told = [one for one in amounts(words) if one.end - one.start >= len(words) - 1]
    return any(not dimensions or one.dimension in dimensions for one in told)


def _tokens(text: str) -> frozenset[str]:
    """The words as typed, those with a hyphen whole, without a genitive."""
    return frozenset(re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w’'-]+", text.casefold()))
