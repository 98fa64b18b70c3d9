"""The sentences that decide a question whether something was done: 'Has the captain been charged?'.

'Prosecutors charged Jory Pell', 'declined to charge the captain' and 'he has not been charged' tell of the deed itself,
of whoever is asked about: by the question's words, or by a name that an article gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from index.sentences import sentence_before
from rag.answer import Passage
from rag.asked import asks_yes_or_no
from rag.facts import content_words, knows, names_within, places_of, without_names
from rag.question import Question
from rag.quote import Scored
from rag.words import stem

# Past participles that do not end in '-ed', each with the form that follows 'to'.
_FORMS = """
found/find held/hold sold/sell shot/shoot sent/send won/win lost/lose left/leave made/make built/build
begun/begin broken/break chosen/choose taken/take given/give seen/see fallen/fall stolen/steal
sunk/sink sworn/swear put/put cut/cut hit/hit paid/pay caught/catch brought/bring bought/buy
struck/strike thrown/throw withdrawn/withdraw written/write beaten/beat overthrown/overthrow
rebuilt/rebuild quit/quit hidden/hide frozen/freeze flown/fly led/lead met/meet gone/go come/come
said/say told/tell set/set shut/shut laid/lay driven/drive drawn/draw born/bear hurt/hurt
"""
_IRREGULAR = dict(pair.split("/") for pair in _FORMS.split())
_PAST = {"began": "begun", "broke": "broken", "chose": "chosen", "took": "taken", "gave": "given", "saw": "seen",
         "fell": "fallen", "stole": "stolen", "sank": "sunk", "swore": "sworn", "withdrew": "withdrawn",
         "wrote": "written", "hid": "hidden", "froze": "frozen", "flew": "flown", "went": "gone", "came": "come",
         "threw": "thrown", "overthrew": "overthrown", "drove": "driven", "drew": "drawn"}  # fmt: skip
_ASKED = re.compile(
    r"^\W*(?:(?:and|but|so|or|then)\s)?(?P<aux>has|have|had|was|were|is|are)(?:n['’]t)?\s+(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"\b(?:yet|now|already|ever|finally|since|so far|also|not|still|actually|officially)\b", re.IGNORECASE
)
_BE = re.compile(
    r"(?:\b(?:was|were|is|are|be|been|being|get|gets|got)|,)\s+(?:\w+ly\s+|not\s+|never\s+|yet\s+)*$", re.IGNORECASE
)
_BARE = re.compile(
    r"\b(?:to|not|never|won['’]t|will|would|may|could|can|cannot|must|should)\s+(?:be\s+)?$", re.IGNORECASE
)
_PRONOUNS = ("he", "him", "she", "her", "they", "them", "it")
_IN_PASSING = re.compile(
    r"\b(?:who|whom|whose|which|when|where|after|before|while|since|because)\b[^,;]*$", re.IGNORECASE
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


class _Deed(NamedTuple):
    """What is asked to have been done: the participle, whether to the subject, and the words before and after it."""

    verb: str
    passive: bool
    subject: str
    rest: str


def deciding(question: Question, told: Sequence[Scored]) -> tuple[Scored, ...]:
    """The sentences that tell of the deed that a yes-or-no question asks about; none for other questions.

    First those that do not only mention it in passing ('X, who resigned on Friday'), the newest first.
    """
    deed = _deed(question.raw) if asks_yes_or_no(question.raw) else None
    if deed is None:
        return ()
    head = _OF.split(deed.subject)[0]
    whom = (head, *_names_of(head, [one.candidate.passage for one in told]))
    rest = content_words(deed.rest)
    found = []
    for one in told:
        candidate = one.candidate
        article = candidate.passage.article
        text = article.text[candidate.start : candidate.end]
        verbs = list(_verbs(text, deed.verb))
        if not verbs or not all(knows(f"{article.title}\n{article.text}", name) for name in question.named):
            continue
        said = (*whom, *_PRONOUNS) if _speaks_of(sentence_before(article.text, candidate.start), whom) else whom
        telling = [verb for verb in verbs if _tells(text, verb, deed, said)]
        if telling:
            plainly = any(_IN_PASSING.search(text[:start]) is None for start, _ in telling)
            found.append((len(rest & content_words(text)), plainly, one))
    most = max((shared for shared, _, _ in found), default=0)
    best = [(plainly, _day(one), one.logit, one) for shared, plainly, one in found if 2 * shared >= most]
    return tuple(one for *_, one in sorted(best, key=lambda told: told[:3], reverse=True))


def _speaks_of(text: str, whom: Sequence[str]) -> bool:
    return any(next(_places(text, one), None) is not None for one in whom)


def _deed(question: str) -> _Deed | None:
    match = _ASKED.match(question)
    if match is None:
        return None
    words = _ADVERBS.sub(" ", match["rest"]).split()
    perfect = match["aux"].lower() in ("has", "have", "had")
    for place, word in enumerate(words[1:], 1):
        plain = word.strip(",.").lower()
        if word != word.lower() or not (plain.endswith("ed") or plain in _IRREGULAR):
            continue
        before = words[:place]
        passive = not perfect or before[-1].lower() == "been"
        subject = " ".join(before[:-1] if before[-1].lower() in ("been", "being") else before)
        if content_words(subject) or names_within(subject):
            return _Deed(plain, passive, subject, " ".join(words[place + 1 :]))
    return None


def _verbs(text: str, verb: str) -> Iterator[tuple[int, int]]:
    """The places of the verb in the text: the participle, or its plain form after 'to' or 'not'."""
    plain = _IRREGULAR.get(verb)
    for match in re.finditer(r"[A-Za-z]{2,}", text):
        word = match.group().lower()
        past = word == verb or _PAST.get(word) == verb or (word.endswith("ed") and stem(word) == stem(verb))
        same = word == plain or (plain is None and stem(word) == stem(verb))
        if past or (same and _BARE.search(text[: match.start()])):
            yield match.span()


def _tells(text: str, verb: tuple[int, int], deed: _Deed, whom: Sequence[str]) -> bool:
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


def _is_other(text: str, start: int, end: int, deed: _Deed) -> bool:
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


def _day(one: Scored) -> date:
    return one.candidate.passage.article.latest or date.min
