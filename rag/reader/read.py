"""Reading: which words of each passage answer the question, and whether a passage supports a claim."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from index.errors import ModelError
from index.network import is_usable
from rag.reader.reading import Part, Reading

if TYPE_CHECKING:
    from rag.reader.features import Featurizer, Window
    from rag.reader.logits import Logits, Scorer

FOLDER = Path(__file__).parent / "weights"
WEIGHTS = "reader.safetensors"
Arithmetic = Literal["auto", "float32", "bfloat16", "int8"]

_log = logging.getLogger(__name__)


class Reader:
    """The model that reads. Threads may share it."""

    def __init__(self, scorer: Scorer, featurizer: Featurizer) -> None:
        self._scorer = scorer
        self._featurizer = featurizer

    @classmethod
    def load(cls, folder: Path | None = None, arithmetic: Arithmetic = "auto") -> Reader | None:
        """The reader in `folder` (default: the one that ships); None with a notice in the log where it is not there.

        `arithmetic` "auto" takes OpenVINO, with bfloat16 where the processor has it; any other runs in PyTorch.
        ModelError where the file is there but is not a reader.
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

        scorer: Scorer
        try:
            if arithmetic == "auto" and is_usable():
                from rag.reader.compiled import CompiledScorer

                scorer = CompiledScorer(path)
            else:
                from rag.reader.pytorch import TorchScorer

                scorer = TorchScorer.load(path, arithmetic)
        except Exception as error:  # safetensors and torch raise many kinds for a damaged file
            raise ModelError(
                f"{path} is not a reading model ({error}). Install Dateline again, or train it."
            ) from error
        return cls(scorer, Featurizer())

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        """One reading for each (header, text), in the same order."""
        return self.read_pairs([(question, header, text) for header, text in passages])

    def read_pairs(self, inputs: Sequence[tuple[str, str, str]]) -> tuple[Reading, ...]:
        """As `read`, with a question of its own for each passage: (question, header, text).

        A passage of several windows is as relevant as its most relevant one.
        """
        parts: list[list[Part]] = [[] for _ in inputs]
        relevance = [0.0] * len(inputs)
        for places, windows, logits in self._run(inputs):
            relevances = (1 / (1 + np.exp(-logits.relevance.astype(np.float64)))).tolist()
            starts, ends = logits.start, logits.end
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
        best: list[tuple[float, float, float]] = [(0.0, 0.0, 0.0)] * len(claims)
        for places, _, logits in self._run([(claim, "", evidence) for claim, evidence in claims]):
            raised = np.exp(logits.support - logits.support.max(axis=1, keepdims=True))
            for i, row in zip(places, (raised / raised.sum(axis=1, keepdims=True)).tolist(), strict=True):
                best[i] = max(best[i], (row[0], row[1], row[2]))
        return best

    def _run(self, inputs: Sequence[tuple[str, str, str]]) -> Iterator[tuple[list[int], list[Window], Logits]]:
        """The places of the inputs, their windows, and what the network says of these, in batches."""
        owned = [(i, window) for i, windows in enumerate(self._featurizer.windows(inputs)) for window in windows]
        for batch, logits in self._scorer.score([window for _, window in owned]):
            yield [owned[j][0] for j in batch], [owned[j][1] for j in batch], logits


@lru_cache(maxsize=1)
def shipped_reader() -> Reader | None:
    """The reader that comes with Dateline, loaded at the first call and shared; None where it is missing."""
    return Reader.load()
