"""The settings that an index is made with. The catalog notes them: with others, a search would not fit the index."""

from __future__ import annotations

from index.settings import IndexSettings
from index.store.catalog import Catalog

REBUILDING = "rebuilding"  # noted while the index is made anew


def index_settings(settings: IndexSettings) -> dict[str, str]:
    """The settings that decide what is stored."""
    return {
        "embedding_model": settings.embedding_model,
        "chunk_words": str(settings.chunk_words),
        "chunk_overlap_sentences": str(settings.chunk_overlap_sentences),
    }


def differing(catalog: Catalog, settings: IndexSettings) -> list[str]:
    """What keeps the index, as it is now, from being used with these settings, in words."""
    wanted, noted = index_settings(settings), catalog.settings()
    found = [f"{name} {noted.get(name)}, not {value}" for name, value in wanted.items() if noted.get(name) != value]
    return [*found, "a rebuild did not finish"] if REBUILDING in noted else found


def is_unfinished(catalog: Catalog) -> bool:
    """Whether making the index anew was interrupted."""
    return REBUILDING in catalog.settings()
