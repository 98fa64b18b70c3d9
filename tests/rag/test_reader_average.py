"""Averaging readers: the mean of their weights can be read with, and what does not fit together is named."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from index.errors import ModelError
from rag.reader.average import main
from rag.reader.model import ReaderModel, fresh_model, load_model, save_model
from rag.reader.read import WEIGHTS


def _saved(folder: Path, seed: int) -> ReaderModel:
    folder.mkdir()
    save_model(model := fresh_model(seed), folder / WEIGHTS)
    return model


def test_each_weight_is_the_mean_of_those_given(tmp_path: Path) -> None:
    one, other = _saved(tmp_path / "one", 1), _saved(tmp_path / "other", 2)

    main([str(tmp_path / "one"), str(tmp_path / "other"), "--out", str(tmp_path / "mean")])

    mean = load_model(tmp_path / "mean" / WEIGHTS)
    expected = (one.span.weight + other.span.weight) / 2
    assert not torch.equal(one.span.weight, other.span.weight)
    assert torch.allclose(mean.span.weight, expected, atol=1e-4)
    packaged = "layers.0.qkv.weight"  # the same in both
    assert torch.allclose(mean.state_dict()[packaged], one.state_dict()[packaged], atol=1e-3)


def test_a_missing_reader_is_named(tmp_path: Path) -> None:
    _saved(tmp_path / "one", 1)

    with pytest.raises(ModelError, match=r"two/reader\.safetensors is not there"):
        main([str(tmp_path / "one"), str(tmp_path / "two"), "--out", str(tmp_path / "mean")])


def test_another_network_is_refused(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    _saved(tmp_path / "one", 1)
    (tmp_path / "two").mkdir()
    save_file({"span.weight": torch.zeros(3, 3)}, tmp_path / "two" / WEIGHTS)

    with pytest.raises(ModelError, match="another network"):
        main([str(tmp_path / "one"), str(tmp_path / "two"), "--out", str(tmp_path / "mean")])
