"""Copies of articles among those that are stored, and the grouping of a whole collection made anew."""

from __future__ import annotations

from collections.abc import Mapping

from index.copies import METHOD, Member, Traits, is_copy, traits
from index.figures import to_bytes
from index.settings import IndexSettings
from index.store.catalog import Catalog

_BATCH = 64  # articles in memory at once


def find_links(found: Mapping[str, Traits], catalog: Catalog, settings: IndexSettings) -> dict[str, tuple[str, ...]]:
    """The copies of each of these articles: among those stored with other ids, and among these before it."""
    links: dict[str, tuple[str, ...]] = {}
    members: list[tuple[Member, set[int]]] = []
    sharing = catalog.sharing_bands({article_id: one.bands for article_id, one in found.items()})
    for article_id, one in found.items():
        stored = [member for member in sharing[article_id] if member.article_id not in found]
        before = [member for member, theirs in members if not theirs.isdisjoint(one.bands)]
        copies = (m.article_id for m in (*stored, *before) if is_copy(one, m, settings.copy_threshold))
        links[article_id] = tuple(copies)
        members.append((Member(article_id, one.signature, to_bytes(one.figures)), set(one.bands)))
    return links


def way(settings: IndexSettings) -> str:
    """How copies are found: a catalog notes it under "stories"."""
    return f"{METHOD}/{settings.copy_threshold}"


def regroup(catalog: Catalog, settings: IndexSettings, *, anew: bool = False) -> None:
    """Finds the copies in the whole collection where they were found in another way, by an earlier version of
    Dateline or with another threshold. Interrupted, it begins again the next time.
    """
    known = catalog.settings().get("stories")
    if known == way(settings) and not anew:
        return
    ids = catalog.ids()
    batches = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
    catalog.put_settings({"stories": ""})
    for batch in batches:
        catalog.put_traits({article.article_id: traits(article.text) for article, _ in catalog.read(batch)})
    for batch in batches:
        found = catalog.traits(batch)
        catalog.put_links(find_links(found, catalog, settings))
    catalog.put_settings({"stories": way(settings)})
