"""A step of the chain as a run of its own, for those who listen to the chain's run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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
