"""Searches of the derived stores that give nothing but what the catalog knows and the filters accept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from index.filters import Filters
from index.store.catalog import Catalog
from index.store.columns import Columns
from index.store.derived import DerivedStores
from index.store.latest import Latest
from index.store.values import Hit

_EXACT_VECTORS = 45_000  # so few are compared one by one in less time than it takes to search widely enough
_EXACT_WORDS = 12_000  # so few chunks are named to the search by words; more are filtered from what it finds
_MARGIN = 1.3  # times as many are fetched as should leave enough behind a filter
_WIDEST = 24  # times k: how far the vector index is searched before comparing one by one


class Search:
    """Both searches of one home folder, best first. Threads may share it."""

    def __init__(self, catalog: Catalog, derived: DerivedStores) -> None:
        self._catalog = catalog
        self._derived = derived
        self._columns: Latest[Columns] = Latest(catalog, catalog.columns)

    def by_vector(self, vector: NDArray[np.float32], k: int, filters: Filters) -> list[Hit]:
        """The k nearest chunks of articles that the filters accept."""
        if filters.is_empty:
            return self._accepted_nearest(vector, k, k, lambda hits: self._accepted(hits, filters))
        columns = self._columns.value
        kept = columns.accepted(filters)
        number = int(np.count_nonzero(kept))
        if number <= _EXACT_VECTORS:
            return self._derived.vectors.search_among(vector, k, columns.ids[kept])

        def accepted(hits: Sequence[Hit]) -> list[Hit]:
            known = columns.among(kept, [hit.chunk_id for hit in hits])
            return [hit for hit in hits if hit.chunk_id in known]

        width = int(k * min(_MARGIN * len(kept) / number, _WIDEST))
        found = self._accepted_nearest(vector, k, width, accepted)
        return found if len(found) >= k else self._derived.vectors.search_among(vector, k, columns.ids[kept])

    def _accepted_nearest(
        self, vector: NDArray[np.float32], k: int, width: int, accepted: Callable[[Sequence[Hit]], list[Hit]]
    ) -> list[Hit]:
        """The k nearest that are accepted, looking among ever more, up to a limit."""
        vectors, whole = self._derived.vectors, self._derived.flat_is_whole
        while True:
            found = vectors.search(vector, width, whole=whole)
            hits = accepted(found)
            if len(hits) >= k or len(found) < width or width >= _WIDEST * k:
                return hits[:k]
            width = min(4 * width, _WIDEST * k)

    def by_words(self, query: str, k: int, filters: Filters) -> list[Hit]:
        """The k chunks of articles that the filters accept with the best BM25 scores."""
        if filters.is_empty:
            known: Callable[[Sequence[int]], set[int]] = partial(self._catalog.accepted, filters=filters)
        else:
            columns = self._columns.value
            kept = columns.accepted(filters)
            if np.count_nonzero(kept) <= _EXACT_WORDS:
                return self._derived.lexical.search(query, k, columns.ids[kept].tolist())
            known = partial(columns.among, kept)
        width = k if filters.is_empty else 4 * k
        while True:
            found = self._derived.lexical.search(query, width)
            accepted = known([hit.chunk_id for hit in found])
            hits = [hit for hit in found if hit.chunk_id in accepted]
            if len(hits) >= k or len(found) < width:
                return hits[:k]
            width *= 8

    def _accepted(self, hits: Sequence[Hit], filters: Filters) -> list[Hit]:
        known = self._catalog.accepted([hit.chunk_id for hit in hits], filters)
        return [hit for hit in hits if hit.chunk_id in known]
