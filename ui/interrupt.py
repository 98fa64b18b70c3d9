"""Ctrl+C: before a command begins and after it has ended, it stops the program without a word; in between it is raised.

Python would print a traceback of whatever it was importing.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED = 130  # exit status, as shells have it


def leave_quietly() -> None:
    """From now on Ctrl+C ends the program, with exit status 130; not where a shell has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


@contextmanager
def leaving() -> Iterator[None]:
    """Within it, Ctrl+C ends the program at once: nothing is being written."""
    before = signal.getsignal(signal.SIGINT)
    leave_quietly()
    try:
        yield
    finally:
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, before)


@contextmanager
def raising() -> Iterator[None]:
    """Within it, Ctrl+C raises KeyboardInterrupt, so that what was begun can be put in order."""
    if signal.getsignal(signal.SIGINT) is not _leave:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _leave)


def end() -> None:
    """Ends the program, with exit status 0, once everything is closed.

    Without taking the interpreter apart: after a page was served that takes seconds, in which the terminal is dead.
    """
    atexit._run_exitfuncs()  # traces that are still to be sent, temporary files
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
