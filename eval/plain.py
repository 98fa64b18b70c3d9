"""Other people's text made harmless: what may reach a terminal, and which addresses may become links."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from rag.visible import visible

# Controls but tab and newline, and halves of surrogate pairs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def plain(text: str) -> str:
    """Text without control characters, invisible ones and those that turn its direction; line breaks stay."""
    return _UNPRINTABLE.sub("", visible(text))


def line(text: str) -> str:
    """Text on one line: `plain`, and every run of white space one space."""
    return " ".join(plain(text).split())


def web_address(url: str | None) -> str | None:
    """The URL where it is an http(s) address, else None: nothing else becomes a link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
