"""A plain text file -> Article."""

from __future__ import annotations

from index.article import Article
from index.read.encoding import decode
from index.read.fields import make_article
from index.read.origin import Origin


def read_text(origin: Origin, data: bytes) -> Article:
    """The whole file is the article; a short first line without a full stop is its title.

    Raises ReadError where it is not text or too short.
    """
    return make_article({"text": decode(data, (origin.charset,))}, origin.source, origin.key)
