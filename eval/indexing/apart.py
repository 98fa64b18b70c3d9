"""A measurement in a process of its own: its seconds and the most memory it held, whatever ran before."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple


class Cost(NamedTuple):
    """What a piece of work took: wall and processor seconds, and the process's peak memory in MB."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def apart(work: Callable[..., Any], *given: Any) -> Any:
    """`work(*given)` in a fresh process; raises what it raises. `work` has to be a module's function."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as process:
        return process.submit(work, *given).result()


class Watch:
    """Counts from its making: `cost()` is what was spent since."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def cost(self) -> Cost:
        return Cost(time.perf_counter() - self._wall, time.process_time() - self._cpu, peak_mb())


def peak_mb() -> float:
    """The most memory that this process held at once, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
