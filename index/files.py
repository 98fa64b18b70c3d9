"""Files as a sync sees them: whether one changed, whether it is still there, how far into it an article stands."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from index.article import Article
from index.read.address import is_address

_FIELDS = 120  # bytes of a record that are names of fields, dates and marks


def digest_of(path: Path) -> str | None:
    """What the file holds, and which version of Dateline reads it, as 32 hex digits; None where it cannot be read."""
    hasher = hashlib.blake2b(_reader(), digest_size=16)
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                hasher.update(block)
    except OSError:
        return None
    return hasher.hexdigest()


def has_left(old: str, new: str) -> bool:
    """Whether the first file is no longer there, or is the second one by another way."""
    if is_address(old):  # whether a page is still there was not asked
        return old == new
    try:
        return Path(old).samefile(new)
    except OSError:
        return not Path(old).exists()


def length_in_file(article: Article) -> int:
    """About the bytes that an article took of its file."""
    texts = (article.title, article.text, article.url or "", article.publisher or "", *article.removed)
    return sum(map(len, texts)) + _FIELDS


def size_of(path: Path) -> int:
    """In bytes; 0 where it cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


@cache  # asking for it takes many times as long as the hash of an article
def _reader() -> bytes:
    try:
        return version("dateline").encode()
    except PackageNotFoundError:  # run from a checkout
        return b""
