"""Addresses for the documents of a benchmark that have none of their own: they tell the documents apart."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, unquote, urlsplit


def document_url(benchmark: str, identity: str) -> str:
    """The address of a document that has none of its own; `.invalid` is nobody's (RFC 2606)."""
    return f"https://{benchmark}.invalid/{quote(identity, safe='')}"


def identity_of(url: str | None) -> str:
    """The identity that a `document_url` was made of."""
    return unquote(urlsplit(url or "").path.removeprefix("/"))


def text_url(benchmark: str, text: str) -> str:
    """The address of a document that is known by its text alone."""
    return document_url(benchmark, hashlib.blake2b(text.encode(), digest_size=12).hexdigest())
