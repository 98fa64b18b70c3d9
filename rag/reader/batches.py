"""Examples as tensors: one window each, batches of inputs of about the same length."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from rag.reader.data import Example
from rag.reader.features import Featurizer, Window

IGNORED = -100
POOL = 4000  # examples that are sorted by length together: few enough to keep the mixture even
_SHUT = -1e4  # the logit of a place where no span may start or end


class Item(NamedTuple):
    """A window with its labels: places of the span ([CLS], 0, for none), IGNORED where nobody knows."""

    window: Window
    start: int
    end: int
    relevant: int
    support: int


class Batch(NamedTuple):
    """Inputs (n, t) and labels (n,); `open` says where a span may start and end: [CLS] and the passage."""

    ids: Tensor
    types: Tensor
    mask: Tensor
    open: Tensor
    start: Tensor
    end: Tensor
    relevant: Tensor
    support: Tensor


def make_items(examples: Sequence[Example], featurizer: Featurizer) -> list[Item]:
    """One item an example: the first window that holds the answer, or the first where there is none."""
    items = []
    windows_of = featurizer.windows([(e.first, e.header, e.text) for e in examples])
    for example, windows in zip(examples, windows_of, strict=True):
        window, places = windows[0], (0, 0)
        if not example.span_known:
            places = (IGNORED, IGNORED)
        elif example.span is not None:
            found = [(w, p) for w in windows if (p := w.places(*example.span)) is not None]
            if not found:
                continue  # an answer longer than a window
            window, places = found[0]
        relevant = IGNORED if example.relevant is None else int(example.relevant)
        support = IGNORED if example.support is None else example.support
        items.append(Item(window, *places, relevant, support))
    return items


def batches(items: Sequence[Item], tokens: int, seed: str) -> list[list[Item]]:
    """The items, sorted by length, in batches of about `tokens` tokens; the batches in random order."""
    groups: list[list[Item]] = [[]]
    for item in sorted(items, key=lambda item: len(item.window.ids)):
        if groups[-1] and (len(groups[-1]) + 1) * len(item.window.ids) > tokens:
            groups.append([])
        groups[-1].append(item)
    random.Random(seed).shuffle(groups)  # noqa: S311
    return groups


def collate(items: Sequence[Item]) -> Batch:
    """Items side by side, padded to the longest."""
    ids, types, mask, allowed = pad([item.window for item in items])
    labels = torch.tensor([(item.start, item.end, item.relevant, item.support) for item in items])
    return Batch(ids, types, mask, allowed, *labels.unbind(1))


def pad(windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, types, presence of a token, and where a span may start or end, each (n, t)."""
    n, t = len(windows), max(len(window.ids) for window in windows)
    ids, types = torch.zeros((n, t), dtype=torch.long), torch.zeros((n, t), dtype=torch.long)
    mask, allowed = torch.zeros((n, t), dtype=torch.bool), torch.zeros((n, t), dtype=torch.bool)
    for i, window in enumerate(windows):
        length = len(window.ids)
        ids[i, :length] = torch.tensor(window.ids)
        types[i, :length] = torch.tensor(window.types)
        mask[i, :length] = True
        allowed[i, 0] = True
        allowed[i, window.first : window.first + len(window.offsets)] = True
    return ids, types, mask, allowed


def shut(logits: Tensor, allowed: Tensor) -> Tensor:
    """Span logits with the places shut where no span may start or end."""
    return logits.masked_fill(~allowed, _SHUT)
