"""Questions about the order of two events or the time between them: which came first, did A happen before B."""

from __future__ import annotations

import re

from rag.comparison import YEAR_TAIL, Asks, Comparison, made
from rag.facts import names_within

OR = r"(?P<one>[^,;:?]+?),?\s+or\s+(?P<other>[^;?]+?)"
_BEFORE_AFTER = re.compile(
    rf"^\W*(?:which|who|what)(?:\s+(?:one|of (?:them|the two)))?\s+(?P<what>\w[\w\s]*?)?\s*"
    rf"\b(?P<way>first|earlier|sooner|later|last)\b\s*[,:;–—-]*\s*{OR}\s*\?*$",
    re.IGNORECASE,
)
_WHETHER_BEFORE = re.compile(
    r"^\W*(?P<aux>did|was|were|has|had)\s+(?P<one>.+?)\s+(?P<way>before or after|after or before|before|after"
    r"|(?:earlier|sooner|later) than)\s+(?P<other>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^\W*how (?:many|much|long)\b\s*(?:(?:days?|weeks?|months?|years?|hours?|time)\b\s*)?"
    r"(?:(?:passed|went by|elapsed|lay|lies|is it|was it|were there|was there|are there|is there)\s+)?between\s+"
    r"(?P<one>[^?]+?)\s+and\s+(?P<other>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_HOW_LONG_AFTER = re.compile(
    r"^\W*how (?:long|many (?:days|weeks|months|years)|soon|much later)\s+(?P<way>after|before)\s+"
    # of 'X was found guilty was he sentenced' the second 'was'
    r"(?P<one>[^?]+(?=\s(?:did|was|were|had|has)\s(?:it|he|she|they|the|an?|its|his|her|their)\b)|[^?]+?)\s+"
    r"(?P<aux>did|was|were|had|has|is|are)\s+(?P<other>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
FINITE = re.compile(
    r"\b(?:was|were|is|has|had|did|became|began|broke|came|fell|found|gave|got|held|left|lost|made|met|quit|rose|ran|sank"
    r"|said|shot|sold|spoke|stood|struck|took|told|went|won|wrote|burst|blew|drew|fled|flew|fought|grew|hit|rang|shook"
    r"|shut|slid|spread|swept|threw|withdrew)\b|(?<!^)\b[a-z]+ed\b"
)
_THING = re.compile(r"^(?:the|an?|its|his|her)\s[a-z][\w-]*|^[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*")
_PRONOUN = re.compile(r"^(?P<who>it|he|she|they)\b", re.IGNORECASE)


def in_order(text: str) -> Comparison | None:
    """The order, or the time between two events, that a question asks for; None where it asks for neither."""
    if match := _BEFORE_AFTER.match(text):
        sides = match["one"].strip(), match["other"].strip()
        what = (match["what"] or "").strip()
        if what.lower() in ("", "happened", "came", "was", "is", "took place", "started", "began"):
            asked = tuple(_when(side) for side in sides)
        elif what.lower().startswith(("was ", "were ")):
            asked = tuple(f"When {what.split()[0]} {side} {' '.join(what.split()[1:])}?" for side in sides)
        else:
            asked = tuple(f"When was it that {side} {what}?" for side in sides)
        return made("order", sides, asked, match["way"])
    if match := _WHETHER_BEFORE.match(text):
        way = match["way"].lower()
        what = match["other"]
        if _PRONOUN.match(what) and (subject := _THING.match(match["one"])):  # 'did it burn before it was sold'
            what = _PRONOUN.sub(subject.group(), what)
        one, other = _apart_in_time(match["one"], what, match["aux"].lower())
        sides = _subject(match["one"]), YEAR_TAIL.sub("", what).strip()
        asks: Asks = "before or after" if " or " in way else "whether"
        way = "after" if way.startswith("later") else "before" if way.endswith(" than") else way
        return made("order", sides, (one, other), way, asks) if one else None
    if match := _BETWEEN.match(text):
        sides = match["one"].strip(), match["other"].strip()
        return made("gap", sides, tuple(_when(side) for side in sides), "between")
    if match := _HOW_LONG_AFTER.match(text):
        one, other = match["one"].strip(), match["other"].strip()
        if _PRONOUN.match(other) and (about := _before_verb(one)):  # 'after the tiger escaped was it caught'
            other = _PRONOUN.sub(lambda _: about, other)
        return made("gap", (one, other), (_when(one), f"When {match['aux'].lower()} {other}?"), match["way"])
    return None


def _apart_in_time(one: str, other: str, aux: str) -> tuple[str, str]:
    """The two questions of 'did A do it before B (did)'; '' where it cannot be told what B is."""
    tail = YEAR_TAIL.search(other)
    if tail and not YEAR_TAIL.search(one):  # 'did A visit before B in 2023': both in 2023
        one, other = f"{one}{tail.group()}", other[: tail.start()]
    first = f"When {aux} {one}?"
    if FINITE.search(other):
        return first, f"When was it that {other}?"
    subject = _subject(one)
    rest = one[len(subject) :]
    if not rest:
        return first, f"When was {other}?"
    thing = re.match(r"^(?:the|an?)\s(?![A-Z])", other)  # 'before the search ended', 'before the summit'
    return first, f"When was {other}?" if thing or not names_within(other) else f"When {aux} {other}{rest}?"


def _subject(clause: str) -> str:
    """Who or what a clause is about: the name that it opens with; all of it where it opens with none."""
    named = min(names_within(clause), key=clause.find, default="")
    return clause[: clause.find(named) + len(named)] if named and clause.find(named) <= len("the ") else clause


def _before_verb(clause: str) -> str:
    """What a clause is about: all that stands before its first finite verb; '' where it has none."""
    verb = FINITE.search(clause)
    return clause[: verb.start()].strip() if verb else ""


def _when(side: str) -> str:
    return f"When was it that {side}?" if FINITE.search(side) else f"When was {side}?"
