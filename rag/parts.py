"""The parts of a question that asks for several things, each worded so that it stands alone.

'Who won and by how much?' asks two things, and one search for all of it finds the sentences of neither. This
is question decomposition (Min et al. 2019, "Multi-hop Reading Comprehension through Question Decomposition and
Rescoring", ACL) by rules on the surface: a second question word, or two named things that are asked about alike.
What no rule is sure of stays whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rag.facts import names, names_within

MOST = 4

_WH = (
    r"(?:(?:in|on|at|to|from|for|by|of|with|since|until|after|under|about) )?"
    r"(?:who(?:m|se)?|what|when|where|why|which|how)\b"
)
_AUX = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]t)?"
_PRONOUN = r"(?:it|he|she|they|there|that|this|these|those|any|anyone|anybody|either)"
# A second question: after 'and' or a mark, a question word, or an auxiliary turned round.
_NEXT_QUESTION = re.compile(
    rf"(?:[,;:]|\s[-–—])?\s+(?:and|but|then)\s+(?:also\s+|then\s+)?(?=(?:about |roughly |by )*{_WH})"
    rf"|[,;]\s+(?:and|but)\s+(?:also\s+)?(?={_AUX}\s+(?:{_PRONOUN}|the|[A-Z])\b)"
    rf"|\s+and\s+(?={_AUX}\s+{_PRONOUN}\b)"
    rf"|;\s+(?={_WH}|{_AUX}\s)|\?\s+(?:and\s+|but\s+)?(?=(?:\w+\s+)?{_WH}|{_AUX}\s)",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"\b{_WH}|^\W*{_AUX}\s", re.IGNORECASE)
_ASKED = re.compile(rf"\b{_WH}", re.IGNORECASE)
_ANAPHORA = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|one|ones|same|either|both|these|those"
    r"|(?:this|that)(?=\s(?:was|is|did|one|day|week|month|year)\b))\b",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(r"^(?:and\s+)?(?:what|how) about\s+(?P<other>.+)$", re.IGNORECASE)
# 'how many the other bus', 'who after Li': the verb is left out, and stands in the first question.
_GAPPED = re.compile(
    r"^(?P<wh>(?:\w+\s+)?(?:who|what|when|where|why|which one|which|how (?:many|much|long|old|far|often)|how))\s+"
    r"(?P<rest>(?P<lead>the|a|an|at|in|on|for|after|before|from|to|by|with|under|as|during|against)\s.+)$",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(rf"\b{_AUX}\b|\b\w+(?:ed)\b", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:at|in|on|for|after|before|from|to|by|with|under|as|during|against)\s", re.IGNORECASE)

_PAIRED = re.compile(
    rf"^\W*(?P<one>when|where|why|how),?\s+and\s+(?P<other>when|where|why|how)\s+(?P<rest>{_AUX}\s.+)$", re.IGNORECASE
)
_ONE_WORD = re.compile(r"(?:why|when|where|how|who)", re.IGNORECASE)

# 'How many died and how many were hurt in the Ellery fire?': where or when both happened stands at the end alone.
_ENDS_WITH_DEED = re.compile(
    rf"^(?:about |roughly )?{_WH}[^,;]*\s(?:\w+ed|died|hurt|lost|born|burnt|drowned|found|left|won|built|sold|stolen"
    r"|shot|hit|taken|caught|dead|there)$",
    re.IGNORECASE,
)
_WHERE_IT_WAS = re.compile(
    r"\s(?P<where>(?:in|at|on|during|after|when)\s(?:(?:the|a|an|its|this|last)\s)?(?:[\w'’-]+\s){0,2}?[A-Z][^,;?]*)$"
)

# What shows that each of several things is asked about by itself.
_EACH = re.compile(
    r"\b(?:each|both|respectively|versus|vs|compare|compared|(?:two|three|four)\b[^,;]*:)"
    r"|^\W*(?:name|list|give (?:me|us)|tell me)\b"
    r"|\b(?:ages|dates|names|numbers|scores|times|prices|costs|shares|sizes|results|tolls|totals|titles)"
    r" (?:of|for|in|at)\b"
    r"|\b(?:what|which)\s+(?:\w+\s+){0,2}?(?!\w*(?:ss|us|is)\b)\w{3,}s\b(?!\s+(?:is|was|has|does)\b)"
    r"|\b(?:when|where|how (?:old|big|large|tall|long|far|high|much|many)|who|what)\s+(?:were|are)\b",
    re.IGNORECASE,
)
_CAPITAL = r"(?:(?:the\s)?(?:[A-Z][\w.&'’-]*|\d{4})(?:\s(?:(?:of|de|la|al|bin|von|van)\s)?(?:[A-Z][\w.&'’-]*|\d{4}))*)"
_NAMES = re.compile(rf"(?P<all>{_CAPITAL}(?:,\s{_CAPITAL})*,?\s(?:and|versus|vs\.?)\s{_CAPITAL})(?:['’]s?)?(?!\w)")
_NAME_BREAK = re.compile(r",?\s(?:and|versus|vs\.?)\s|,\s")
_TOGETHER = re.compile(r"\b(?:between|among|amongst|both of)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
# What two do with each other is one thing, unless the question says 'each' or 'both'.
_WITH_EACH_OTHER = re.compile(
    r"\b(?:together|jointly|talks?|meet|met|meetings?|agreed?|agreements?|deals?|treaty|pact|discuss\w*|negotiat\w*"
    r"|sign(?:ed)?|shared?)\b",
    re.IGNORECASE,
)
_DETERMINER = r"(?:the|a|an|his|her|its|their|those|that)"
_THINGS = re.compile(
    rf"(?P<left>\b{_DETERMINER}\s(?:(?!\b{_DETERMINER}\s)[^,;:?])+?),?\s(?P<join>and|with|to|versus|vs\.?)\s"
    rf"(?P<right>{_DETERMINER}\s[^;:?]+|[A-Z][^;:?]+)(?=[?.!]*$)"
)
_THOSE = re.compile(r"^(?:those|that)\b", re.IGNORECASE)
_EACH_OF_THEM = re.compile(r"\beach of (?:them|the two)\b", re.IGNORECASE)
_EACH_WORDS = re.compile(r"\s?\b(?:both|each|respectively)\b", re.IGNORECASE)
_COMPARE = re.compile(r"^\W*(?:please\s+)?compare\s+", re.IGNORECASE)


class Part(NamedTuple):
    """One thing asked for: `text` as it stands, and `context`, the part before that it leans on, or ''."""

    text: str
    context: str = ""


def parts_of(question: str) -> tuple[Part, ...]:
    """The parts of a question, two to four in the order in which they are asked; none where it asks one thing."""
    asked = question.strip()
    paired = _PAIRED.match(asked)
    if paired:
        rest = paired["rest"].strip(" ?.")
        return (Part(f"{paired['one']} {rest}"), Part(f"{paired['other']} {rest}"))
    clauses = _with_shared_end(_clauses(asked))
    found: list[Part] = []
    for place, clause in enumerate(clauses):
        things = _things(clause)
        if things:
            found.extend(Part(text) for text in things)
        elif place == 0:
            found.append(Part(clause))
        else:
            found.append(_alone(clause, clauses[0]))
    return tuple(found) if 1 < len(found) <= MOST else ()


def _clauses(question: str) -> list[str]:
    """The questions that stand side by side, each without the word that joins it to the one before."""
    clauses: list[str] = []
    start = 0
    for match in _NEXT_QUESTION.finditer(question):
        before = question[start : match.start()].strip()
        if len(before.split()) < 3 or not (clauses or _ASKS.search(before)):
            continue  # 'who and where', or a relative clause of what is no question
        clauses.append(before)
        start = match.end()
    last = question[start:].strip(" ?.")
    # '..., and why?', but not '... about who would pay and how?'
    whole = bool(clauses) and _ONE_WORD.fullmatch(last) is not None and len(_ASKED.findall(clauses[-1])) == 1
    return [*clauses, last] if whole or len(last.split()) >= 2 else [question]


def _with_shared_end(clauses: list[str]) -> list[str]:
    """The clauses, each with where or when it happened that only the last one names."""
    where = _WHERE_IT_WAS.search(clauses[-1]) if len(clauses) > 1 else None
    if where is None or _ANAPHORA.search(clauses[-1]):  # 'and when was it found at Ellery?' is of it alone
        return clauses
    if any(names(clause) or not _ENDS_WITH_DEED.match(clause) for clause in clauses[:-1]):
        return clauses
    return [*(f"{clause} {where['where'].strip(' .')}" for clause in clauses[:-1]), clauses[-1]]


def _alone(clause: str, first: str) -> Part:
    """A further question with what it leaves unsaid taken from the first."""
    about = _WHAT_ABOUT.match(clause)
    if about:
        swapped = _swap(first, about["other"])
        return Part(swapped) if swapped else Part(clause, first)
    gap = _GAPPED.match(clause)
    if gap and not _HAS_VERB.search(gap["rest"].split(" that ")[0]):
        lead = re.search(rf"\b{re.escape(gap['lead'])}\s", first[len(gap["wh"]) :], re.IGNORECASE)
        places = [len(gap["wh"]) + lead.start()] if lead else [m.start() for m in _LEADS.finditer(first)][-1:]
        if places and places[0] > len(gap["wh"]):
            return Part(f"{first[: places[0]].strip()} {gap['rest']}")
    leans = _ANAPHORA.search(clause) is not None or not names_within(clause)
    return Part(clause, first if leans else "")


def _swap(first: str, other: str) -> str:
    """The first question asked about something else: its last name gives way to the other; '' where it has none."""
    last = max(names(first), key=first.rfind, default="")
    return first.replace(last, other.strip(" ?."), 1) if last and names_within(other) else ""


def _things(clause: str) -> tuple[str, ...]:
    """The clause asked of each of the things that it asks about alike; none where it asks about one or about a pair."""
    if not _EACH.search(clause) or (_WITH_EACH_OTHER.search(clause) and not _EACH_WORDS.search(clause)):
        return ()
    named = next((m for m in _NAMES.finditer(clause) if not _TOGETHER.search(clause[: m.start()])), None)
    if named:
        each = _NAME_BREAK.split(named["all"])
        if len(each) <= MOST:
            return tuple(_tidy(clause[: named.start("all")] + one + clause[named.end("all") :]) for one in each)
    pair = _THINGS.search(clause)
    if pair is None or _TOGETHER.search(clause[: pair.start()]):
        return ()
    if pair["join"] in ("with", "to") and not _COMPARE.match(clause):
        return ()
    left, right = pair["left"], pair["right"]
    before = clause[: pair.start()]
    if not (_is_named(left) and _is_named(right)):
        return ()
    if _THOSE.match(right):  # 'the delegates of X with those of Y'
        before, left = "", _tidy(before + left)
        head = re.split(r"\s(?:of|in|at|on|from|for|that|who|which)\s", left, maxsplit=1)[0]
        right = _THOSE.sub(head, right)
    if ":" in before:  # 'ages of the two attackers: the one in A and the one in B'
        before = before.replace(":", "", 1)
    shared = left.split()[-1]
    if (
        re.search(r"\b(?:do|did|does)\s$", before) and f" {shared} " in right
    ):  # 'do the A suspect and the B suspect live'
        left += right[right.rindex(f" {shared} ") + len(shared) + 1 :]
    return tuple(_tidy(before + one) for one in (left, right))


def _is_named(thing: str) -> bool:
    """Whether a name or a date tells which thing is meant."""
    return bool(names_within(thing)) or any(char.isdigit() for char in thing)


def _tidy(text: str) -> str:
    return " ".join(_COMPARE.sub("", _EACH_WORDS.sub("", _EACH_OF_THEM.sub("they", text))).split()).strip(" ?.,")
