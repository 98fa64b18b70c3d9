"""Reading: which words of each passage answer the question, and whether a passage supports a claim."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.arithmetic import has_fast_bfloat16
from index.errors import ModelError
from rag.reader.reading import Part, Reading

if TYPE_CHECKING:
    from rag.reader.features import Featurizer, Window
    from rag.reader.model import ReaderModel, Scores

FOLDER = Path(__file__).parent / "weights"
WEIGHTS = "reader.safetensors"
Arithmetic = Literal["auto", "float32", "bfloat16", "int8"]
_BATCH_TOKENS = 4096

_log = logging.getLogger(__name__)


class Reader:
    """The model that reads. Threads may share it: they take turns."""

    def __init__(self, model: ReaderModel, featurizer: Featurizer) -> None:
        self._model = model
        self._featurizer = featurizer
        self._lock = threading.Lock()

    @classmethod
    def load(cls, folder: Path | None = None, arithmetic: Arithmetic = "auto") -> Reader | None:
        """The reader in `folder` (default: the one that ships); None with a notice in the log where it is not there.

        `arithmetic` "auto" takes bytes where the CPU multiplies them in hardware, else bfloat16 where that is
        faster, else float32. ModelError where the file
        is there but is not a reader.
        """
        path = (folder or FOLDER) / WEIGHTS
        if not path.exists():
            _log.warning(
                "The reading model %s is missing: answers are chosen by similarity alone. "
                "Install Dateline again, or train the model.",
                path,
            )
            return None
        from rag.reader.features import Featurizer
        from rag.reader.model import load_model

        try:
            model = load_model(path)
        except Exception as error:  # safetensors and torch raise many kinds for a damaged file
            raise ModelError(
                f"{path} is not a reading model ({error}). Install Dateline again, or train it."
            ) from error
        return cls(_prepared(model, arithmetic), Featurizer())

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        """One reading for each (header, text), in the same order."""
        return self.read_pairs([(question, header, text) for header, text in passages])

    def read_pairs(self, inputs: Sequence[tuple[str, str, str]]) -> tuple[Reading, ...]:
        """As `read`, with a question of its own for each passage: (question, header, text).

        A passage of several windows is as relevant as its most relevant one.
        """
        import torch

        parts: list[list[Part]] = [[] for _ in inputs]
        relevance = [0.0] * len(inputs)
        for places, windows, scores in self._run(inputs):
            relevances = torch.sigmoid(scores.relevance).tolist()
            starts, ends = scores.start.numpy(), scores.end.numpy()
            for row, (i, window) in enumerate(zip(places, windows, strict=True)):
                inside = slice(window.first, window.first + len(window.offsets))
                nothing = float(starts[row, 0] + ends[row, 0])
                parts[i].append(Part(window, starts[row, inside], ends[row, inside], nothing))
                relevance[i] = max(relevance[i], relevances[row])
        return tuple(Reading(value, tuple(found)) for value, found in zip(relevance, parts, strict=True))

    def support(self, claims: Sequence[tuple[str, str]]) -> list[tuple[float, float, float]]:
        """For each (claim, evidence) the probabilities that it supports, contradicts, and does neither.

        Evidence too long for one window counts by its window that supports most.
        """
        import torch

        best: list[tuple[float, float, float]] = [(0.0, 0.0, 0.0)] * len(claims)
        for places, _, scores in self._run([(claim, "", evidence) for claim, evidence in claims]):
            for i, row in zip(places, torch.softmax(scores.support, dim=1).tolist(), strict=True):
                best[i] = max(best[i], (row[0], row[1], row[2]))
        return best

    def _run(self, inputs: Sequence[tuple[str, str, str]]) -> Iterator[tuple[list[int], list[Window], Scores]]:
        """The model over all windows of all inputs, in batches of windows of about the same length."""
        import torch

        from rag.reader.batches import pad

        todo = [(i, window) for i, windows in enumerate(self._featurizer.windows(inputs)) for window in windows]
        todo.sort(key=lambda one: len(one[1].ids))
        while todo:
            n = max(1, _BATCH_TOKENS // len(todo[-1][1].ids))
            batch, todo = todo[-n:], todo[:-n]  # longest first
            windows = [window for _, window in batch]
            ids, types, mask, _ = pad(windows)
            with self._lock, torch.inference_mode():
                scores = self._model(ids, types, mask)
            yield [i for i, _ in batch], windows, scores


def _prepared(model: ReaderModel, arithmetic: Arithmetic) -> ReaderModel:
    import torch

    from rag.reader.quantise import has_fast_bytes, quantise

    if arithmetic == "int8" or (arithmetic == "auto" and has_fast_bytes()):
        return quantise(model)
    if arithmetic == "bfloat16" or (arithmetic == "auto" and has_fast_bfloat16()):
        return model.to(torch.bfloat16)
    return model


@lru_cache(maxsize=1)
def shipped_reader() -> Reader | None:
    """The reader that comes with Dateline, loaded at the first call and shared; None where it is missing."""
    return Reader.load()
