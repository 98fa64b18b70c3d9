"""Any model of sentence-transformers, by name or folder."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from index.arithmetic import has_fast_bfloat16
from index.tokens import Ids, PartByPart, Tokenized

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vector = NDArray[np.float32]


class SentenceTransformerModel:
    """A loaded model. Safe to share between threads: they take turns, because a fast tokenizer raises "Already
    borrowed" when two of them set its padding."""

    def __init__(self, name: str, precision: str, *, local: bool) -> None:
        """Loads the model; a `local` one never asks the hub. Raises what the libraries raise."""
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        bfloat16 = precision == "bfloat16" or (precision == "auto" and has_fast_bfloat16())
        self._model: SentenceTransformer = SentenceTransformer(
            name,
            local_files_only=local,
            model_kwargs={"dtype": torch.bfloat16 if bfloat16 else torch.float32},
        )
        self._lock = threading.RLock()

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def max_tokens(self) -> int:
        return int(self._model.max_seq_length or 512)

    @property
    def arithmetic(self) -> str:
        return str(self._model.dtype).removeprefix("torch.")

    def encode(
        self,
        texts: Sequence[str],
        batch_size: int,
        kind: Literal["query", "document"],
        tokens: Sequence[Ids] = (),  # noqa: ARG002 - its texts do not tell them
    ) -> Vector:
        """(n, dimension), not yet of length 1 in every arithmetic."""
        with self._lock:
            encode = self._model.encode_query if kind == "query" else self._model.encode_document
            return np.asarray(encode(list(texts), batch_size=batch_size, show_progress_bar=False), dtype=np.float32)

    def token_vectors(self, texts: Sequence[str], batch_size: int) -> list[Vector]:
        """The states of each text's tokens, (tokens, dimension), without the special ones."""
        sound = list(texts)
        with self._lock:
            raw = self._model.encode(
                sound, output_value="token_embeddings", batch_size=batch_size, show_progress_bar=False
            )
            masks = self._model.tokenizer(
                sound, truncation=True, max_length=self.max_tokens, return_special_tokens_mask=True
            )["special_tokens_mask"]
        return [tokens.float().cpu().numpy()[np.asarray(mask) == 0] for tokens, mask in zip(raw, masks, strict=True)]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, special ones included."""
        with self._lock:
            # `verbose` off: a text over the limit is what we look for, not something to warn about.
            encoded = self._model.tokenizer(list(texts), truncation=False, padding=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def tokenized(self, texts: Sequence[str]) -> list[Tokenized]:
        """The texts, each part of which is tokenized anew: of the tokenizers there are, many look over its ends."""
        return [PartByPart(text, self.count_tokens) for text in texts]
