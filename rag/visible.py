"""Characters that show nothing or turn the direction of text: they hide words from people, or words from programs."""

from __future__ import annotations

import re

# Soft hyphen and joiners, marks and controls of direction, fillers, byte order mark, and the tag and variation
# characters in which whole sentences can be hidden. Variation selectors 15 and 16 stay: emoji need them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e01ef]"
)
# Joiner and non-joiner shape the letters of Arabic and Indic scripts, and emoji; between these letters they only hide.
_BETWEEN_LETTERS = re.compile("(?<=[A-Za-z\u00c0-\u052f])[\u200c\u200d]+(?=[A-Za-z\u00c0-\u052f])")


def visible(text: str) -> str:
    """`text` without invisible characters and controls of direction, as a person would read it."""
    return _BETWEEN_LETTERS.sub("", _INVISIBLE.sub("", text))
