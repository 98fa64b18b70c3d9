"""The dateline that opens a news report ('MUNICH, Feb 17 (Northern Wire) — '), which a quote need not repeat."""

from __future__ import annotations

import re

_PLACE = r"[A-Z][A-Z.'’ -]{2,30}[A-Z.](?:,\s[A-Z][\w.'’ -]{1,25})?"  # in capitals: 'NEW YORK', 'PORT ELLERY, Brennfeld'
_DAY = r"(?:(?:[A-Z][a-z]+day,?\s)?(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?)"
_AGENCY = r"\([A-Z][\w.&/'’ -]{1,40}\)"
_TITLED = r"(?!The\b)[A-Z][\w.'’ -]{2,30}(?:,\s[A-Z][\w.'’ -]{1,25})?"  # 'Port Ellery, Brennfeld': with an agency
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:,?\s{_DAY})?(?:,?\s?{_AGENCY})?|{_TITLED}(?:,?\s{_DAY})?\s?{_AGENCY}|{_AGENCY})"
    rf"(?:,?\s{_DAY})?\s?[-–—]{{1,2}}\s+(?=[\"'“‘]?[A-Z\d])"
)
_LONGEST = 90  # characters


def dateline_end(text: str) -> int:
    """Where the report itself begins in its first sentence: after the dateline, or 0 where there is none."""
    match = _DATELINE.match(text[:_LONGEST])
    return match.end() if match else 0
