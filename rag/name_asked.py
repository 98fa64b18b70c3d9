"""Where a name is asked for, whether the words hold one: not the age of the one asked about, nor 'the fourth'.

'What was the name of the driver?' and 'which company?' ask for a name; 'what punishment did he get?' for none.
"""

from __future__ import annotations

import re

from rag.facts import content_words, names, names_within, numbers, without_names

_ASKS_NAME = re.compile(
    r"\bwhat(?:['’]s|\s(?:is|was|are|were))\s(?:(?:the|his|her|its|their|[\w’'-]+['’]s)\s)?(?:(?:full|real|first|last)\s)?"
    r"names?\b|\bnames?\sof\sthe\b",
    re.IGNORECASE,
)
_SOMEBODY = content_words(
    "man woman boy girl child baby person victim suspect thief driver pilot captain killer attacker gunman winner"
    " director doctor nurse teacher student officer judge lawyer farmer owner buyer baker keeper guard soldier"
    " player passenger survivor witness mother father son daughter brother sister"
    " wife husband manager worker mayor minister leader"
)
_ORDINAL = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|other|last|oldest|youngest|eldest|same|one|latter"
    r"|former"
)
_NO_NAME = re.compile(rf"(?:the\s)?(?:(?:{_ORDINAL})\b|[\d.,]+|years?|old|aged?|of|\s|-)+", re.IGNORECASE)
_WHICH = re.compile(
    r"^\W*(?:which|what)\s(?!(?:kind|type|sort|do|does|did|is|was|are|were|should|might|may|can|could)\b)"
    r"(?:[\w'’-]+\s){0,2}?(?:compan(?:y|ies)|firms?|part(?:y|ies)|brands?|newspapers?|magazines?"
    r"|airlines?|banks?|universit(?:y|ies)|ferr(?:y|ies)|manufacturers?|charit(?:y|ies)|football clubs?|rock bands?"
    r"|(?:hack(?:er|ing)|rebel|militant|terror(?:ist)?|extremist|criminal|ransomware|activist|campaign|lobby)\sgroups?)"
    r"(?=\s(?:is|was|are|were|did|does|do|has|have|had|will|would|the|an?|[a-z]+(?:s|ed)|made|built|won|lost|bought|sold|took|stole|ran|held|got|hit|sank|sent|went|began|broke|brought|led|left|paid"
    r"|[A-Z]\S*)\b)",
    re.IGNORECASE,
)
_WHICH_THING = re.compile(
    r"^\W*(?:which|what)\s(?P<thing>(?!(?:is|was|are|were|do|does|did|has|have|had|can|could|would|should|may|might)\b)[a-z]+)\s",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r",\s(?:when|after|as|but|while|until|because)\s", re.IGNORECASE)
_NO_BODY = re.compile(
    r"^\W*what\s(?:punishment|penalty|sentence)\b",
    re.IGNORECASE,
)
_WHICH_OF_THEM = re.compile(
    r"\b(?:who|names?)\b[^?]{0,25}?\bthe\s(?P<which>second|third|fourth|fifth|other)\s(?P<who>[a-z]+)\b", re.IGNORECASE
)
_SECOND = re.compile(r"\b(?:second|two|both|other|another|accomplice|also|and)\b", re.IGNORECASE)


def names_it(question: str, before: str, words: str, after: str) -> bool:
    """Whether the words, between `before` and `after` in their sentence, are a name where the question asks for one."""
    sentence = before + words + after
    if not _right_one_of_them(question, sentence):
        return False
    if _NO_BODY.search(question):
        return bool(numbers(words) or content_words(without_names(words, names_within(words))))
    if _only_the_thing(question, words):
        return False
    if sentence.islower():
        return True
    named = _has_name(before, words, sentence)
    if _ASKS_NAME.search(question) and not named:
        return not (content_words(question) & _SOMEBODY or _NO_NAME.fullmatch(words))
    return named or not _WHICH.search(question)


def _has_name(before: str, words: str, sentence: str) -> bool:
    """Whether the words hold a name: at the opening of a sentence one that is known for a name there."""
    if not before.strip(" \"“'") and re.fullmatch(r"[A-Z][a-z]+s", words):
        return words in names(sentence)
    return (
        bool(names_within(words)) or re.search(r"(?<=\w\s)[A-Z]|^(?:[a-z][A-Z]|[A-Z\d][\w-]*[A-Z])", words) is not None
    )


def _only_the_thing(question: str, words: str) -> bool:
    """Whether the words of a 'which virus?' go beyond their clause, or say no more than 'a virus'."""
    asked = _WHICH_THING.match(question)
    if asked is None:
        return False
    if _NEXT_CLAUSE.search(words):
        return True
    return re.fullmatch(rf"(?:an?|the|some|this)\s{re.escape(asked['thing'])}", words, re.IGNORECASE) is not None


def _right_one_of_them(question: str, sentence: str) -> bool:
    """Whether the sentence has a word for which of several is asked for: 'the second thief', 'the other driver'."""
    asked = _WHICH_OF_THEM.search(question)
    if asked is None or not content_words(asked["who"]) & _SOMEBODY:
        return True
    if re.search(rf"\b{asked['which']}\b", sentence, re.IGNORECASE):
        return True
    return asked["which"].lower() in ("second", "other") and _SECOND.search(sentence) is not None
