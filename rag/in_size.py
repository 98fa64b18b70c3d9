"""Questions about two sizes: which is more, is A bigger than B, how many more, and how a figure changed over time."""

from __future__ import annotations

import re

from rag.comparison import AT_FIRST, PHRASE, YEAR_TAIL, Comparison, made
from rag.facts import names_within
from rag.in_order import OR
from rag.words import base_form

_GREATER = re.compile(
    rf"^\W*(?:which|who|what)(?:\s+(?:one|of (?:them|the two)))?\s+(?P<what>[\w\s]*?)\s*"
    r"\b(?P<way>older|younger|bigger|larger|smaller|higher|lower|longer|shorter|taller|deeper|farther|heavier|costlier"
    r"|(?P<more>more|fewer|less)(?:\s+(?P<unit>[a-z]+(?:\s[a-z]+)?))?)"
    rf"\s*[,:;–—-]+\s*{OR}\s*\?*$",
    re.IGNORECASE,
)
_BY_HOW_MUCH = re.compile(
    r"^\W*(?:by )?(?P<ask>how (?:many|much)) (?P<way>more|fewer|less|higher|lower|larger|bigger|smaller|longer|shorter"
    r"|older|younger|taller|deeper|heavier|farther)\s+(?P<rest>.+?)\s+than\s+(?P<other>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_BASE = {
    "older": "old",
    "younger": "old",
    "bigger": "big",
    "larger": "large",
    "smaller": "large",
    "higher": "high",
    "lower": "high",
    "longer": "long",
    "shorter": "long",
    "taller": "tall",
    "deeper": "deep",
    "farther": "far",
    "heavier": "heavy",
    "costlier": "expensive",
    "cheaper": "expensive",
    "more expensive": "expensive",
}
_WAYS = "|".join(_BASE)
_IS_GREATER = re.compile(
    rf"^\W*(?P<aux>is|are|was|were)\s+(?P<one>.+?)\s+(?:(?P<worth>worth)\s+)?(?P<way>{_WAYS}|more expensive|more|less)"
    r"(?P<when>\s(?:in|on|at|under)\s[^?]+?)?\s+than\s+(?P<other>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_THERE_ARE_MORE = re.compile(
    r"^\W*(?P<aux>are|were|was) there (?P<way>more|fewer|less) (?P<what>[^?]+?)"
    r"(?P<where>\s(?:in|on|at|among|under|during)\s[^?]+?)?\s+than\s+(?:there (?:are|were|was) )?"
    r"(?P<other>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_DOES_MORE = re.compile(
    rf"^\W*(?P<aux>did|do|does)\s+(?P<who>.+?)\s+(?P<verb>[a-z]+)\s+(?:(?P<way>more|fewer|less)(?:\s+(?P<unit>[a-z]+"
    rf"(?:\s[a-z]+)??))?|(?P<adverb>{_WAYS}))(?P<tail>\s(?:in|on|at|for|from|to|with)\s.+?)?\s+than\s+(?P<other>[^?]+?)"
    r"(?:\s+(?:did|does|do))?\s*\?*$",
    re.IGNORECASE,
)
_DIFFERENCE_IN = re.compile(
    r"^\W*(?:what(?:'s| is| was)|how (?:big|large|great) (?:is|was)) the (?:difference|gap) in (?P<what>[^?]+?)"
    r" between (?P<one>[^?]+?) and (?P<other>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_FIRST = r"(?:first|initial|original|earliest|preliminary|earlier|old)"
_LATEST = r"(?:latest|last|final|current|newest|most recent|present|new|revised|official|later)"
# 'How many fewer than were reported on 3 May?': the figure of that day is meant, not the first one.
_REPORTED_ON = re.compile(
    r"\bthan\s(?:[a-z]+\s){0,3}?(?:reported|announced|thought|estimated|said|expected|counted|believed|feared)\s"
    r"(?P<when>(?:on|in|by)\s[^?]*?\d[^?]*?)\s*\?*$",
    re.IGNORECASE,
)
_FIRST_AND_LATEST = re.compile(
    rf"^\W*(?:what(?:'s| is| was)|how (?:big|large|great|much) (?:is|was))? ?(?:the )?(?:difference|gap|change) between"
    rf" the {_FIRST} (?:\w+ )?and (?:the )?{_LATEST} (?P<what>[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
_THAN_AT_FIRST = re.compile(
    r"^\W*(?:by )?how (?:many|much) (?:more|fewer|less) (?P<what>[^?]+?) than "
    r"(?:(?:what |it |they )?(?:was|were|had been)\s)?"
    r"(?:at first|(?:first |originally |initially |earlier |previously )?(?:reported|announced|thought|planned"
    r"|estimated|said|promised|expected|counted|believed|feared))\b[^?]{0,25}\?*$",
    re.IGNORECASE,
)
_HOW_IT_MOVED = re.compile(
    r"^\W*(?:by )?how much (?:did|has|have) (?P<what>the (?:number|count|toll|total|cost|price|size|share|rate|estimate"
    r"|death toll)\b[^?]+?) (?:rise|risen|fall|fallen|grow|grown|change|changed|increase|increased|drop|dropped"
    r"|decrease|decreased|go up|gone up)\b[^?]{0,40}\?*$",
    re.IGNORECASE,
)
_TOLL = re.compile(r"^(?:the )?death toll (?:of|from|in|on|after) (?P<of>.+)$", re.IGNORECASE)
_COUNT = re.compile(r"^(?:the )?(?:number|count|total) of (?P<of>.+)$", re.IGNORECASE)
_OWNED = re.compile(r"(?<=['’]s)(?P<what>\s[a-z][\w\s-]*)$")
_OWNER = re.compile(r"[a-z]['’]s$")
_SUM_OF = re.compile(
    r"['’]s?\s(?:\w+\s)?(?:cost|price|share|toll|value|fine|size|total|budget|salary|rent|fee)s?$", re.I
)
_NOUN_OF = re.compile(
    r"^(?:the|an?)?\s?(?:\w+\s)?(?:cost|price|number|share|toll|value|fine|size|total|budget)s? (?:of|for)\b", re.I
)


def in_size(text: str) -> Comparison | None:
    """The comparison of two sizes that a question asks for; None where it asks for none."""
    for read in (_which, _whether, _how_much):
        found = read(text)
        if found is not None:
            return found
    return None


def changed(text: str) -> Comparison | None:
    """A figure at first and at last: one question, whose answers over time are held against each other."""
    if match := _THAN_AT_FIRST.match(text):
        asked = f"How many {match['what']}?"
    elif match := _FIRST_AND_LATEST.match(text) or _HOW_IT_MOVED.match(text):
        what = match["what"]
        if toll := _TOLL.match(what):
            asked = f"How many people died in {toll['of']}?"
        elif count := _COUNT.match(what):
            asked = f"How many {count['of']}?"
        else:
            asked = f"What was {what if what.startswith('the ') else f'the {what}'}?"
    else:
        return None
    told = _REPORTED_ON.search(text)
    return Comparison("change", (told["when"] if told else AT_FIRST, "at last"), (asked,), "change", least=False)


def _which(text: str) -> Comparison | None:
    if match := _GREATER.match(text):
        sides = match["one"].strip(), match["other"].strip()
        what, base = (match["what"] or "").strip(), _BASE.get(match["way"].lower())
        if base:
            asked = tuple(f"How {base} {what or 'was'} {side}?" for side in sides)
        else:
            asked = tuple(_how_many(match["unit"], side, what) for side in sides)
        return made("size", sides, asked, (match["more"] or match["way"]))
    return None


def _whether(text: str) -> Comparison | None:
    if match := _THERE_ARE_MORE.match(text):
        what, other, be = match["what"], match["other"], match["aux"].lower().replace("was", "were")
        where = match["where"] or ""
        one = f"{what}{where}"
        if PHRASE.match(other):
            sides, second = (where.strip() or what, other), f"{what} {be} there {other}"
        else:
            sides, second = (one, other), _there(other, be)
        first = f"{what} {be} there{where}"
        return made("size", sides, (f"How many {first}?", f"How many {second}?"), match["way"], "whether")
    if match := _DOES_MORE.match(text):
        who, verb, aux = match["who"], match["verb"], match["aux"].lower()
        tail = match["tail"] or ""
        asked = f"How {_BASE[match['adverb'].lower()]}" if match["adverb"] else f"How {_many(match['unit'])}"
        sides = who, match["other"]
        questions = tuple(f"{asked} {aux} {side} {verb}{tail}?" for side in sides)
        return made("size", sides, questions, match["adverb"] or match["way"], "whether")
    if match := _IS_GREATER.match(text):
        aux, sides, when = match["aux"].lower(), (match["one"], match["other"]), match["when"] or ""
        way = match["way"].lower()
        if not match["worth"] and way not in _BASE:
            return None
        sides = sides[0], _with_its_noun(*sides)
        about = sides
        if when:  # 'was the turnout higher in 2024 than in 2022'
            if not PHRASE.match(match["other"]):
                return None
            about, sides = (f"{sides[0]}{when}", f"{sides[0]} {match['other']}"), (when.strip(), match["other"])
        questions = tuple(_how(one, "" if match["worth"] else _BASE[way], aux) for one in about)
        return made("size", sides, questions, way, "whether")
    return None


def _how_much(text: str) -> Comparison | None:
    if match := _BY_HOW_MUCH.match(text):
        way, rest, other = match["way"].lower(), match["rest"], match["other"].strip()
        tail = YEAR_TAIL.search(other)
        if tail and PHRASE.match(other) and tail.start() > 0 and not YEAR_TAIL.search(rest):
            rest += tail.group()
        ask = f"How {_BASE[way]}" if way in _BASE else match["ask"].capitalize()
        side, swapped = _swap(rest, other)
        return made("size", (side, other), (f"{ask} {rest}?", f"{ask} {swapped}?"), way) if side else None
    if match := _DIFFERENCE_IN.match(text):
        sides = match["one"].strip(), match["other"].strip()
        return made("size", sides, tuple(f"What was the {match['what']} of {side}?" for side in sides), "more")
    return None


def _with_its_noun(one: str, other: str) -> str:
    """'Norline's fine' of the 'Norline's' in 'was Anvil's fine higher than Norline's'."""
    owned = _OWNED.search(one)
    return f"{other}{owned['what']}" if owned and _OWNER.search(other) else other


def _how(side: str, base: str, aux: str) -> str:
    """A question about the size of one side: what a sum was, how old somebody is."""
    if not base:
        return f"How much {aux} {side} worth?"
    if (_NOUN_OF.match(side) or _SUM_OF.search(side)) and base not in ("old", "long", "tall", "deep"):
        return f"What {aux} {side}?"
    if base == "expensive":
        return f"How much {'did' if aux in ('was', 'were') else 'does'} {side} cost?"
    return f"How {base} {aux} {side}?"


def _there(what: str, be: str) -> str:
    phrase = PHRASE.search(what)
    return f"{what[: phrase.start()]}{be} there {phrase.group()}" if phrase else f"{what} {be} there"


def _how_many(unit: str | None, side: str, what: str) -> str:
    """'How many passengers does the Petrel take?' of 'which ferry takes more passengers'."""
    verb = what.split()[-1] if what else ""
    base = base_form(verb)
    if verb and base != verb.lower():
        return f"How {_many(unit)} {'does' if verb.endswith('s') else 'did'} {side} {base}?"
    return f"How {_many(unit)} {side} {what}?"


def _many(unit: str | None) -> str:
    return f"many {unit}" if unit and (unit.endswith("s") or unit == "people") else f"much {unit}" if unit else "much"


def _swap(rest: str, other: str) -> tuple[str, str]:
    """What of `rest` is compared with `other`, and `rest` with that in its place; '' where it cannot be told."""
    phrase = PHRASE.search(rest)
    if phrase and PHRASE.match(other):
        return phrase.group(), rest[: phrase.start()] + other
    first = min(names_within(rest), key=rest.find, default="")
    if first and f"the {first}" in rest:
        first = f"the {first}"
    return (first, rest.replace(first, other, 1)) if first and names_within(other) else ("", "")
