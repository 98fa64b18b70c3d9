"""The sentences of a text, as exact spans.

Boundaries come from nupunkt (Punkt with trained abbreviations: Kiss and Strunk, 2006, "Unsupervised
Multilingual Sentence Boundary Detection"), run inside each line, because a line break always ends a
sentence in cleaned news text. A few repairs follow, for what news writes and Punkt splits wrongly.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

_BACK = 24  # characters that the patterns for the end of a sentence look back

_CLOSERS = "\"'”’»)]"

# "U.S. | Secretary of State": after initials or a company suffix, a word that opens an office or institution.
_INITIALS_END = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Inc|Corp|Co|Ltd|Bros|plc)\.)$")
_OFFICE = re.compile(
    r"(?:Acting|Ambassador|Army|Assistant|Associate|Attorney|Capitol|Census|Central|Chair\w*|Chief|Climate|Coast|"
    r"Commander|Commerce|Commission\w*|Congress\w*|Consul\w*|Defen[cs]e|Department|Deputy|Diplomat\w*|Director|"
    r"District|Embassy|Energy|Envoy|Federal|First Lady|Foreign|Gen\.|General|Government|Governor|High|Homeland|"
    r"House|Interior|Judge|Justice|Labor|Magistrate|Major|Marine\w*|Marshal\w*|Mayor|Minister|National|Navy|"
    r"Open|Postal|President\w*|Prime|Rep\.|Representative|Sec\.|Secret|Secretary\w*|Security|Sen\.|Senat\w+|"
    r"Soccer|Special|Speaker|State|Steel|Supreme|Surgeon|Trade|Treasury|Under[- ]?[Ss]ecretary|Vice)\b"
)
# "Sino-U.S. | talks", "664 B.C. | to", "E. | coli": initials before a small letter; before a capital one only with a
# hyphen, and where no sentence opens ("anti-U.S. | Protests").
_INITIALS_BEFORE_SMALL = re.compile(r"(?:\b(?:[A-Za-z]\.){2,}|(?:^|[\s(-])[A-Z]\.)$")
_HYPHENED_INITIALS_END = re.compile(r"\w-(?:[A-Z]\.){2,}$")
# "Lt. | Col. Ann Lee", "Cllr. | Ann Lee": ranks and titles stand before a name, never at the end.
_RANK_END = re.compile(
    r"\b(?:Adm|Ald|Amb|Atty|Brig|Capt|Cllr|Cmdr|Cols?|Cpl|Cpt|Det|Drs?|Gens?|Govs?|Hon|Insp|Lt|Maj|Messrs|Mr|Mrs|Ms|Mx|"
    r"Pres|Profs?|Pte|Pvt|Reps?|Revs?|Sens?|Sgt|St|Supt)\.$"
)
# "Yahoo! | Inc. said": the mark belongs to a name.
_SUFFIX_START = re.compile(r"(?:Inc|Corp|Co|Ltd)\b")
# '“We won!” | Ann Lee said.': the speaker follows a quotation that ends in ! or ?.
_SHOUTED_QUOTE_END = re.compile(r"[!?][\"'”’»]$")
_SPEAKER_START = re.compile(
    r"(?!(?:He|She|It|They|We|I|You|The|A|An|This|That|But|And|Then|When|As|In|On|At)\b)"
    r"(?:[A-Z][\w.’'-]*\s+){1,5}(?:said|says|asked|asks|wrote|writes|told|added|shouted|replied|tweeted|recalled)\b"
)
# "end.[2] | ", '” | ', "[...]": what belongs to the sentence before it.
_TRAILER = re.compile(
    rf"(?:\[(?:\d{{1,3}}|\.{{3,4}}|…)\]|[”»]|[{re.escape(_CLOSERS)}](?=[\s{re.escape(_CLOSERS)}]|$))+\s*"
)
# 'said.“Hi.”', "ended.The next": a lost space between two sentences; names such as "Booking.Com" stay whole.
_LOST_SPACE = re.compile(
    r"(?<=[^\W_][^\W_])[.!?](?:[”’»)\]]*(?=[“‘«][A-Z0-9])|"
    r"[”»)\]]*(?=(?!Com\b|Org\b|Net\b)[A-Z](?:[a-z’']+)?[\s,]))"
)
# "World War I. | It began": a lone capital is an initial, unless such a word follows.
_OPENER = r"(?:He|She|It|They|We|His|Her|Its|Their|The|This|That|These|But|And|In|On|At|After)\s"
_OPENS = re.compile(_OPENER)
_LONE_CAPITAL_END = re.compile(rf"(?<=\s[A-Z]\.)\s+(?={_OPENER})")
# "6 a.m. | Residents ran", but "9 a.m. Monday", "3 p.m. EST", "10 a.m. Central European Time", "the 6 a.m. Mass".
_CLOCK_END = re.compile(
    r"(?<![Tt]he\s)(?<![\d:.])\d{1,2}(?:[:.]\d\d)?\s?[ap]\.m\.\s+(?=[A-Z][a-z])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d|(?:\S+\s){1,3}[Tt]ime\b)"
)
# "a Ph.D. | His wife", "4.5 kg. | That": abbreviations that may end a sentence, before a word that opens one.
_MAY_END = re.compile(rf"\b(?:Ph\.D|M\.[AD]|B\.A|kg|km|lbs?|mph|hrs|etc|Jr|Sr|Inc|Corp|Ltd)\.\s+(?={_OPENER})")
# "a new car. Acme said": Punkt's trained list takes many plain words for abbreviations. Only these are.
_PLAIN_END = re.compile(r"(?<=[^\W\d_]{2})\.[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-z])")
_ABBREVIATION_END = re.compile(
    r"\b(?:Adm|Ald|Amb|Atty|Brig|Bros|Capt|Cllr|Cmdr|Col|Corp|Cos|Cpl|Cpt|Det|Dr|Fr|Gen|Gov|Hon|Inc|Insp|Jr|Lt|Ltd|"
    r"Maj|Messrs|Mgr|Mlle|Mme|Mr|Mrs|Ms|Mx|Pres|Prof|Pte|Pvt|Rep|Reps|Rev|Sen|Sens|Sgt|Sr|Supt|Jan|Feb|Mar|Apr|Jun|"
    r"Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|"
    r"Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Co|Cie|Kft|"
    r"Ave|Blvd|Ft|Hwy|Mt|Mts|Pt|Rd|Rte|St|Ste|Art|Assn|Ch|Dept|Div|Ed|Eds|Est|Ext|Fig|Figs|Gov|Govt|Hist|Intl|Natl|"
    r"No|Nos|Op|Par|Sec|Ser|Tel|Univ|Vol|Vols|al|approx|ca|cf|cm|dept|est|etc|ext|ft|govt|hr|hrs|kg|km|lb|lbs|max|"
    r"min|mph|no|nos|op|oz|pp|sq|tel|viz|vol|vols|vs)$"
)
_STOP_BETWEEN = re.compile(r"[.!?…]\S*\s")  # a line without one is a sentence: Punkt need not look
_STOP_INSIDE = re.compile(r"[.!?]\W*\w")  # without one there is nowhere to part a sentence further
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]")
_BULLET = re.compile(r"(?:[-*•·▪‣●◦–—]|\d{1,2}[.)])\s+")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The (start, end) of every sentence, in order, without surrounding white space or bullets.

    A sentence never crosses a line break, so that headings and list items stand alone. Spans do not
    overlap; between them lie only white space and list markers. Lines must be separated by "\\n".
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        spans.extend(_line_spans(line, start))
        start += len(line) + 1
    return tuple(spans)


def sentence_before(text: str, start: int) -> str:
    """The last sentence that ends before `text[start]`, '' for none; read line by line backwards."""
    first = text.rfind("\n", 0, start) + 1
    spans = _line_spans(text[first:start], first)
    while not spans and first:
        start, first = first - 1, text.rfind("\n", 0, first - 1) + 1
        spans = _line_spans(text[first:start], first)
    return text[slice(*spans[-1])] if spans else ""


def paragraph_span(text: str, start: int, end: int) -> Span:
    """The (start, end) of the paragraph that holds `text[start:end]`: from line break to line break, trimmed.

    A span that crosses line breaks gives the lines it touches.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return _trim(text, first, len(text) if last < 0 else last)


