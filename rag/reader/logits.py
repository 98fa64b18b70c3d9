"""What a network says of windows, and what can say it: PyTorch or OpenVINO."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.reader.features import Window

Floats = NDArray[np.float32]


class Logits(NamedTuple):
    """What the heads say of n windows of at most t tokens; places behind a window's end mean nothing."""

    start: Floats  # (n, t); the place of [CLS], 0, stands for no answer
    end: Floats  # (n, t)
    relevance: Floats  # (n,)
    support: Floats  # (n, 3): supports, contradicts, neither


class Scorer(Protocol):
    """A reader's network. Threads may share it."""

    def score(self, windows: Sequence[Window]) -> Iterator[tuple[list[int], Logits]]:
        """The logits of all windows in batches, each with the places of its windows, in any order."""
        ...
