"""The collection that the tests of the page share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from tests.ui.made import HOSTILE

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    """The sample articles, and one that attacks the page."""
    folder = tmp_path_factory.mktemp("news")
    hostile = folder / "hostile.txt"
    hostile.write_text(f"{HOSTILE.title}\n\n{HOSTILE.text}\n", encoding="utf-8")
    with Library.open(folder / "home", embedder=embedder) as library:
        library.sync([SAMPLES, hostile])
        yield library
