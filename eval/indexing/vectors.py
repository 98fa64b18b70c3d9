"""Made vectors, so that storage and search can be measured at a size that would take hours to embed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from index.embed import SentenceTransformerEmbeddings, Vector
from index.tokens import Ids, PartByPart, Tokenized

_DIMENSION, _TOPICS, _NOISE = 384, 500, 1.0
_TOKENS_A_WORD = 1.4


class MadeEmbeddings(SentenceTransformerEmbeddings):
    """Unit vectors scattered around topics, from a hash of the text: equal texts have equal vectors."""

    dimension = _DIMENSION
    max_tokens = 256

    def __init__(self) -> None:
        super().__init__()
        self._topics = _scattered(np.random.default_rng(0), _TOPICS)

    def encode_documents(self, texts: Sequence[str], tokens: Sequence[Ids] = ()) -> Vector:  # noqa: ARG002
        vectors = np.zeros((len(texts), _DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
            draw = np.random.default_rng(int.from_bytes(digest))
            vectors[row] = self._topics[int.from_bytes(digest[:2]) % _TOPICS] + _NOISE * _scattered(draw, 1)[0]
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vector:
        return self.encode_documents(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [int(len(text.split()) * _TOKENS_A_WORD) + 2 for text in texts]

    def tokenized(self, texts: Sequence[str]) -> list[Tokenized]:
        return [PartByPart(text, self.count_tokens) for text in texts]


def _scattered(draw: np.random.Generator, number: int) -> Vector:
    rows = draw.standard_normal((number, _DIMENSION), dtype=np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
