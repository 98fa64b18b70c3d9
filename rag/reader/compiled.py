"""The reader's network by OpenVINO: several times as fast as PyTorch, which need not be imported at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import packaged_folder
from index.network import LayerWeights, Network, token_batches
from rag.reader.features import Window
from rag.reader.logits import Logits

Floats = NDArray[np.float32]

_LAYERS = 6
_WORDS = "embeddings.word_embeddings.weight"


class CompiledScorer:
    """The saved reader, its layers compiled, its heads in numpy. Threads may share it."""

    def __init__(self, path: Path) -> None:
        """Loads the weights that `rag.reader.model.save_model` wrote. Raises what a damaged file makes of it."""
        from safetensors import safe_open
        from safetensors.numpy import load_file

        weights = {name: value.astype(np.float32) for name, value in load_file(path).items()}
        with safe_open(packaged_folder() / "model.safetensors", "np") as packaged:
            self._words: Floats = packaged.get_tensor(_WORDS)
        self._places, self._types = weights["positions"], weights["types"]
        self._heads = {name: weights[name] for name in weights if not name.startswith("layers.")}
        norm = weights["norm.weight"], weights["norm.bias"]
        self._network = Network(norm, [_layer(weights, f"layers.{i}") for i in range(_LAYERS)], "auto")

    def score(self, windows: Sequence[Window]) -> Iterator[tuple[list[int], Logits]]:
        """See `Scorer`."""
        found: list[tuple[list[int], Logits]] = []

        def take(places: list[int], states: Floats) -> None:
            found.append((places, self._logits(states, [len(windows[place].ids) for place in places])))

        self._network.run(self._batches(windows), take)
        yield from found

    def _batches(self, windows: Sequence[Window]) -> Iterator[tuple[list[int], Floats, Floats]]:
        for places in token_batches([len(window.ids) for window in windows]):
            shape = len(places), len(windows[places[0]].ids)
            ids, types = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
            mask = np.zeros(shape, dtype=np.float32)
            for row, place in enumerate(places):
                length = len(windows[place].ids)
                ids[row, :length], types[row, :length] = windows[place].ids, windows[place].types
                mask[row, :length] = 1
            yield places, self._words[ids] + self._places[: shape[1]] + self._types[types], mask

    def _logits(self, states: Floats, lengths: Sequence[int]) -> Logits:
        spans = _dense(states, self._heads, "span")
        means = np.stack([rows[:length].mean(axis=0) for rows, length in zip(states, lengths, strict=True)])
        pooled = np.concatenate([states[:, 0], means], axis=1)
        relevance, support = (
            _dense(np.tanh(_dense(pooled, self._heads, f"{head}.dense")), self._heads, f"{head}.decide")
            for head in ("relevance", "support")
        )
        return Logits(spans[:, :, 0], spans[:, :, 1], relevance[:, 0], support)


def _dense(rows: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    out: Floats = rows @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return out


def _layer(weights: Mapping[str, Floats], name: str) -> LayerWeights:
    parts = ("qkv", "mix", "mix_norm", "widen", "narrow", "norm")
    return LayerWeights(*(weights[f"{name}.{part}.{kind}"] for part in parts for kind in ("weight", "bias")))
