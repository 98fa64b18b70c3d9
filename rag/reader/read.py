"""Reading: which words of each passage answer the question, and whether a passage supports a claim."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError

if TYPE_CHECKING:
    import torch

    from rag.reader.features import Featurizer, Window
    from rag.reader.model import ReaderModel, Scores

FOLDER = Path(__file__).parent / "weights"
WEIGHTS = "reader.safetensors"
_BATCH_TOKENS = 4096
_LONGEST = 30  # tokens of a span
_FURTHER = 4  # spans besides the best

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found in passage `passage_index`, even where it doubts that anything answers.

    The best span is `text[start:end]` of the passage; `span` is its score minus the score of no answer
    (logits: above 0 the reader rather answers). `relevance` is the probability that the passage answers.
    `alternatives` are further spans (start, end, score as `span`), best first, none overlapping another.
    """

    passage_index: int
    start: int
    end: int
    span: float
    relevance: float
    alternatives: tuple[tuple[int, int, float], ...] = ()


class Reader:
    """The model that reads, loaded once. Not for several threads at once."""

    def __init__(self, model: ReaderModel, featurizer: Featurizer) -> None:
        self._model = model
        self._featurizer = featurizer

    @classmethod
    def load(cls, folder: Path | None = None) -> Reader | None:
        """The reader in `folder` (default: the one that ships); None with a notice in the log where it is not there.

        Computes in bfloat16 where the CPU does so in hardware, else in float32. ModelError where the file
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
        import torch

        from rag.reader.features import Featurizer
        from rag.reader.model import load_model

        try:
            model = load_model(path)
        except Exception as error:  # safetensors and torch raise many kinds for a damaged file
            raise ModelError(
                f"{path} is not a reading model ({error}). Install Dateline again, or train it."
            ) from error
        return cls(model.to(torch.bfloat16) if _fast_bfloat16() else model, Featurizer())

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> tuple[Reading, ...]:
        """One reading for each (header, text), in the same order. A passage without words gets an empty span."""
        return self.read_pairs([(question, header, text) for header, text in passages])

    def read_pairs(self, inputs: Sequence[tuple[str, str, str]]) -> tuple[Reading, ...]:
        """As `read`, with a question of its own for each passage: (question, header, text)."""
        found: list[Reading | None] = [None] * len(inputs)
        for i, window, start, end, relevance in self._scored(inputs):
            reading = _reading(i, window, start, end, relevance)
            before = found[i]
            found[i] = reading if before is None else _joined(before, reading)
        return tuple(reading for reading in found if reading is not None)

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

    def _scored(
        self, inputs: Sequence[tuple[str, str, str]]
    ) -> Iterator[tuple[int, Window, torch.Tensor, torch.Tensor, float]]:
        """For each window: place of its input, window, start and end logits of its tokens, relevance."""
        import torch

        for places, windows, scores in self._run(inputs):
            relevance = torch.sigmoid(scores.relevance).tolist()
            for row, (i, window) in enumerate(zip(places, windows, strict=True)):
                length = len(window.ids)
                yield i, window, scores.start[row, :length], scores.end[row, :length], relevance[row]

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
            with torch.inference_mode():
                scores = self._model(ids, types, mask)
            yield [i for i, _ in batch], windows, scores


def _reading(i: int, window: Window, start: torch.Tensor, end: torch.Tensor, relevance: float) -> Reading:
    """The best spans of one window: the sum of start and end logits, minus that of no answer at [CLS]."""
    import torch

    nothing = float(start[0] + end[0])
    n = len(window.offsets)
    if n == 0:
        return Reading(i, 0, 0, -nothing, relevance)
    inside = slice(window.first, window.first + n)
    sums = start[inside, None] + end[None, inside]
    ordered = torch.ones_like(sums, dtype=torch.bool).triu().tril(_LONGEST - 1)
    scores, order = sums.masked_fill(~ordered, -torch.inf).flatten().topk(min(n * n, 60))
    spans: list[tuple[int, int, float]] = []
    for place, score in zip(order.tolist(), scores.tolist(), strict=True):
        a, b = window.characters(window.first + place // n, window.first + place % n)
        if score > -torch.inf and all(b <= c or a >= d for c, d, _ in spans):
            spans.append((a, b, score - nothing))
        if len(spans) > _FURTHER:
            break
    return Reading(i, *spans[0], relevance, tuple(spans[1:]))


def _joined(one: Reading, other: Reading) -> Reading:
    """The readings of two windows of one passage as one: the better span, the higher relevance."""
    best, rest = (one, other) if one.span >= other.span else (other, one)
    spans = [*best.alternatives, (rest.start, rest.end, rest.span), *rest.alternatives]
    kept: list[tuple[int, int, float]] = [(best.start, best.end, best.span)]
    for a, b, score in sorted(spans, key=lambda span: -span[2]):
        if len(kept) <= _FURTHER and all(b <= c or a >= d for c, d, _ in kept):
            kept.append((a, b, score))
    return Reading(best.passage_index, *kept[0], max(one.relevance, other.relevance), tuple(kept[1:]))


def _fast_bfloat16() -> bool:
    """Whether the CPU computes in bfloat16 in hardware; elsewhere it is slower than float32."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in ("avx512_bf16", "amx_bf16"))
