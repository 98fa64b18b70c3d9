"""Which of two people a follow-up's 'he' or 'she' means, told by the parts that they play.

After 'Who replaced Pohl?' it is Pohl who was removed, resigned or died, and the newcomer who was appointed or sworn in.
What may be said of both ('how old is he?') is left to the one who was asked for.
"""

from __future__ import annotations

import re

from rag.names import names
from rag.roles import HARM, SUCCEED, role_asked

_PRONOUN = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\W*$", re.IGNORECASE)
_PLACE_BEFORE = re.compile(r"\b(?:of|in|at|from|near|to|on)\s+(?:the\s+)?$", re.IGNORECASE)
_BEATEN = 0
# What is said of who does what the verbs of a kind (`rag.roles`) say, and of whom it is done to.
_OF_DOER = {
    _BEATEN: r"win|won|take office|sworn in|celebrat\w+|margin",
    HARM: r"arrest\w*|caught|charged?|convict\w*|sentenced?|jail\w*|fle[de]|escaped?|confess\w*|admit\w*|plead\w*"
    r"|motive",
    SUCCEED: r"appoint\w*|named|nominat\w*|elected|chosen|sworn in|take office|took office|take over|took over|start\w*"
    r"|beg[ai]n|confirmed|promoted",
}
_OF_OTHER = {
    _BEATEN: r"concede\w*|los[et]|congratulate\w*",
    HARM: r"surviv\w*|recover\w*|die[ds]?|dead|alive|hurt|wounded|injur\w+|hospital|buried|funeral|condition",
    SUCCEED: r"remov\w+|replaced|oust\w*|fired?|sack\w*|dismiss\w*|die[ds]?|dead|resign\w*|quit"
    r"|step(?:ped|s)? down|le(?:ft|ave)|retire\w*|forced out|voted out|lasted?|succeeded",
}


def referent(raw: str, asked: str, answered: str) -> str:
    """Whom the pronoun of the follow-up `raw` means, after the question `asked` was answered; '' where both may be."""
    role = role_asked(asked)
    if role is None or role.kind not in _OF_DOER or not has_person(raw):
        return ""
    mine = "other" if role.role == "doer" or _BY.search(asked) else "doer"
    of_doer, of_other = (
        re.search(rf"\b(?:{words[role.kind]})\b", raw, re.IGNORECASE) is not None for words in (_OF_DOER, _OF_OTHER)
    )
    if of_doer == of_other:
        return ""
    if of_other == (mine == "other"):
        return next((name for name in _in_order(asked) if not _PLACE_BEFORE.search(asked[: asked.find(name)])), "")
    return next((name for name in _in_order(answered) if " " in name and name not in asked), "")


def has_person(text: str) -> bool:
    """Whether the text has a 'he' or 'she'."""
    return _PRONOUN.search(text) is not None


def _in_order(text: str) -> list[str]:
    return sorted((name for name in names(text) if not name.isdigit()), key=text.find)
