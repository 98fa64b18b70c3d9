"""Whether a question leans on the conversation before it, told by its words alone.

What makes a follow-up is less a pronoun than how little else there is: 'when did they meet?' leans on what was said,
'did Blinken get an apology when they met in Munich?' does not. So pronouns, a connective at the start, a definite
'the mayor' and a lack of names each count only in a question that has few words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answer import Turn
from rag.facts import content_words, dates, names, without_names

# What was reported of a time that the question names: that asks it of everything, whatever was talked about.
_OF_A_TIME = re.compile(r"^\W*what (?:else )?(?:happened|was (?:reported|published|in the news))\b", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:this|these|those|there|then|ones?|others?|same|former|latter|both|neither|else|again|instead|that)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|had|can|could|will|would"
    r"|should|tell|name|list|show)\b",
    re.IGNORECASE,
)
# 'it', 'there' and 'that' that stand for nothing: 'is it true that', 'is there a', 'the ship that sank'.
_EMPTY = re.compile(
    r"\b(?:is|was) it (?:true|right|possible|likely|clear|known)\b"
    r"|\b(?:is|are|was|were|will|has|have|had) there\b(?= (?:be|been|an?|any|more|some|no)\b)"
    r"|\bthere (?:is|are|was|were)\b"
    r"|(?<=\w )that(?= (?:\w+s|\w+ed|had|has|have|is|was|were|are|can|will|would|he|she|it|they|the)\b)",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"^\W*(?:and|but|or|what about|how about|what of|no|nope|not|yes|ok|okay|why|who else|since when|i mean|i meant"
    r"|sorry|rather)\b(?! (?:was|is|were|are|did|do|does|has|had)\b)",
    re.IGNORECASE,
)
# 'the mayor', and not 'the mayor of Larkhaven'.
_SO = re.compile(r"^\W*(?:so|then)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\bthe (?!\w+est\b)\w+\b(?! (?:\w+ )?(?:of|in|at|on|for|from|to|that|who|which)\b)", re.IGNORECASE
)
# Words that do not say what a question is about.
_GENERIC = content_words(
    "many much long old far big high often more most get got make made do done happen happened go went come came one"
    " ones thing things someone people person time year day country place kind sort first last next tell show actually"
    " really"
)
_NEW_SUBJECT = re.compile(
    r"\b(?:by the way|(?:on )?another (?:question|subject|topic|matter)|(?:new|different) (?:question|subject|topic)"
    r"|chang(?:e|ing) (?:the|of) (?:subject|topic)|something else|next question)\b",
    re.IGNORECASE,
)
_FEW_WITH_PRONOUN = 4  # content words, names apart, up to which a pronoun makes a question lean
_FEW_WITH_NAME = 2  # the same where the question has a name of its own; for "this", "there", "one" it is one less
_FRAGMENT = 3  # words
_FEW_DEFINITE = 3
_FEW = 2  # content words that are not enough for a question without a name


def leans_on_history(question: str, history: Sequence[Turn]) -> bool:
    """Whether the question cannot be understood without the conversation; never where there was no question yet."""
    if not any(turn.role == "user" for turn in history):
        return False
    if _CONNECTIVE.match(question):
        return True
    named = names(question)
    words = len(own_words(question))
    if _NEW_SUBJECT.search(question):
        return False
    if not _ASKING.search(question) and len(question.split()) <= _FRAGMENT:
        return True
    plain = _EMPTY.sub(" ", question)
    if _PERSONAL.search(plain) and words <= (_FEW_WITH_NAME if named else _FEW_WITH_PRONOUN):
        return True
    if _POINTING.search(plain) and words <= (_FEW_WITH_NAME - 1 if named else _FEW_WITH_PRONOUN):
        return True
    if named or (_OF_A_TIME.match(question) and dates(question)):
        return False
    if _SO.match(question):
        return True
    return words <= (_FEW_DEFINITE if _DEFINITE.search(question) else _FEW)


def opens_as_follow_up(question: str) -> bool:
    """Whether it goes on with what was said by its first words ('and why?') or by asking in none ('turnout?')."""
    return bool(_CONNECTIVE.match(question) or _SO.match(question) or not _ASKING.search(question))


def points_back(question: str) -> bool:
    """Whether it has a word that stands for something said: 'she', 'that', 'there', 'both'."""
    plain = _EMPTY.sub(" ", question)
    return bool(_PERSONAL.search(plain) or _POINTING.search(plain))


def own_words(question: str) -> frozenset[str]:
    """The stems of a question that say what it is about, its names apart."""
    return content_words(without_names(question, names(question))) - _GENERIC
