"""The sentences that decide a question whether something was done: 'Has the captain been charged?'.

'Prosecutors charged Jory Pell', 'declined to charge the captain' and 'he has not been charged' tell of the deed itself,
and 'was cleared' (`rag.opposed`) of its opposite, of whoever is asked about: by the question's words, or by a name that
an article gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from index.sentences import sentence_before
from rag.answer import Passage
from rag.asked import asks_yes_or_no
from rag.deed_asked import IRREGULAR, PAST, Deed, deed_asked
from rag.deeds import tells_deed
from rag.facts import content_words, knows, names_within, places_of, without_names
from rag.opposed import opposed_to
from rag.question import Question
from rag.quote import Scored
from rag.words import stem

_BE = re.compile(
    r"(?:\b(?:was|were|is|are|be|been|being|get|gets|got)|,)\s+(?:\w+ly\s+|(?:not|never|yet|still|now|also|all)\s+)*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:to|not|never|won['’]t|will|would|may|could|can|cannot|must|should)\s+(?:be\s+)?$", re.IGNORECASE
)
# What it was done to, right behind the verb.
_OBJECT = re.compile(r"(?:the|an?|its|his|her|their|more than|about|\d[\d,.]*)\s(?!again\b)\w+")
_CLAUSE_END = re.compile(r";|,\s(?:but|while|whereas|and)\b|\b(?:but|while|whereas)\b")
_PRONOUNS = ("he", "him", "she", "her", "they", "them", "it")
_IN_PASSING = re.compile(
    r"\b(?:who|whom|whose|which|when|where|after|before|while|(?<!has )(?<!had )(?<!have )since|because)\b[^,;]*$",
    re.IGNORECASE,
)
# What belongs to somebody or stands beside it is not that one: 'the miners' bus', 'Anvil's vans', 'a shop at the mill'.
# 'Anvil's been sold' is Anvil itself; a body found is that of the one sought, and what a land's parliament does the
# land does.
_GENITIVE = re.compile(
    r"(?:['’]s|(?<=s)['’])\s(?!(?:been|being|now|not|just|already|also|under|in|on|at)\b|(?:\w+\s)?(?:bod(?:y|ies)|remains)\b)"
    r"(?P<what>(?:[\w-]+\s){0,2}[\w-]+)"
)
_ACTS_FOR = re.compile(
    r"\b(?:government|parliament|senate|congress|assembly|cabinet|council|board|ministers?|ministry|authorities"
    r"|lawmakers|voters|army|police|courts?)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\w\s(?:at|near|outside|beside|behind|opposite|(?:next|close) to)\s(?:the\s)?(?:[\w-]+\s)?$")
_OF = re.compile(r"\s(?:of|in|at|from|on|for|with|by|over|who|that)\s")
_NAME = r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]*)+"
# 'the captain of the Brisk, Jory Pell'; 'Jory Pell, the captain'.
_NAMED_AFTER = re.compile(rf"(?:\s(?:of|from|at)\s[^,.;]{{1,30}},)?,?\s(?P<who>{_NAME}(?:\sand\s{_NAME})?)")
_NAMED_BEFORE = re.compile(
    rf"(?P<who>{_NAME}(?:\sand\s{_NAME})?),\s(?:\d\d,\s)?(?:the|an?|its|his|her|their)\s(?:[\w-]+\s){{0,2}}$"
)


class _Kind(str):
    """What an article calls somebody or something that it names: 'ferry' where it writes 'the ferry Heron'."""

    __slots__ = ()


def deciding(question: Question, told: Sequence[Scored]) -> tuple[Scored, ...]:
    """The sentences that tell of the deed that a yes-or-no question asks about; none for other questions.

    First those that do not only mention it in passing ('X, who resigned on Friday'), the newest first; of what was done
    once ('Did they ...?') those with most of the question's words.
    """
    deed = deed_asked(question.raw) if asks_yes_or_no(question.raw) else None
    if deed is None:
        return ()
    head = _OF.split(deed.subject)[0]
    passages = [one.candidate.passage for one in told]
    whom = (head, *_names_of(head, passages), *_kinds_of(head, passages))
    rest = content_words(deed.rest)
    patterns = opposed_to(deed.verb) or opposed_to(f"{deed.verb} {deed.rest.split(' ')[0]}")
    found = []
    for one in told:
        candidate = one.candidate
        article = candidate.passage.article
        text = candidate.text
        verbs = list(_verbs(text, deed.verb))
        others = [match.span() for pattern in patterns for match in pattern.finditer(text)]
        if not (verbs or others) or not all(knows(f"{article.title}\n{article.text}", name) for name in question.named):
            continue
        said = (*whom, *_PRONOUNS) if _speaks_of(sentence_before(article.text, candidate.start), whom) else whom
        telling = [verb for verb in verbs if _tells(text, verb, deed, said) and not _of_another(text, verb[1], deed)]
        telling += [other for other in others if _tells_other(text, other, deed, said)]
        if telling:
            plainly = any(_IN_PASSING.search(text[:start]) is None for start, _ in telling)
            found.append((len(rest & content_words(text)), plainly, one))
    most = max((shared for shared, _, _ in found), default=0)
    best = [
        (shared if deed.once else 0, plainly, _day(one), one.logit, one)
        for shared, plainly, one in found
        if 2 * shared >= most
    ]
    return tuple(one for *_, one in sorted(best, key=lambda told: told[:4], reverse=True))


def may_tell(question: str, text: str) -> bool:
    """Whether the text can tell of the deed that the question asks about: it has the verb, and not only of something
    else that it was done to, or another word for the deed. True of a question that asks about none.
    """
    deed = deed_asked(question)
    if deed is None:
        return True
    ends = [end for _, end in _verbs(text, deed.verb)]
    return any(not _of_another(text, end, deed) for end in ends) if ends else tells_deed(deed.verb, text)


def _speaks_of(text: str, whom: Sequence[str]) -> bool:
    return any(next(_places(text, one), None) is not None for one in whom)


def _verbs(text: str, verb: str) -> Iterator[tuple[int, int]]:
    """The places of the verb in the text: the participle, or its plain form after 'to' or 'not'."""
    plain = IRREGULAR.get(verb)
    for match in re.finditer(r"[A-Za-z]{2,}", text):
        word = match.group().lower()
        past = word == verb or PAST.get(word) == verb or (word.endswith("ed") and stem(word) == stem(verb))
        same = word == plain or (plain is None and stem(word) == stem(verb))
        if past or (same and _BARE.search(text[: match.start()])):
            yield match.span()


def _tells(text: str, verb: tuple[int, int], deed: Deed, whom: Sequence[str]) -> bool:
    """Whether the verb there tells of the subject: before a passive or after an active verb where it was done to it."""
    passive = _BE.search(text[: verb[0]]) is not None
    for one in whom:
        for start, end in _places(text, one):
            before = end <= verb[0]
            if _is_other(text, start, end, deed) or ";" in text[min(end, verb[1]) : max(start, verb[0])]:
                continue
            if before == (passive if deed.passive else not passive):
                return True
    return False


def _tells_other(text: str, other: tuple[int, int], deed: Deed, whom: Sequence[str]) -> bool:
    """Whether the opposite of the deed is told there of the subject, in its clause."""
    return any(
        not _is_other(text, start, end, deed)
        and _CLAUSE_END.search(text[min(end, other[1]) : max(start, other[0])]) is None
        for one in whom
        for start, end in _places(text, one)
    )


def _of_another(text: str, end: int, deed: Deed) -> bool:
    """Whether it was done to something else than the question names: 'must pay a fine' for 'Did they pay the toll?'."""
    if deed.passive or not _OBJECT.match(deed.rest):
        return False
    told = _OBJECT.match(text[end:].lstrip())
    return told is not None and not content_words(deed.rest) & content_words(text)


def _is_other(text: str, start: int, end: int, deed: Deed) -> bool:
    """Whether the text speaks there of what belongs to the one named, or is beside it."""
    bare = len(re.sub(r"['’]s?$", "", text[:end]))
    owned = _GENITIVE.match(text, bare)
    if owned is not None:
        return deed.passive or _ACTS_FOR.search(owned["what"]) is None
    return _BESIDE.search(text[:start]) is not None


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the text has the name, or its last word, or the last of the words in which the question speaks of it."""
    if words in _PRONOUNS:
        yield from places_of(words, text, any_case=True)
        return
    if isinstance(words, _Kind):
        yield from (match.span() for match in re.finditer(rf"\b[Tt]he {re.escape(words)}\b", text))
        return
    named = names_within(words)
    for name in named:
        yield from places_of(name, text)
        if " " in name:
            yield from places_of(name.split()[-1], text)
    stems = content_words(words)
    if named or not stems:
        return
    for match in re.finditer(r"[A-Za-z]{3,}", text):
        if content_words(match.group()) & stems:
            yield match.span()


