"""A question with other words for what it asks: 'and why?' behind 'How many sheep drowned?' is 'why did they?'."""

from __future__ import annotations

import re

# What a question opens with: 'by how much' takes its place in 'Who won the vote?'.
_WHAT_IS_ASKED = re.compile(
    r"^\W*(?:(?:in|on|at|for|by) )?(?:who(?:m|se)?|what|when|where|why|which(?: \w+)?"
    r"|how(?: (?:many|much|long|old|far|often))?)\s+",
    re.IGNORECASE,
)
_TURNED_ROUND = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"how (?:many|much)\s+$", re.IGNORECASE)
_WHAT_THEY_DID = re.compile(
    r"(?P<what>(?:[\w-]+\s){0,3}?)(?P<did>(?:did|does|do)\s.+?)(?P<end>\W*)$", re.IGNORECASE
)  # 'cars did they seize'


def asked_of(words: str, question: str) -> str:
    """The question with other words for what it asks: 'why' of 'When did it sink?' is 'why did it sink?'."""
    opening = _WHAT_IS_ASKED.match(question)
    rest = question[opening.end() :] if opening else question
    if opening and len(words.split()) == 1 and _keeps_noun(opening.group()):
        rest = f"{_article(rest)}{rest}" if "whose" in opening.group().lower() else rest
        if asked := _WHAT_THEY_DID.match(rest):
            return f"{words} {asked['did']} {asked['what']}".strip() + asked["end"]
        return f"{words} was it that {'people ' if _TURNED_ROUND.match(rest) else ''}{rest}"
    if opening and len(words.split()) == 1 and not _TURNED_ROUND.match(rest):  # 'Who won the cup, and when?'
        who = "someone" if "who" in opening.group().lower() else "it"
        return f"{words} was it that {who} {rest}"
    return f"{words} {rest}"


def _keeps_noun(opening: str) -> bool:
    """Whether what follows the opening is what it asks the number or the owner of: 'how many', 'whose'."""
    return _HOW_MANY.search(opening) is not None or "whose" in opening.lower()


def _article(noun: str) -> str:
    """The article before what somebody owns: 'a ' of 'car'; none where its first word is in the plural."""
    first = noun.split(" ")[0].lower()
    return "" if first.endswith("s") and not first.endswith("ss") else "an " if first[:1] in "aeiou" else "a "
