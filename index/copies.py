"""Near-identical copies of one story: MinHash signatures, the bands by which copies find each other, and links.

Two texts are compared by the Jaccard similarity of their word 3-grams, estimated from MinHash signatures
(Broder 1997), and by the share of the shorter one that the longer one holds. Locality-sensitive hashing by bands
(Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4) finds the candidates: with 32 bands of 4 rows, two
texts of similarity s share a band with probability 1 - (1 - s^4)^32, which is .87 at .5 and .9998 at .7. The bands
are kept in the catalog: datasketch's own index lives in memory or on a server.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.figures import Figures, conflict, figures, from_bytes, merged

METHOD = "2"  # changes with what is stored of a text: `index.stories.regroup` then makes it anew

_PERMUTATIONS, _ROWS = 128, 4
_SHINGLE_WORDS = 3
_SHA1_BYTES = 20
_AT_ONCE = 5000  # shingles: each takes 2 kB while it is hashed
_CONTAINED = 0.9  # share of the shorter text that stands in the longer: a copy whose tail was trimmed
_CONTAINED_MARGIN = 0.2  # by so much less similar than the threshold may a contained copy be
_WORD = re.compile(r"\w+")

Signature = NDArray[np.uint32]


class Traits(NamedTuple):
    """What of a text is compared."""

    signature: Signature
    bands: tuple[int, ...]
    figures: Figures


class Member(NamedTuple):
    """A stored article as a possible copy."""

    article_id: str
    signature: Signature
    figures: bytes  # as stored: few candidates are so like that their figures are looked at


class Dated(NamedTuple):
    """An article in the order of its story: the oldest is the original, undated ones come last."""

    published: date
    article_id: str


def traits(text: str) -> Traits:
    """What of a text is compared with others."""
    found = signature(text)
    return Traits(found, bands(found), figures(text))


def signature(text: str) -> Signature:
    """The MinHash signature of a text, 128 numbers. Case and punctuation do not count."""
    words = _WORD.findall(text.casefold())
    runs = zip(*(words[start:] for start in range(_SHINGLE_WORDS)), strict=False)
    shingles = {" ".join(run) for run in runs} or {" ".join(words)}
    digests = b"".join([hashlib.sha1(one.encode(), usedforsecurity=False).digest() for one in shingles])
    hashes = np.frombuffer(digests, dtype="<u4")[:: _SHA1_BYTES // 4]  # as datasketch has them, a function call saved
    minhash = _empty().copy()
    for start in range(0, len(hashes), _AT_ONCE):
        minhash.update_batch(hashes[start : start + _AT_ONCE].tolist())
    return np.asarray(minhash.hashvalues, dtype=np.uint32)


@cache
def _empty() -> Any:
    """A MinHash of nothing that takes hashes, to be copied: drawing its permutations takes longer than using them."""
    return _minhash()(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)


def _minhash() -> Any:
    """datasketch's MinHash, without the rest of the package: that imports half of SciPy for an integral."""
    found = importlib.util.find_spec("datasketch")
    if found is None or "datasketch" in sys.modules:
        return importlib.import_module("datasketch.minhash").MinHash
    bare = ModuleType("datasketch")
    bare.__path__ = list(found.submodule_search_locations or ())
    sys.modules["datasketch"] = bare
    try:
        return importlib.import_module("datasketch.minhash").MinHash
    finally:
        del sys.modules["datasketch"]  # who imports the package gets all of it


def bands(found: Signature) -> tuple[int, ...]:
    """32 numbers (signed, 64 bits): two texts that share one are candidates."""
    rows = found.reshape(-1, _ROWS).astype("<u4")
    return tuple(
        int.from_bytes(hashlib.blake2b(bytes([band]) + row.tobytes(), digest_size=8).digest(), signed=True)
        for band, row in enumerate(rows)
    )


def similarity(one: Signature, other: Signature) -> float:
    """Estimated Jaccard similarity of two texts, 0 to 1, with a standard error of at most .045."""
    return float(np.mean(one == other))


def containment(one: Signature, other: Signature) -> float:
    """Estimated share of the shorter text's word 3-grams that stand in the longer text, 0 to 1.

    From the similarity J and both sizes, which MinHash estimates too (Cohen 1997): J (a + b) / ((1 + J) min(a, b)).
    """
    alike = similarity(one, other)
    sizes = [_PERMUTATIONS / max(float(np.sum(found / 2.0**32)), 1e-9) for found in (one, other)]
    return min(alike * sum(sizes) / ((1 + alike) * min(sizes)), 1.0)


def is_copy(one: Traits, other: Member, threshold: float) -> bool:
    """Whether two texts are near-identical: similar, or the shorter nearly contained, and no figure differs."""
    alike = similarity(one.signature, other.signature)
    if alike < threshold - _CONTAINED_MARGIN:
        return False
    near = alike >= threshold or containment(one.signature, other.signature) >= _CONTAINED
    return near and not conflict(one.figures, from_bytes(other.figures))


def group(
    members: Sequence[Dated], linked: Callable[[str], Sequence[str]], figures_of: Mapping[str, Figures]
) -> dict[str, str]:
    """The story of each article, named by its oldest member: articles that hang together by links (`linked` gives an
    article's) are one, except that no story holds two whose figures conflict: what was corrected is never hidden
    behind a copy that was not. The same whatever the order in which the articles came.
    """
    stories: list[list[str]] = []
    said: list[Figures] = []  # the figures of each story
    place: dict[str, int] = {}
    for _, article_id in sorted(members):
        own = figures_of[article_id]
        near = sorted({place[other] for other in linked(article_id) if other in place})
        joined = [number for number in near if not conflict(own, said[number])]
        if not joined:
            place[article_id] = len(stories)
            stories.append([article_id])
            said.append(own)
            continue
        into, *others = joined
        _join(stories, said, place, into, [article_id], own)
        for number in others:  # a bridge: what it joins becomes one story
            if not conflict(said[number], said[into]):
                _join(stories, said, place, into, stories[number], said[number])
                stories[number] = []
    return {article_id: story[0] for story in stories for article_id in story}


def _join(
    stories: list[list[str]], said: list[Figures], place: dict[str, int], into: int, new: list[str], own: Figures
) -> None:
    stories[into] += new
    said[into] = merged((said[into], own))
    place.update(dict.fromkeys(new, into))
