"""Text -> plain text that is safe to store and to show: normalised, nothing invisible."""

from __future__ import annotations

import re
import reprlib
import unicodedata

_TITLE_LENGTH = 300

# Control characters, zero-width and bidirectional marks, variation selectors, tags: what a reader
# cannot see, and where instructions to a model can hide.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # "\ud800" in JSON: cannot be stored as UTF-8
_LINE_BREAK = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_WIDE_SPACE = re.compile(r" [^\S\n]+|[^\S\n ][^\S\n]*")  # any run of white space that is not one blank
_BLANK_LINES = re.compile(r"\n{3,}")
_LIST_ITEM = re.compile(r"[-*•·–—>|#]|\d{1,2}[.)]\s")


def plain_text(text: str) -> str:
    """Text in Unicode NFC, lines ended by "\\n", single blanks, no invisible characters, at most one empty line."""
    text = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text))
    text = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    text = _WIDE_SPACE.sub(" ", text).replace(" \n", "\n").replace("\n ", "\n")
    return _BLANK_LINES.sub("\n\n", text).strip()


def one_line(text: str) -> str:
    """The same on one line, at most 300 characters: for titles and names."""
    return shorten(" ".join(plain_text(text).split()), _TITLE_LENGTH)


def shorten(line: str, length: int) -> str:
    """`line`, or its first words with an ellipsis, at most `length` characters."""
    if len(line) <= length:
        return line
    head = line[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:–—-") + "…"


def shown(value: object) -> str:
    """A value as messages show it: at most 80 characters, and cheap however large it is."""
    short = reprlib.Repr()
    short.maxlevel, short.maxstring = 2, 80
    return short.repr(value)[:80]


def unwrap(text: str) -> str:
    """Join the lines of paragraphs that were broken at a fixed width, as in mail; all else stays as it is.

    Takes and gives `plain_text`. A paragraph counts as wrapped when it has three lines or more, all but the last
    of about the same length (40 to 100 characters), no list items, and most lines break off mid-sentence.
    """
    return "\n\n".join(
        " ".join(lines) if _is_wrapped(lines) else "\n".join(lines)
        for lines in (block.split("\n") for block in text.split("\n\n"))
    )


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 3:
        return False
    full = lines[:-1]
    lengths = [len(line) for line in full]
    if min(lengths) < 40 or max(lengths) > 100 or max(lengths) - min(lengths) > 20 or len(lines[-1]) > max(lengths):
        return False
    ended = sum(line.endswith((".", "!", "?", "”", '"', ":")) for line in full)
    return ended * 2 < len(full) and not any(_LIST_ITEM.match(line) for line in lines)
