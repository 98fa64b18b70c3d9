"""How this machine calculates fastest: which number format, and memory that is kept between steps."""

from __future__ import annotations

import ctypes
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h


def has_fast_bfloat16() -> bool:
    """Whether bfloat16 is the faster arithmetic here: asked of the processor, then measured, since not every
    processor that has the instructions is faster with them. Takes about 0.1 s."""
    import torch

    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    capabilities = torch.cpu.get_capabilities()
    if not any(capabilities.get(name, False) for name in ("avx512_bf16", "amx_bf16")):
        return False
    return _seconds_of_a_layer(torch.bfloat16) < 0.8 * _seconds_of_a_layer(torch.float32)


def _seconds_of_a_layer(dtype: torch.dtype) -> float:
    """The best of three timings of one layer of the size found in small encoders: the best is the least noisy."""
    import torch

    batch, weights = torch.ones(1024, 384, dtype=dtype), torch.ones(1536, 384, dtype=dtype)
    timings = []
    for _ in range(4):  # the first prepares the kernel
        start = time.perf_counter()
        torch.nn.functional.linear(batch, weights)
        timings.append(time.perf_counter() - start)
    return min(timings[1:])


def keep_freed_memory() -> bool:
    """Has glibc keep the memory of freed tensors for the next ones; False where there is no glibc.

    Else each large tensor is mapped and its pages zeroed anew, some 6% of a training step's time.
    """
    try:
        mallopt = ctypes.CDLL("libc.so.6").mallopt
    except (OSError, AttributeError):
        return False
    return bool(mallopt(_M_MMAP_THRESHOLD, 1 << 30) and mallopt(_M_TRIM_THRESHOLD, (1 << 31) - 1))
