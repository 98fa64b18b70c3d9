"""An embedding model that costs nothing, for tests of what happens around it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embed import SentenceTransformerEmbeddings, Vector
from index.tokens import Ids, PartByPart, Tokenized


class HashEmbeddings(SentenceTransformerEmbeddings):
    """Vectors made of hashed words: like texts are near each other. A word is a token."""

    dimension = 64
    max_tokens = 256

    def __init__(self) -> None:
        super().__init__()
        self.encoded = 0

    def encode_documents(self, texts: Sequence[str], tokens: Sequence[Ids] = ()) -> Vector:  # noqa: ARG002
        self.encoded += len(texts)
        return self.encode_queries(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vector:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                vectors[row, digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
                vectors[row, digest[2] % self.dimension] += 1 if digest[3] % 2 else -1
            vectors[row, 0] += 0.01
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) + 2 for text in texts]

    def tokenized(self, texts: Sequence[str]) -> list[Tokenized]:
        return [PartByPart(text, self.count_tokens) for text in texts]


def write_records(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    """A JSONL file of articles."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def record(number: int, **fields: Any) -> dict[str, Any]:
    """An invented article; its number makes its words its own."""
    places = ("Ardel", "Brimley", "Corvane", "Dunmore", "Estwick", "Farlow", "Gresham", "Holt", "Inver", "Jarrow")
    place, other = places[number % 10], places[(number * 7 + 3) % 10]
    sentences = [
        f"Report {number} from {place} says that plan {number}{letter} for the {thing} near {other} was {fate}."
        for letter, thing, fate in zip(
            "abcdef",
            ("bridge", "harbour", "school", "orchard", "tramway", "quarry"),
            ("approved", "delayed", "dropped", "praised", "doubled", "rejected"),
            strict=True,
        )
    ]
    return {
        "url": f"https://news.example/{number}",
        "title": f"Council of {place} decides case {number}",
        "text": " ".join(sentences[:3]) + "\n\n" + " ".join(sentences[3:]),
        "publisher": ("The Ardel Post", "Brimley Echo", "Corvane Times")[number % 3],
        "published": f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}",
    } | fields
