"""What filters look at, chunk by chunk, in memory: a filter is then some comparisons of arrays, whatever it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.filters import Filters

_NEVER = 0  # the day of what has none; others are 20251014

Numbers = NDArray[np.int64]


class Columns(NamedTuple):
    """n chunks in the order of their ids (n,), and of each the days and publisher of its article, and its place."""

    ids: Numbers
    published: Numbers
    latest: Numbers
    publisher: Numbers  # its place in `publishers`; -1 for none
    article: Numbers  # its place in `articles`
    publishers: Mapping[str, int]  # without regard to case
    articles: Mapping[str, int]

    def accepted(self, filters: Filters) -> NDArray[np.bool_]:
        """`Filters.accepts` for every chunk, (n,)."""
        kept = np.ones(len(self.ids), dtype=np.bool_)
        if filters.articles:
            kept &= np.isin(self.article, [self.articles.get(name, -1) for name in filters.articles])
        if filters.publishers:
            wanted = (self.publishers.get(name.casefold(), -2) for name in filters.publishers)
            kept &= np.isin(self.publisher, list(wanted))
        if filters.since or filters.until:
            within = self.published != _NEVER
            if filters.since:
                within &= self.published >= day_number(filters.since)
            if filters.until:
                within &= self.published <= day_number(filters.until)
            kept &= within | (self.published == _NEVER) if filters.undated else within
        if filters.as_of:
            kept &= self.latest <= day_number(filters.as_of)
        return kept

    def among(self, kept: NDArray[np.bool_], chunk_ids: Sequence[int]) -> set[int]:
        """Those of the chunks that are known and kept."""
        asked = np.asarray(chunk_ids, dtype=np.int64)
        if not len(self.ids) or not len(asked):
            return set()
        places = np.minimum(np.searchsorted(self.ids, asked), len(self.ids) - 1)
        return set(asked[(self.ids[places] == asked) & kept[places]].tolist())


def day_number(day: date | str | None) -> int:
    """2025-10-14 as 20251014, so that later days are larger numbers; 0 for none."""
    return int(str(day).replace("-", "")) if day else _NEVER


def make_columns(
    articles: Sequence[tuple[str, str | None, str | None, str | None]], chunks: Sequence[tuple[int, str]]
) -> Columns:
    """Of articles (id, published, latest, publisher without regard to case; ISO dates) and chunks (id, article id)."""
    places = {article_id: place for place, (article_id, *_) in enumerate(articles)}
    publishers: dict[str, int] = {}
    named = [-1 if name is None else publishers.setdefault(name, len(publishers)) for *_, name in articles]
    columns = np.array([named, [day_number(row[1]) for row in articles], [day_number(row[2]) for row in articles]])
    columns = columns.astype(np.int64).reshape(3, -1)
    ids = np.array([chunk_id for chunk_id, _ in chunks], dtype=np.int64)
    owner = np.array([places[article_id] for _, article_id in chunks], dtype=np.int64)
    order = np.argsort(ids)
    ids, owner = ids[order], owner[order]
    publisher, published, latest = columns[:, owner]
    return Columns(ids, published, latest, publisher, owner, publishers, places)
