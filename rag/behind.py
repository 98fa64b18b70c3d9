"""Whether a name stands behind another word that it belongs to, so that it is not what the sentence speaks of: the
singer of 'the father of the singer X', the state of 'all but X' or the one shot of 'the man who shot X'.
"""

from __future__ import annotations

import re

_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b"
)
_CAPITALISED = rf"(?!{_DAY})[A-Z][\w.'’-]*\s"
_NO_NOUN = r"(?:and|or|nor|that|who|which|when|while|if|said|says|told|added|reported|confirmed|announced)"
_WORD = rf"(?!{_NO_NOUN}\b)[a-z][\w'’-]*\s"
_NAME = rf"(?:{_WORD}){{0,5}}(?:{_CAPITALISED})*"
_DOING = r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bits )\b(?!(?:including|morning|evening|king|being)\b)[a-z]{2,}ing"
_CLAUSE = (
    re.compile(  # told of another one within the sentence: 'the man who shot X', 'a car that hit X', 'a car carrying X'
        r"\bwho(?:m|se)?\s(?:[^,;]*\s)?$|(?<!\bin )(?<!\bon )(?<!\bat )(?<!\bduring )\bwhich\s[^,;]*$"
        rf"|\bthat\s(?:hit|bit|struck|had|has|was|were|[a-z]+ed)\s[^,;]*$|{_DOING}\s{_NAME}$"
    )
)
_BEHIND = re.compile(
    r"(?:\b(?:[Oo]f|[Tt]o|[Tt]han|[Ll]ike|[Uu]nlike|[Ee]xcept|[Ee]xcluding|[Bb]arring|[Nn]either|[Nn]or|[Ff]rom|[Bb]y|[Ff]or"
    r"|[Aa]gainst|[Aa]bout|[Oo]ver|[Uu]nder|[Bb]etween|[Ww]ithout|[Bb]eside|[Dd]espite|[Bb]ehind)"
    r"|(?<!\balong )(?<!\btogether )\b[Ww]ith|(?<!,\s)\bbut"
    r"|\b(?:[Nn]amed|[Cc]alled|[Ff]irst|[Oo]nly|[Nn]ext|[Ll]ast|[Ss]econd|[Tt]hird|[Nn]o)(?:\s[a-z]+){0,2}\s(?:after|before))"
    rf"\s{_NAME}(?:(?:and|or|nor)\s{_NAME})?$"
)


def stands_behind(before: str) -> bool:
    """Whether the words before a name tie it to another one: 'of the singer ', 'unlike ', 'no state after '."""
    return _BEHIND.search(before) is not None or _CLAUSE.search(before) is not None
