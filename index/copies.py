"""Near-identical copies of one story: MinHash signatures and the bands by which copies find each other.

Two texts are compared by the Jaccard similarity of their word 5-grams, estimated from MinHash signatures
(Broder 1997). Locality-sensitive hashing by bands (Leskovec, Rajaraman and Ullman, Mining of Massive
Datasets, 3.4) finds the candidates: with 32 bands of 4 rows, two texts of similarity s share a band with
probability 1 - (1 - s^4)^32, which is .87 at .5 and .9998 at .7.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_PERMUTATIONS, _ROWS = 128, 4
_SHINGLE_WORDS = 5
_WORD = re.compile(r"\w+")

Signature = NDArray[np.uint32]


class Member(NamedTuple):
    """A stored article as a possible copy."""

    article_id: str
    story_id: str
    published: date | None
    signature: Signature


def signature(text: str) -> Signature:
    """The MinHash signature of a text, 128 numbers. Case and punctuation do not count."""
    from datasketch import MinHash

    words = _WORD.findall(text.casefold())
    shingles = {
        " ".join(words[i : i + _SHINGLE_WORDS]).encode() for i in range(max(len(words) - _SHINGLE_WORDS + 1, 1))
    }
    minhash = MinHash(num_perm=_PERMUTATIONS, seed=1)
    minhash.update_batch(sorted(shingles))
    return np.asarray(minhash.hashvalues, dtype=np.uint32)


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


def story_of(found: Signature, candidates: Iterable[Member], threshold: float) -> str | None:
    """The story of the earliest candidate that is a copy, or None: then the article starts its own."""
    copies = [member for member in candidates if similarity(found, member.signature) >= threshold]
    if not copies:
        return None
    return min(copies, key=lambda member: (member.published or date.max, member.article_id)).story_id
