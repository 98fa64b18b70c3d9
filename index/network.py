"""BERT encoders on this machine's CPU, by OpenVINO: embedded tokens in, token states out.

The layers are those of BERT (Devlin et al. 2019): self-attention, then two dense steps, each with residual and
norm. OpenVINO fuses the steps, takes bfloat16 where the processor has it, and starts in a fraction of the time
that PyTorch needs.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Key = TypeVar("Key")

_HEAD_WIDTH = 32
_SHUT = 1e4  # taken from the attention to places without a token
_MOST_STREAMS = 8
_BATCH_TOKENS = 1600  # in one batch: what it needs between two steps then stays in the processor's cache


class LayerWeights(NamedTuple):
    """One layer of width w: weights (out, in) and biases (out,), the three of the attention in one."""

    qkv: Array
    qkv_bias: Array
    mix: Array
    mix_bias: Array
    mix_norm: Array
    mix_norm_bias: Array
    widen: Array
    widen_bias: Array
    narrow: Array
    narrow_bias: Array
    norm: Array
    norm_bias: Array


def is_usable() -> bool:
    """Whether OpenVINO is the way to run a model here: not where a GPU would be faster, or the package is missing."""
    has_gpu = sys.platform == "darwin" or Path("/dev/nvidiactl").exists()
    return not has_gpu and importlib.util.find_spec("openvino") is not None


class Network:
    """A compiled encoder. Threads may share it: they take turns."""

    def __init__(
        self,
        norm: tuple[Array, Array],
        layers: Sequence[LayerWeights],
        precision: str,
    ) -> None:
        """`norm` are weight and bias of the norm over the embedded tokens; `precision` is "auto", "float32" or
        "bfloat16", which is taken only where the processor has it."""
        openvino = _openvino()
        op = openvino.opset13
        core = openvino.Core()
        bfloat16 = precision != "float32" and "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self.arithmetic = "bfloat16" if bfloat16 else "float32"
        width = len(norm[0])
        embedded = op.parameter([-1, -1, width], np.float32, name="embedded")
        mask = op.parameter([-1, -1], np.float32, name="mask")
        states = _norm(op, embedded, *norm)
        shut = op.multiply(op.subtract(mask, _constant(op, 1.0)), _constant(op, _SHUT))
        shut = op.unsqueeze(shut, _integers(op, 1, 2))
        for layer in layers:
            states = _layer(op, states, shut, layer)
        streams = min(cores(), _MOST_STREAMS)
        compiled = core.compile_model(
            openvino.Model([op.result(states)], [embedded, mask], "encoder"),
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": "bf16" if bfloat16 else "f32",
                "INFERENCE_NUM_THREADS": streams,
                "ENABLE_CPU_PINNING": False,  # a core of its own is no good where others are busy on it
                "NUM_STREAMS": streams,  # a batch a core, not all cores at one batch: nobody waits for anybody
            },
        )
        self._queue: Any = openvino.AsyncInferQueue(compiled, streams)
        self._lock = threading.Lock()

    def run(self, batches: Iterable[tuple[Key, Array, Array]], take: Callable[[Key, Array], None]) -> None:
        """Each batch, a key with embedded tokens (n, t, w) and their presence (n, t), through the layers.

        `take` gets the key and the token states (n, t, w), a view that lasts as long as the call; from several
        threads, one after the other, in any order.
        """
        failed: list[BaseException] = []

        def done(request: Any, key: Key) -> None:
            try:
                take(key, request.get_output_tensor(0).data)
            except BaseException as error:  # raised below: nobody would see it in a thread of OpenVINO
                failed.append(error)

        with self._lock:
            self._queue.set_callback(done)
            try:
                for key, embedded, mask in batches:
                    self._queue.start_async({0: embedded, 1: mask}, key)
            finally:
                self._queue.wait_all()
        if failed:
            raise failed[0]


def token_batches(lengths: Sequence[int], most: int = 1024) -> Iterator[list[int]]:
    """The places of texts of these lengths in tokens, in batches of like length, the longest first."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    start = 0
    while start < len(order):
        size = min(most, max(1, _BATCH_TOKENS // max(lengths[order[start]], 1)))
        yield order[start : start + size]
        start += size


def cores() -> int:
    """The processor cores that this process may use; OMP_NUM_THREADS limits them, as for other libraries."""
    limit = os.environ.get("OMP_NUM_THREADS", "")
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(int(limit), usable) if limit.isdigit() and int(limit) else usable


def _openvino() -> Any:
    """The package, without its part that tells its makers of every import: nothing leaves this machine."""
    absent: Any = None
    sys.modules.setdefault("openvino_telemetry", absent)
    converter = "openvino.tools.ovc"  # of other formats; it takes as long to import as all the rest
    hidden = converter not in sys.modules
    if hidden:
        sys.modules[converter] = absent
    try:
        return importlib.import_module("openvino")
    finally:
        if hidden:
            del sys.modules[converter]


def _layer(op: Any, states: Any, shut: Any, weights: LayerWeights) -> Any:
    width = weights.qkv.shape[1]
    heads = width // _HEAD_WIDTH
    query, key, value = (
        _heads(op, _dense(op, states, weights.qkv[at : at + width], weights.qkv_bias[at : at + width]), heads)
        for at in (0, width, 2 * width)
    )
    seen = op.transpose(op.scaled_dot_product_attention(query, key, value, shut), _integers(op, 0, 2, 1, 3))
    seen = op.reshape(seen, _integers(op, 0, 0, width), special_zero=True)
    mixed = _dense(op, seen, weights.mix, weights.mix_bias)
    states = _norm(op, op.add(mixed, states), weights.mix_norm, weights.mix_norm_bias)
    wide = op.gelu(_dense(op, states, weights.widen, weights.widen_bias), "erf")
    narrow = _dense(op, wide, weights.narrow, weights.narrow_bias)
    return _norm(op, op.add(narrow, states), weights.norm, weights.norm_bias)


def _heads(op: Any, states: Any, heads: int) -> Any:
    """(n, t, w) -> (n, heads, t, w / heads)"""
    parted = op.reshape(states, _integers(op, 0, 0, heads, _HEAD_WIDTH), special_zero=True)
    return op.transpose(parted, _integers(op, 0, 2, 1, 3))


def _dense(op: Any, states: Any, weight: Array, bias: Array) -> Any:
    return op.add(op.matmul(states, _constant(op, weight), False, True), _constant(op, bias))


def _norm(op: Any, states: Any, weight: Array, bias: Array) -> Any:
    even = op.mvn(states, _integers(op, -1), True, 1e-12, "inside_sqrt")
    return op.add(op.multiply(even, _constant(op, weight)), _constant(op, bias))


def _constant(op: Any, values: Array | float) -> Any:
    return op.constant(np.ascontiguousarray(values, dtype=np.float32))


def _integers(op: Any, *values: int) -> Any:
    return op.constant(np.array(values, dtype=np.int64))
