"""Correction notes: what an article says about its own mistakes."""

from __future__ import annotations

import re

_LONGEST = 600  # characters of a note; a longer line is a story about a correction
_THIS = (
    r"\b(?:this|(?:an|the) (?:earlier|previous|original|first) version of (?:this|the))"
    r" (?:\w+ ){0,2}(?:article|story|report|piece|post|page|headline|item|column)\b"
)
_MENDED = r"(?:corrected|amended|clarified|revised|(?:updated|changed) to (?:correct|clarify|fix|reflect))"
_WRONG = r"(?:misstated|misidentified|misspelled|misspelt|incorrectly|wrongly|mistakenly|erroneously|gave the wrong)"
_NOTE = re.compile(
    r"\W*(?:"
    r"(?:corrections?|clarifications?|corrected|erratum)\b(?:\s+(?:on\s+)?[\w, ]{1,25})?\s*[:(–—-]|"
    r"\((?:corrects|corrected to|clarifies)\b|"
    rf".{{0,60}}?{_THIS}.{{0,60}}?\b(?:(?:was|has been|have been|is) (?:\w+ ){{0,2}}{_MENDED}|{_WRONG})"
    r")",
    re.IGNORECASE,
)

_LABEL = re.compile(r"\W*(?:corrections?|clarifications?|corrected|erratum)\s*[:–—-]\s*(?=\S)", re.IGNORECASE)


def correction_note(text: str) -> str | None:
    """The line in which an article says that it was corrected or clarified, or None. Of several the first."""
    for line in text.split("\n"):
        if 0 < len(line) <= _LONGEST and _NOTE.match(line):
            return line.strip()
    return None


def without_label(note: str) -> str:
    """The note without the word that it opens with: 'Correction: The ferry ...' is 'The ferry ...'."""
    return _LABEL.sub("", note)


def with_note(text: str, note: str) -> str:
    """The text, ended by a correction note that stood apart from it; unchanged where it has the note already."""
    if not note or " ".join(note.split()) in " ".join(text.split()):
        return text
    return f"{text}\n\n{note if correction_note(note) else f'Correction: {note}'}"
