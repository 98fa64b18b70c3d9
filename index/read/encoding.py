"""Bytes -> text: by the byte order mark, as UTF-8, as declared, else as charset-normalizer finds."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from index.errors import ReadError
from index.read.origin import Origin

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 8192
_BLOCK = 1 << 20
_DETECTION_BYTES = 100_000
_DAMAGED = 0.1  # with fewer broken sequences than this among those of several bytes, it is UTF-8 that was damaged
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ON_THE_WEB = ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape")  # they hide what stands there
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})|<meta[^>]{0,300}?\bcharset\s*=\s*[\"']?([\w.:-]{2,40})",
    re.IGNORECASE,
)


def decode(data: bytes, declared: Iterable[str | None] = ()) -> str:
    """The text of a file. `declared` are the encodings that a header or the file itself names, the surest first.

    UTF-8 goes before what is declared: text in another encoding is next to never valid UTF-8.
    Raises ReadError for binary data.
    """
    if is_binary(data):
        raise ReadError("binary data, not text. Save the article as text or remove the file.")
    return data.decode(_encoding(data, declared), errors="replace")


def is_binary(data: bytes) -> bool:
    """Whether the first bytes hold a NUL or a PDF header: no text in any encoding without a byte order mark."""
    return (b"\0" in data[:_HEAD] and _marked(data) is None) or data.startswith(b"%PDF-")


def declared_in(markup: bytes) -> list[str]:
    """The encodings that the start of an HTML or XML file names."""
    return [(xml or meta).decode("ascii") for xml, meta in _DECLARED.findall(markup[:_HEAD])]


@contextmanager
def text_stream(origin: Origin) -> Iterator[TextIO]:
    """The text of a file of any size, line ends as they are. What cannot be decoded becomes U+FFFD.

    Reads the file twice: the first time to find its encoding. Raises ReadError for binary data.
    """
    encoding = _encoding_of(origin)
    with origin.open() as file, io.TextIOWrapper(file, encoding, errors="replace", newline="") as text:
        yield text


def _encoding_of(origin: Origin) -> str:
    """The encoding of a whole file, in constant memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with origin.open() as file:
        block = file.read(_BLOCK)
        if is_binary(block):
            raise ReadError("binary data, not text. Save it as UTF-8 or remove the file.")
        if marked := _marked(block):
            return marked
        while block:
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                # What was kept of the block before is part of what it could not decode.
                at = max(error.start - _DETECTION_BYTES // 2, 0)
                return _encoding(block[at : at + _DETECTION_BYTES], (), whole=False)
            block = file.read(_BLOCK)
    return "utf-8"


def _encoding(data: bytes, declared: Iterable[str | None], *, whole: bool = True) -> str:
    if marked := _marked(data):
        return marked
    known = [name for name in map(_codec, declared) if name]
    if b"\x1b" in data and "iso2022_jp" in known and _decodes(data, "iso2022_jp"):  # seven bits: valid UTF-8, too
        return "iso2022_jp"
    if (whole and _decodes(data, "utf-8")) or _is_damaged_utf8(data):
        return "utf-8"
    return next((name for name in known if _decodes(data, name)), None) or _detect(data)


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)


def _codec(name: str | None) -> str | None:
    """Python's name of a text encoding, read as browsers do: what calls itself Latin-1 is Windows-1252."""
    try:
        found = codecs.lookup(name.strip()).name if name else None
    except (LookupError, ValueError):
        return None
    return "cp1252" if found in ("iso8859-1", "ascii") else None if found in _NOT_ON_THE_WEB else found


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (ValueError, LookupError):  # LookupError: not an encoding of text, such as "base64"
        return False
    return True


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few."""
    sample = data[:_BLOCK]
    sound = len(_MULTIBYTE.findall(sample))
    return sound > 0 and sample.decode("utf-8", errors="replace").count("\ufffd") < _DAMAGED * sound


def _detect(data: bytes) -> str:
    """The encoding of text that is not UTF-8 and does not say."""
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
