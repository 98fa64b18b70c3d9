"""Fixtures that several tests share."""

from __future__ import annotations

import pytest

from index.embed import SentenceTransformerEmbeddings, open_embedder
from index.settings import IndexSettings


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformerEmbeddings:
    """The packaged embedding model, loaded once for all tests."""
    return open_embedder(IndexSettings())
