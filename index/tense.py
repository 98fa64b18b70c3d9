"""Which way a time in a sentence lies, told by the verbs around it: 'said on Tuesday' or 'will vote on Tuesday'."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["past", "future", "either"]

_REACH = 400  # characters: a verb further away tells nothing

_BE = r"(?:is|are|am|be)"
_PLANNED = r"(?:due|set|slated|scheduled|expected|planned|poised|supposed|about to|going to|to)"
_OPENS = (
    r"(?:begins|starts|opens|ends|expires|closes|resumes|runs out|kicks off|takes (?:place|effect|office)"
    r"|comes into (?:force|effect)|goes (?:into effect|on (?:sale|trial|show))|(?:go|goes|head|heads) to the polls"
    r"|(?<!\bnot )(?<!\bto )(?:begin|resume|expire|take (?:place|effect|office)|kick off)|polls open)"
)
# A plan told in the past may have come about or not: 'the vote was scheduled for Friday'.
_OPEN_PLAN = re.compile(rf"\b(?:(?:was|were|been) (?:\w+ly |also |still )?|originally ){_PLANNED}\b")
_FUTURE = re.compile(
    r"\b(?:will|shall|won[’']t|would|could|should|might|must|can|may(?= [a-z]))\b|[’']ll\b"
    rf"|\b{_BE} (?:\w+ly |also |now |still |not )?(?:{_PLANNED}|likely|[a-z]+ing)\b|\b{_OPENS}\b"
    r"|\b(?:plans?|intends?|hopes?|aims?|wants?|promises?|vows?|agrees?|needs?|has|have) to\b"
    r"|\b(?:expect|predict|forecast)s?\b"
    r"|\b(?:upcoming|ahead of|in time for|deadline|due|scheduled|slated|planned|set for|next|starting|beginning)\b"
)
_IRREGULAR = (
    r"ate|became|began|blew|bore|bought|broke|brought|built|burst|came|caught|chose|dealt|did|drew|drove|fell|fed"
    r"|felt|fled|flew|forbade|forgave|fought|found|froze|gave|got|grew|had|heard|held|hid|hung|kept|knew|laid"
    r"|lay|led|lent|lit|lost|made|meant|met|overtook|overthrew|paid|put|quit|ran|rang|rebuilt|rode|rose|said"
    r"|sank|sat|sent|sold|sought|spent|spoke|sprang|stole|stood|stuck|struck|swam|swept|swore|swung|taught|thought"
    r"|threw|told|took|tore|understood|undertook|upheld|was|went|were|withdrew|woke|won|wore|wrote|says|tells"
    r"|announces|warns|arose|awoke|befell|clung|crept|dug|flung|knelt|leapt|misled|mistook|overcame|oversaw|sang"
    r"|shone|shook|shrank|shut|slept|slew|slid|slung|sped|stank|stung|strode|withheld|withstood"
)
# Nouns or adjectives too ('the home ground', 'a rate cut'): verbs where what they are done to follows.
_OFTEN_NO_VERB = r"beat|bent|bet|bid|bit|bound|cast|cut|ground|hit|hurt|left|saw|shot|split|spun|wound"
_NO_OBJECT = (
    r"(?:am|as|at|and|are|but|by|can|comes?|during|ends?|expires?|follows?|for|from|goes|has|have|had|if|in|is|lies|may"
    r"|means|might|must|nor|of|on|opens|or|plays|remains|runs|shall|should|since|so|starts|stands|takes|than|that|then"
    r"|through|till|to|under|until|was|were|when|where|which|while|who|will|with|would|[a-z]+ed|last|next|this)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|March|Apr|May\b|June|July|Aug|Sept|Oct|Nov|Dec)"
_DONE_TO = (
    r"(?:beat|bent|bet|bid|bit|cast|cut|hurt|saw|shot|split|spun|wound)(?= (?:(?:the|an?|its|his|her|their|our|him|them"
    r"|it|us|me|more|some|most|all|each|both|every|about|nearly|around|two|three|four|five|six|seven|eight|nine|ten"
    rf"|dozens|hundreds|thousands|off|down|up|out|back|short)\b|\d|(?!{_DAY})[A-Z]))"
    rf"|(?:beat|cast|cut|saw|shot|split)(?= (?!{_NO_OBJECT}\b)(?:[a-z]+ )?[a-z]{{2,}}[^s\W]s\b)"
    r"|(?<!est )(?<!\bbig )(?<!\bnew )(?<!\bsmash )(?<!\boffice )(?<!\bchart )(?<!\bpop )(?<!\bsummer )hit"
    r"|(?<!days )(?<!weeks )(?<!months )(?<!hours )(?<!minutes )(?<!games )(?<!matches )(?<!seats )(?<!places )left"
    r"|ground(?= (?:to a (?:halt|stop|standstill)|down)\b)"
)
_NO_VERB = (
    r"(?:need|feed|seed|speed|indeed|hundred|shed|bed|bleed|proceed|succeed|exceed|breed|red|embed|naked|sacred)\b"
)
# A participle after 'be' or an article makes no past: 'will be released', 'the proposed deal'.
_PAST = re.compile(
    r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bbeing )(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\b[Ii]ts )(?<!\b[Tt]heir )"
    r"(?<!\b[Hh]is )(?<!\b[Hh]er )(?<!\bto )(?<!\bof )(?<!\bwill )(?<!\bwould )(?<!\bcould )(?<!\bshould )"
    r"(?<!\bmay )(?<!\bmight )"
    r"(?<![’']s )(?<!s[’'] )(?<!\bfar )(?<!\bpolitical )(?<!\bhard )(?<!\bradical )(?<!\bstay )"
    r"(?<!\bstays )(?<!\bkeep )(?<!\bkeeps )(?<!\bremain )(?<!\bremains )"
    rf"\b(?:{_IRREGULAR}|{_DONE_TO}|(?!{_NO_VERB})[a-z]+ed)\b"
    rf"|\b(?:has|have|[a-z]+[’']ve) (?:\w+ly |also |not |already )?"
    rf"(?:{_IRREGULAR}|{_OFTEN_NO_VERB}|\w+(?:ed|en|ne|wn))\b"
)
_PAST_FORM = re.compile(rf"(?:{_IRREGULAR}|{_OFTEN_NO_VERB}|(?!{_NO_VERB})[a-z]+ed)")
_PRESENT_FORM = re.compile(r"says|tells|announces|warns")  # that news tells the past with
_SENTENCE_END = re.compile(
    r"(?:(?<!\b\w)(?<!\b\w\w)(?<!\b\w\w\w)(?<!\bSept)|\d{2})[.!?][\"'”’»)\]]*\s+(?=[\"'“‘«]?[A-Z])|\n"
)


def is_past(word: str) -> bool:
    """Whether a word may be a verb in the past: 'closed', 'sank'."""
    return _PAST_FORM.fullmatch(word) is not None and _PRESENT_FORM.fullmatch(word) is None


def direction(text: str, start: int, end: int) -> Direction:
    """Whether `text[start:end]`, a time named in `text`, lies before or after the day that the text appeared.

    The nearest verb before it in its sentence decides, else the first one after it; 'either' where there is none,
    and where a plan is told in the past.
    """
    reach = max(start - _REACH, 0)
    first = max((match.end() for match in _SENTENCE_END.finditer(text, reach, start)), default=reach)
    return _last_cue(text[first:start]) or _first_cue(_rest(text, end)) or "either"


def direction_after(text: str, end: int) -> Direction:
    """The same by the first verb after `text[:end]` alone."""
    return _first_cue(_rest(text, end)) or "either"


def _rest(text: str, end: int) -> str:
    """The rest of the sentence."""
    following = _SENTENCE_END.search(text, end, end + _REACH)
    return text[end : following.end() if following else end + _REACH]


def _cues(text: str) -> list[tuple[int, int, Direction]]:
    """The verbs that tell, with start and end; of two that overlap, the longer one's meaning."""
    found: list[tuple[int, int, Direction]] = []
    for pattern, meaning in ((_OPEN_PLAN, "either"), (_FUTURE, "future"), (_PAST, "past")):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), meaning))  # type: ignore[arg-type]
    return found


def _last_cue(text: str) -> Direction | None:
    return max(_cues(text), default=(0, 0, None), key=lambda cue: cue[0])[2]


def _first_cue(text: str) -> Direction | None:
    return min(_cues(text), default=(0, 0, None), key=lambda cue: cue[0])[2]
