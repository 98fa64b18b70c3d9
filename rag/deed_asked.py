"""What a yes-or-no question asks to have been done: 'sold', by the town, in 'Has the town sold the mill?'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rag.facts import content_words, names_within

# Past participles that do not end in '-ed', each with the form that follows 'to'.
_FORMS = """
found/find held/hold sold/sell shot/shoot sent/send won/win lost/lose left/leave made/make built/build
begun/begin broken/break chosen/choose taken/take given/give seen/see fallen/fall stolen/steal
sunk/sink sworn/swear put/put cut/cut hit/hit paid/pay caught/catch brought/bring bought/buy
struck/strike thrown/throw withdrawn/withdraw written/write beaten/beat overthrown/overthrow
rebuilt/rebuild quit/quit hidden/hide frozen/freeze flown/fly led/lead met/meet gone/go come/come
said/say told/tell set/set shut/shut laid/lay driven/drive drawn/draw born/bear hurt/hurt
"""
IRREGULAR = dict(pair.split("/") for pair in _FORMS.split())
_STATES = ("missing", "dead", "alive")
PAST = {"began": "begun", "broke": "broken", "chose": "chosen", "took": "taken", "gave": "given", "saw": "seen",
         "fell": "fallen", "stole": "stolen", "sank": "sunk", "swore": "sworn", "withdrew": "withdrawn",
         "wrote": "written", "hid": "hidden", "froze": "frozen", "flew": "flown", "went": "gone", "came": "come",
         "threw": "thrown", "overthrew": "overthrown", "drove": "driven", "drew": "drawn"}  # fmt: skip
_ASKED = re.compile(
    r"^\W*(?:(?:and|but|so|or|then)\s)?(?P<aux>has|have|had|was|were|is|are|did|does|do|will)(?:n['’]t)?\s+(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"\b(?:yet|now|already|ever|finally|since|so far|also|not|still|actually|officially)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their)", re.IGNORECASE)
_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$|mit$")  # 'step', 'admit'
# What opens the words after a verb: 'the mill', 'to Norline', 'Jory Pell'.
_NEXT = re.compile(
    r"(?:the|an?|any(?:one|body|thing)?|some(?:one|body|thing)|its|his|her|their|to|for|in|at|on|from|by|with|over|after|before|during|as|down|up|out|off|it|them"
    r"|him|that|all|\d+)\b|(?=[A-Z])"
)


class Deed(NamedTuple):
    """What is asked to have been done: the participle, whether to the subject, the words before and after it, and
    whether it is asked as something that was done once ('Did they ...?').
    """

    verb: str
    passive: bool
    subject: str
    rest: str
    once: bool = False


def deed_asked(question: str) -> Deed | None:
    """The deed that the question asks about; None where it asks of none that its words make certain."""
    match = _ASKED.match(question)
    if match is None:
        return None
    words = _ADVERBS.sub(" ", match["rest"]).split()
    aux = match["aux"].lower()
    if aux in ("did", "does", "do", "will"):
        return _done(words, once=aux == "did")
    perfect = aux in ("has", "have", "had")
    for place, word in enumerate(words[1:], 1):
        plain = word.strip(",.").lower()
        if word != word.lower() or not (plain.endswith("ed") or plain in IRREGULAR or plain in _STATES):
            continue
        before = words[:place]
        passive = not perfect or before[-1].lower() == "been"
        subject = " ".join(before[:-1] if before[-1].lower() in ("been", "being") else before)
        if content_words(subject) or names_within(subject):
            return Deed(plain, passive, subject, " ".join(words[place + 1 :]))
    return None


def _done(words: Sequence[str], *, once: bool) -> Deed | None:
    """The deed of 'Did the council sell the mill?': the word before what it was done to, or the last."""
    for place, word in enumerate(words[1:], 1):
        plain = word.strip(",.").lower()
        owner = words[place - 1].endswith(("'s", "’s"))
        after_name = words[place - 1][:1].isupper() and not owner and not _ARTICLE.fullmatch(words[place - 1])
        last = place == len(words) - 1 or _NEXT.match(words[place + 1]) is not None
        if word == word.lower() and (after_name or last) and not _NEXT.fullmatch(plain) and content_words(plain):
            subject = " ".join(words[:place])
            if content_words(subject) or names_within(subject):
                return Deed(_participle(plain), False, subject, " ".join(words[place + 1 :]), once)
    return None


def _participle(plain: str) -> str:
    """The past participle of a verb: 'sold' of 'sell', 'approved' of 'approve'."""
    irregular = next((past for past, form in IRREGULAR.items() if form == plain), "")
    if irregular or plain in IRREGULAR:
        return irregular or plain
    if plain.endswith("y") and plain[-2:-1] not in "aeiou":
        return f"{plain[:-1]}ied"
    doubled = plain[-1] if _DOUBLED.search(plain) else ""
    return f"{plain}d" if plain.endswith("e") else f"{plain}{doubled}ed"
