"""The reader's dense steps in 8 bits: about three times as fast on a CPU that multiplies bytes in hardware.

Weights are quantised once, a scale for each output; inputs as they come, a scale for each batch (dynamic
quantisation: Jacob et al. 2018; for BERT: Zafrir et al. 2019, "Q8BERT").
"""

from __future__ import annotations

import warnings

import torch
from torch import Tensor, nn

from rag.reader.model import ReaderModel

_ENGINE = "fbgemm"


def has_fast_bytes() -> bool:
    """Whether this CPU multiplies bytes in hardware, and this PyTorch knows how."""
    capabilities = torch.cpu.get_capabilities()
    vnni = any(capabilities.get(name, False) for name in ("avx512_vnni", "avx_vnni", "amx_int8"))
    return vnni and _ENGINE in torch.backends.quantized.supported_engines


class QuantisedLinear(nn.Module):
    """A dense step with its weights as bytes."""

    def __init__(self, dense: nn.Linear) -> None:
        super().__init__()
        weight = dense.weight.detach().float()
        scales = weight.abs().amax(dim=1).clamp_min(1e-8) / 127
        with warnings.catch_warnings():  # the tensors that pack the weights are on their way out of later versions
            warnings.simplefilter("ignore", UserWarning)
            packed = torch.quantize_per_channel(
                weight, scales, torch.zeros(len(scales), dtype=torch.long), 0, torch.qint8
            )
            self._packed = torch.ops.quantized.linear_prepack(packed, dense.bias.detach().float())

    def forward(self, states: Tensor) -> Tensor:
        """(..., in) -> (..., out), float32."""
        out: Tensor = torch.ops.quantized.linear_dynamic(states, self._packed, False)
        return out


def quantise(model: ReaderModel) -> ReaderModel:
    """The model with the dense steps of its layers in bytes; its heads stay as they are. Changes `model`."""
    torch.backends.quantized.engine = _ENGINE
    for layer in model.layers:
        for name, part in list(layer.named_children()):
            if isinstance(part, nn.Linear):
                setattr(layer, name, QuantisedLinear(part))
    return model
