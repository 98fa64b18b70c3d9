"""Whose word it is: the speaker of a sentence, and what keeps its words from being a plain fact.

A quote out of its place can lose both: the second sentence of a quotation names nobody, and the few words of a short
answer leave 'allegedly' behind.
"""

from __future__ import annotations

import re

from index.sentences import paragraph_span, sentence_spans
from rag.facts import names_within

_SAYING = (
    r"(?:said|says|claimed|claims|told|added|adds|asked|wrote|writes|argued|argues|insisted|insists|warned|warns|stated"
    r"|alleged|alleges|noted|replied|recalled|explained|testified|denied|denies|estimated|estimates|believes|suggested)"
)
_NAME = r"(?:[A-Z][\w’'-]*\.?)(?:\s(?:(?:of|the|de|la|al|bin|von|van)\s)?[A-Z][\w’'-]*\.?)*"
_GROUP = (
    r"(?:[Tt]he\s)?(?:[\w’'-]+\s){0,2}"
    r"(?:police|officials|prosecutors|authorities|coastguard|ministry|company|government|agency|council|organi[sz]ers"
    r"|unions?|hospitals?|rescuers|fire service|charity|insurers)"
)
_WHO = rf"(?:{_NAME}|{_GROUP})"
_BEFORE = re.compile(
    rf"(?P<who>{_WHO})(?:,[^,.;“”\"]{{1,80}},|\s\([^)]{{1,40}}\))?\s(?:also\s|later\s|has\s|had\s)?{_SAYING}\b"
)
_AFTER = re.compile(rf"\b{_SAYING}\s(?:on\s\w+day\s|reporters\s)?(?P<who>{_WHO})")
_ACCORDING = re.compile(
    r"\b[Aa]ccording to\s(?P<who>[^,.;:()“”\"]{2,60}?)"
    r"(?=[,.;:()]|$|\s(?:that|who|which|he|she|it|they|we|was|were|posted)\b)"
)
_PRONOUN = re.compile(r"^(?:He|She|They|It|We|I|You|The|A|An|This|That|But|And|Who|What)$")
# '"...," said its chairman, Jonas Pohl': the sentence has its own speaker.
_DESCRIBED = re.compile(rf"[”\"]\s{_SAYING}\s(?:the|its|his|her|their)\s[^,.;“”\"]{{2,60}},\s{_NAME}")
_OPEN, _CLOSE = "“", "”"
_DOUBT = re.compile(
    r"\b(?:allegedly|reportedly|purportedly|supposedly|possibly|probably|perhaps|suspected|unconfirmed|alleged"
    r"|accused of)\b"
)
# These are about what comes after them: 'may cost 30 million', not 'Ruth Amsel may come'.
_AHEAD = re.compile(
    r"\b(?:may|might|could|(?:is|are|was|were) (?:widely )?(?:thought|believed|feared|said|understood|rumou?red) to"
    r"|(?:likely|plans?|planned|expected|proposed|hopes?) to)\b"
)
_FAR = 60  # characters between a word of doubt and the words that it is about
_CLAUSE = re.compile(r"[;:.!?—–“”\"]|,\s(?:but|and|which|who|while|although|though)\b|\b(?:but|although|while)\b")


def speaker(text: str, start: int, end: int) -> str:
    """Who says the sentence `text[start:end]` of an article, where it stands in a quotation and names nobody itself.

    The speaker is looked for in the sentences beside it, in its paragraph; '' where it is no quotation, has its own
    speaker, or nobody is named.
    """
    sentence = text[start:end]
    if not _quoted(text, start, end) or _who(sentence) or _DESCRIBED.search(sentence):
        return ""
    first, last = paragraph_span(text, start, end)
    spans = [(first + a, first + b) for a, b in sentence_spans(text[first:last])]
    at = next((i for i, (a, b) in enumerate(spans) if a <= start < b), None)
    if at is None:
        return ""
    goes_on = sentence.count(_OPEN) > sentence.count(_CLOSE) or text[first:end].count('"') % 2 == 1
    for beside in (at + 1, at - 1, at - 2) if goes_on else (at - 1, at + 1, at - 2):
        if 0 <= beside < len(spans) and (who := _who(_with_opening(text, first, *spans[beside]))):
            return who
    return ""


def care(sentence: str, words: str) -> str:
    """What in the sentence keeps `words` from being a plain fact: 'allegedly', 'may', 'according to'; '' without one.

    Only what stands in the same clause, and not in the words themselves, counts.
    """
    at = sentence.find(words)
    if at < 0:
        return ""
    cues = [*_DOUBT.finditer(sentence), *(ahead for ahead in _AHEAD.finditer(sentence) if ahead.end() <= at)]
    doubt = [
        cue
        for cue in cues
        if not at <= cue.start() < at + len(words) and _near(sentence, cue.span(), (at, at + len(words)))
    ]
    if doubt:
        return doubt[0].group()
    source = _ACCORDING.search(sentence)
    if source and not at <= source.start() < at + len(words):
        return f"according to {source['who']}"
    claim = re.search(rf"(?P<who>{_WHO})\s(?:claimed|claims|alleged|alleges)\b", sentence)
    return f"{claim['who']} {claim.group().split()[-1]} so" if claim and claim.end() <= at else ""


def said_by(sentence: str) -> str:
    """Who says, writes or claims something in the sentence, as it names them; '' where nobody does."""
    return _who(sentence)


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the sentence stands in quotation marks, or begins, goes on or ends such a quotation."""
    first, _ = paragraph_span(text, start, end)
    before, sentence = text[first:start], text[start:end]
    if before.count(_OPEN) > before.count(_CLOSE) or sentence.lstrip().startswith(_OPEN):
        return True
    return before.count('"') % 2 == 1 or sentence.lstrip().startswith('"')


def _with_opening(text: str, first: int, start: int, end: int) -> str:
    """The sentence, with a quotation mark before it where it begins in the middle of a quotation of its paragraph."""
    before = text[first:start]
    if before.count(_OPEN) > before.count(_CLOSE):
        return f"{_OPEN}{text[start:end]}"
    return f'"{text[start:end]}' if before.count('"') % 2 == 1 else text[start:end]


def _who(sentence: str) -> str:
    outside = re.sub(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)", lambda match: " " * len(match.group()), sentence)
    told = [match.end() for match in _BEFORE.finditer(outside)]  # where verbs end that have their speaker in front
    for pattern in (_AFTER, _BEFORE, _ACCORDING):
        for match in pattern.finditer(outside):
            if pattern is _AFTER and any(match.start() < end < match.start("who") for end in told):
                continue  # 'Mayor Amsel said |Jonas Pohl| had left': told of, not telling
            who = match["who"].strip()
            if match.end("who") == len(outside.rstrip()):
                who = who.rstrip(".")
            if not _PRONOUN.match(who) and (names_within(who) or re.fullmatch(_GROUP, who)):
                return who
    return ""


def _near(sentence: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    left, right = sorted((one, other))
    between = sentence[left[1] : right[0]]
    return len(between) <= _FAR and _CLAUSE.search(between) is None
