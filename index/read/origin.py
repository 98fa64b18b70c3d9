"""Where something is read: how messages, articles and ids name it, and how it is opened."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from index.read.address import is_address

_UNITS = {".jsonl": "line", ".ndjson": "line", ".csv": "row", ".tsv": "row", ".json": "record"}


@dataclass(frozen=True, slots=True)
class Origin:
    """A file or a member of an archive. Every call of `open` gives its bytes from the beginning, unpacked.

    `source` is what its article would carry (`/news/a.html`, `/news/all.zip#b.html`), `file` the file alone. `key`
    makes the id of an article without a URL: the source, links resolved. `ending` is in lower case, with its dot, and
    says how to read it. `size` is the number of bytes that `open` gives, None where nobody knows;
    `charset` the encoding that came with it.
    """

    source: str
    file: str
    key: str
    ending: str
    size: int | None
    open: Callable[[], BinaryIO]
    charset: str | None = None

    @property
    def name(self) -> str:
        """How messages call it: `a.html`, or `all.zip, b.html`."""
        return describe(self.source, self.file)


def origin_of(path: Path) -> Origin:
    """The origin of a file."""
    size = path.stat().st_size
    return Origin(str(path), str(path), str(path.resolve()), path.suffix.lower(), size, lambda: path.open("rb"))


def origin_of_bytes(data: bytes, source: str, ending: str) -> Origin:
    """The origin of what is in memory: `source` names it everywhere."""
    return Origin(source, source, source, ending, len(data), lambda: io.BytesIO(data))


def describe(source: str, file: str) -> str:
    """A source in words, from its file: `a.md`, `all.jsonl, line 12`, `all.zip, b.csv, row 3`."""
    inner = source.removeprefix(f"{file}#")
    parts = [file if is_address(file) else Path(file).name or file] + ([] if inner == source else inner.split("#"))
    if len(parts) > 1 and parts[-1].isdecimal():
        parts[-1] = f"{_unit(parts[-2])} {parts[-1]}"
    return ", ".join(parts)


def _unit(name: str) -> str:
    """What the records of a file are called."""
    return _UNITS.get(PurePosixPath(name.lower().removesuffix(".gz")).suffix, "entry")
