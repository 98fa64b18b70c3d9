"""Bytes -> plain text that is safe to store and to show: decoded, normalised, nothing invisible."""

from __future__ import annotations

import codecs
import re
import reprlib
import unicodedata

from index.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DETECTION_BYTES = 100_000
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


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, else in the encoding charset-normalizer finds.

    Raises ReadError for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if is_binary(data):
        raise ReadError("binary data, not text. Save the article as text or remove the file.")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(_detect(data), errors="replace")


def is_binary(data: bytes) -> bool:
    """Whether the first bytes hold a NUL or a PDF header: no text in any encoding without a byte order mark."""
    return b"\0" in data[:8192] or data.startswith(b"%PDF-")


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


def _detect(data: bytes) -> str:
    """The encoding of text that is not UTF-8."""
    sample = data[:_DETECTION_BYTES]
    # Nearly all ASCII: too little for statistics, and by far most such text on the web is Western.
    if sum(byte >= 0x80 for byte in sample) < len(sample) * 0.05 and _decodes(sample, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes

    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        raise ReadError("no known text encoding. Save the file as UTF-8.")
    # Western and Central European code pages often tie.
    as_good = (match for match in matches if (match.chaos, -match.coherence) <= (best.chaos, -best.coherence))
    if "cp1252" in best.could_be_from_charset or any(match.encoding == "cp1252" for match in as_good):
        return "cp1252"
    return best.encoding


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
