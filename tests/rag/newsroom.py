"""A library of a few made articles, for the tests of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.library import Library


def open_newsroom(
    folders: pytest.TempPathFactory,
    embedder: SentenceTransformerEmbeddings,
    articles: Mapping[str, tuple[str, str, str, str]],
) -> Iterator[Library]:
    """The library of `articles`: by file name the title, the publisher, the day and the text."""
    folder = folders.mktemp("articles")
    for name, (title, publisher, published, text) in articles.items():
        front = f"---\ntitle: {title}\npublisher: {publisher}\npublished: {published}\n---\n"
        (folder / name).write_text(f"{front}{text}\n", encoding="utf-8")
    with Library.open(folders.mktemp("home"), embedder=embedder) as opened:
        opened.sync([folder])
        yield opened
