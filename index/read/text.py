"""A plain text file -> Article."""

from __future__ import annotations

from pathlib import Path

from index.article import Article
from index.read.fields import make_article
from index.read.plain import decode


def read_text(path: Path) -> Article:
    """The whole file is the article; a short first line without a full stop is its title.

    Raises ReadError where it is not text or too short, OSError where it cannot be opened.
    """
    return make_article({"text": decode(path.read_bytes())}, str(path), str(path.resolve()))
