"""Readings made by hand: what a reader that found these words would say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from rag.reader.features import Featurizer
from rag.reader.reading import Part, Reading

_LOW = -5.0


@cache
def _featurizer() -> Featurizer:
    return Featurizer()


def reading(text: str, found: Mapping[str, float], relevance: float = 0.9) -> Reading:
    """A reading of a passage in which these words have these scores and all others a low one."""
    parts = []
    for window in _featurizer().windows([("", "", text)])[0]:
        starts = np.full(len(window.offsets), _LOW, np.float32)
        ends = starts.copy()
        for words, score in found.items():
            places = window.places(text.index(words), text.index(words) + len(words))
            assert places is not None
            starts[places[0] - window.first] = ends[places[1] - window.first] = score / 2
        parts.append(Part(window, starts, ends, 0.0))
    return Reading(relevance, tuple(parts))
