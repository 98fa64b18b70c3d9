"""The steps of one question: each a run of its own, for those who listen to the chain's run, and the time it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def step(name: str) -> Iterator[None]:
    """Reports the block to the callbacks of the run around it, and its own runs as parts of it.

    Nothing happens where nobody listens: LangChain, which takes long to import, is not even loaded for it.
    """
    if "langchain_core.runnables.config" not in sys.modules:
        yield
        return
    from langchain_core.runnables.config import (
        get_callback_manager_for_config,
        patch_config,
        var_child_runnable_config,
    )

    config = var_child_runnable_config.get()
    if not config or not config.get("callbacks"):
        yield
        return
    run = get_callback_manager_for_config(config).on_chain_start(None, {}, name=name)
    token = var_child_runnable_config.set(patch_config(config, callbacks=run.get_child()))
    try:
        yield
    except BaseException as error:
        run.on_chain_error(error)
        raise
    else:
        run.on_chain_end({})
    finally:
        var_child_runnable_config.reset(token)


class Clock:
    """Milliseconds spent in each step of one question."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._steps: dict[str, float] = {}

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Times the block, and reports it as `step` does."""
        begin = time.perf_counter()
        try:
            with step(name):
                yield
        finally:
            self._steps[name] = round((time.perf_counter() - begin) * 1000, 1)

    @property
    def timings_ms(self) -> Mapping[str, float]:
        return {**self._steps, "total": round((time.perf_counter() - self._start) * 1000, 1)}
