"""The embedding model: texts in, unit vectors out. Also a LangChain `Embeddings`."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index.errors import ModelError
from index.settings import DEFAULT_EMBEDDING_MODEL, IndexSettings
from index.tokens import Ids, Tokenized

Vector = NDArray[np.float32]


class TextModel(Protocol):
    """What runs an embedding model: `PackagedEncoder` the packaged one, `SentenceTransformerModel` any other."""

    @property
    def dimension(self) -> int: ...
    @property
    def max_tokens(self) -> int: ...
    @property
    def arithmetic(self) -> str: ...
    def encode(
        self, texts: Sequence[str], batch_size: int, kind: Literal["query", "document"], tokens: Sequence[Ids] = ()
    ) -> Vector: ...
    def token_vectors(self, texts: Sequence[str], batch_size: int) -> list[Vector]: ...
    def count_tokens(self, texts: Sequence[str]) -> list[int]: ...
    def tokenized(self, texts: Sequence[str]) -> list[Tokenized]: ...


def open_embedder(settings: IndexSettings) -> SentenceTransformerEmbeddings:
    """The embedding model that the settings name. Cheap: the model itself is loaded on first use."""
    return SentenceTransformerEmbeddings(settings.embedding_model, settings.precision, settings.batch_size)


class SentenceTransformerEmbeddings(Embeddings):
    """A sentence-transformers model behind LangChain's interface and a numpy one.

    Vectors are float32 of length 1, so a dot product is the cosine similarity. Texts longer than
    `max_tokens` are cut by the model: count first. Safe to share between threads.
    """

    def __init__(self, name: str = DEFAULT_EMBEDDING_MODEL, precision: str = "auto", batch_size: int = 64) -> None:
        self.name = name
        self._precision = precision
        self._batch_size = batch_size
        self._loaded: TextModel | None = None
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """Numbers in a vector. Loads the model."""
        return self._model().dimension

    @property
    def max_tokens(self) -> int:
        """Tokens the model reads, special ones included; it drops the rest. Loads the model."""
        return self._model().max_tokens

    @property
    def arithmetic(self) -> str:
        """`float32` or `bfloat16`: what the model calculates in, here. Loads the model."""
        return self._model().arithmetic

    def encode_documents(self, texts: Sequence[str], tokens: Sequence[Ids] = ()) -> Vector:
        """Vectors of passages, (n, dimension), in the order of the texts. Texts of like length share a batch.

        `tokens` are those of the texts, as `tokenized` tells them, where they are known: they are not looked for again.
        """
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return _unit(self._model().encode(_sound(texts), self._batch_size, "document", tokens))

    def encode_queries(self, texts: Sequence[str]) -> Vector:
        """Vectors of questions, (n, dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return _unit(self._model().encode(_sound(texts), self._batch_size, "query"))

    def encode_query(self, text: str) -> Vector:
        """The vector of one question, (dimension,)."""
        vector: Vector = self.encode_queries([text])[0]
        return vector

    def token_vectors(self, texts: Sequence[str]) -> list[Vector]:
        """For each text the unit vectors of its tokens, (tokens, dimension), special tokens left out.

        What late interaction compares (ColBERT, Khattab and Zaharia 2020).
        """
        if not texts:
            return []
        return [_unit(states) for states in self._model().token_vectors(_sound(texts), self._batch_size)]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens the model would read of each text if it had no limit, special tokens included."""
        return self._model().count_tokens(_sound(texts)) if texts else []

    def tokenized(self, texts: Sequence[str]) -> list[Tokenized]:
        """The texts with their tokens: how many any part of them has, and which."""
        return self._model().tokenized(_sound(texts)) if texts else []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `encode_documents`."""
        vectors: list[list[float]] = self.encode_documents(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `encode_query`."""
        vector: list[float] = self.encode_query(text).tolist()
        return vector

    def _model(self) -> TextModel:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self.name, self._precision)
            return self._loaded


def _load(name: str, precision: str) -> TextModel:
    from index.encoder import PackagedEncoder, packaged_folder
    from index.network import is_usable

    packaged = name == DEFAULT_EMBEDDING_MODEL
    try:
        if packaged and is_usable():
            return PackagedEncoder(precision)
        from index.sentence_transformer import SentenceTransformerModel

        return SentenceTransformerModel(str(packaged_folder()) if packaged else name, precision, local=packaged)
    except Exception as error:  # the libraries raise OSError, ValueError, HTTP errors and more for the same thing
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(
            f"The embedding model '{name}' could not be loaded: {reason} "
            f"Check the name or folder and the network, or use the packaged '{DEFAULT_EMBEDDING_MODEL}'."
        ) from error


def _sound(texts: Sequence[str]) -> list[str]:
    """The texts without lone surrogates: typed text may hold them, and the tokenizer refuses them."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


def _unit(vectors: NDArray[np.floating]) -> Vector:
    """Rows of length 1 in float32; done here because a model's rows come back only nearly that long."""
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)