def _line_spans(line: str, offset: int) -> list[Span]:
    """The sentences of one line, shifted by `offset`."""
    first, last = _trim(line, 0, len(line))
    if first == last:
        return []
    if bullet := _BULLET.match(line, first, last):
        first = bullet.end()
    import nupunkt  # loads its model on first use

    body = line[first:last]
    spans: list[Span] = []
    for start, end in nupunkt.sent_spans(body) if _STOP_BETWEEN.search(body) else [(0, len(body))]:
        for piece in _split_further(body, start, end):
            _append(body, spans, piece)
    return [(offset + first + start, offset + first + end) for start, end in spans]


def _append(text: str, spans: list[Span], span: Span) -> None:
    """Add a sentence to those before it, or join it, or its first signs, to the last one."""
    start, end = _trim(text, *span)
    if spans and (trailer := _TRAILER.match(text, start, end)):
        spans[-1] = _trim(text, spans[-1][0], trailer.end())
        start = trailer.end()
    if start >= end:
        return
    if spans:
        before = text[max(spans[-1][0], spans[-1][1] - _BACK) : spans[-1][1]]
        if _continues(before, text[start:end]):
            spans[-1] = (spans[-1][0], end)
            return
    spans.append((start, end))


def _continues(before: str, after: str) -> bool:
    """Whether two neighbours that Punkt parted are one sentence, by the end of the first."""
    if _ENUMERATOR.fullmatch(before):
        return True
    if after[0].islower() and _INITIALS_BEFORE_SMALL.search(before):
        return True
    if _HYPHENED_INITIALS_END.search(before):
        return not _OPENS.match(after)
    if _INITIALS_END.search(before):
        return _OFFICE.match(after) is not None
    if _SHOUTED_QUOTE_END.search(before):
        return _SPEAKER_START.match(after) is not None
    if before[-1] == "!":
        return _SUFFIX_START.match(after) is not None
    return _RANK_END.search(before) is not None and after[0].isupper()


def _split_further(text: str, start: int, end: int) -> list[Span]:
    """Part a span where Punkt saw one sentence: at a lost space, after a lone capital, a clock time, plain words."""
    if not _STOP_INSIDE.search(text, start, end):
        return [(start, end)]
    cuts = [
        match.end()
        for pattern in (_LONE_CAPITAL_END, _CLOCK_END, _MAY_END)
        for match in pattern.finditer(text, start, end)
    ]
    for pattern in (_LOST_SPACE, _PLAIN_END):
        cuts.extend(
            match.end()
            for match in pattern.finditer(text, start, end)
            if not _ABBREVIATION_END.search(text[max(start, match.start() - _BACK) : match.start()])
        )
    cuts.sort()
    return list(zip([start, *cuts], [*cuts, end], strict=True))


def _trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
