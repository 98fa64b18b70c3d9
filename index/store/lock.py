"""One writer at a time in a home folder, in this process and others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import StoreError

LOCK_WAIT_S = 10.0


@contextmanager
def write_lock(home: Path) -> Iterator[None]:
    """Keeps other writers to a home folder out. Raises StoreError where one does not finish in time."""
    lock = FileLock(home / "write.lock", timeout=LOCK_WAIT_S)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(
            f"Another process is writing to {home} (it holds {lock.lock_file}). Try again when it is done."
        ) from None
    except OSError as error:
        raise StoreError(f"{home} cannot be written: {error.strerror}. Check its permissions.") from error
    try:
        yield
    finally:
        lock.release()
