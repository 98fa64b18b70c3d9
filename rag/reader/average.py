"""Averages readers: `python -m rag.reader.average DIR DIR [DIR ...] --out DIR`.

The mean of the weights of a model and of the same model trained further, on another mixture or with other chances,
often does better than each of them, at no cost in reading (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from index.errors import ModelError
from rag.reader.read import WEIGHTS


def average(folders: Sequence[Path], out: Path) -> Path:
    """Writes the mean of the readers in `folders` to `out`, in half precision; returns its path.

    ModelError where a reader is missing, or where one has other weights than the first.
    """
    for folder in folders:
        if not (folder / WEIGHTS).exists():
            raise ModelError(f"{folder / WEIGHTS} is not there. Name folders that training wrote to.")
    states = [load_file(folder / WEIGHTS) for folder in folders]
    shapes = [{name: value.shape for name, value in state.items()} for state in states]
    for folder, shape in zip(folders, shapes, strict=True):
        if shape != shapes[0]:
            raise ModelError(f"{folder / WEIGHTS} is of another network than {folders[0] / WEIGHTS}. Train both alike.")
    out.mkdir(parents=True, exist_ok=True)
    save_file({name: _mean([state[name] for state in states]) for name in states[0]}, out / WEIGHTS)
    return out / WEIGHTS


def _mean(values: Sequence[Tensor]) -> Tensor:
    return torch.stack([value.float() for value in values]).mean(dim=0).to(torch.float16).contiguous()


def main(arguments: Sequence[str] | None = None) -> None:
    """The command: see the module."""
    parser = argparse.ArgumentParser(prog="python -m rag.reader.average", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of readers")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    print(average(given.folders, given.out))  # noqa: T201


if __name__ == "__main__":
    main()
