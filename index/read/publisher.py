"""Who published an article, by the lines that were cut from its page, and the everyday name of a publisher."""

from __future__ import annotations

import re

_SOURCE = re.compile(r"source\s*:\s*(?P<name>[^,;|(]{2,60})", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s*(?P<name>[^,;|()]{2,60})", re.IGNORECASE
)
_RIGHTS_OF = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?P<name>[^\W\d][^\d,;|()]{1,59}?),?\s*(?:19|20)\d\d\b.*", re.IGNORECASE
)
_COMPANY_FORM = re.compile(
    r",?\s*(?:all rights reserved.*|L\.?P\.?|Inc\.?|LLC|Ltd\.?|Limited|Corp\.?|Co\.|plc|GmbH|S\.?A\.?)\s*\.?$",
    re.IGNORECASE,
)
_WEB_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+)(?:\.[a-z]{2,4}){1,2}(?:/.*)?", re.IGNORECASE)


def publisher_in(removed: tuple[str, ...]) -> str | None:
    """Whom the furniture names as source, else as holder of the rights."""
    lines = "\n".join(removed).split("\n")
    for pattern in (_SOURCE, _COPYRIGHT, _RIGHTS_OF):
        for match in filter(None, map(pattern.match, lines)):
            name = publisher_name(match["name"])
            if 0 < len(name.split()) <= 4:
                return name
    return None


def publisher_name(name: str) -> str:
    """The everyday name: "Bloomberg.com" and "Bloomberg L.P." are Bloomberg, "bbc.co.uk" is BBC."""
    name = _COMPANY_FORM.sub("", name.strip().rstrip(".")).strip(" ,.")
    if match := _WEB_ADDRESS.fullmatch(name):
        name = match[1]
        if name.islower():
            name = name.upper() if len(name) <= 3 else name.capitalize()
    return name