def _names_of(subject: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The names that the passages have right beside the words of a subject: 'the captain, Jory Pell'."""
    asked = names_within(subject)
    stems = content_words(without_names(subject, asked))
    found: dict[str, None] = {}
    for text in dict.fromkeys(passage.text for passage in passages if stems):
        for match in re.finditer(r"[A-Za-z]{3,}", text):
            if not content_words(match.group()) & stems:
                continue
            told = (_NAMED_AFTER.match(text[match.end() :]), _NAMED_BEFORE.search(text[: match.start()]))
            for name in (name for one in told if one for name in names_within(one["who"])):
                if " " in name and name not in asked:
                    found.setdefault(name)
    return tuple(found)


def _kinds_of(subject: str, passages: Sequence[Passage]) -> tuple[_Kind, ...]:
    """The nouns that the passages put beside the name of the subject: 'the Elm Lane school', 'the ferry Heron'."""
    named = sorted(names_within(subject))
    if len(named) != 1:
        return ()
    beside = re.compile(
        rf"\b[Tt]he (?:{re.escape(named[0])} (?P<after>[a-z]{{4,}})|(?P<before>[a-z]{{4,}}) {re.escape(named[0])})\b"
    )
    return tuple(
        dict.fromkeys(
            _Kind(match["after"] or match["before"]) for passage in passages for match in beside.finditer(passage.text)
        )
    )


def _day(one: Scored) -> date:
    return one.candidate.passage.article.latest or date.min
