"""The reader's network in PyTorch: what is trained, in the arithmetic that is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from index.arithmetic import has_fast_bfloat16
from rag.reader.batches import pad
from rag.reader.features import Window
from rag.reader.logits import Logits
from rag.reader.model import ReaderModel, load_model
from rag.reader.quantise import has_fast_bytes, quantise

_BATCH_TOKENS = 4096


class TorchScorer:
    """A `ReaderModel` that scores. Threads may share it: they take turns."""

    def __init__(self, model: ReaderModel) -> None:
        self._model = model
        self._lock = threading.Lock()

    @classmethod
    def load(cls, path: Path, arithmetic: str) -> TorchScorer:
        """The weights at `path`; "auto" takes bytes where the CPU multiplies them in hardware, else bfloat16 where
        that is faster, else float32."""
        model = load_model(path)
        if arithmetic == "int8" or (arithmetic == "auto" and has_fast_bytes()):
            return cls(quantise(model))
        if arithmetic == "bfloat16" or (arithmetic == "auto" and has_fast_bfloat16()):
            return cls(model.to(torch.bfloat16))
        return cls(model)

    def score(self, windows: Sequence[Window]) -> Iterator[tuple[list[int], Logits]]:
        """See `Scorer`. Batches of windows of about the same length, the longest first."""
        todo = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        while todo:
            n = max(1, _BATCH_TOKENS // len(windows[todo[-1]].ids))
            batch, todo = todo[-n:], todo[:-n]
            ids, types, mask, _ = pad([windows[i] for i in batch])
            with self._lock, torch.inference_mode():
                scores = self._model(ids, types, mask)
            yield batch, Logits(*(part.numpy() for part in scores))
