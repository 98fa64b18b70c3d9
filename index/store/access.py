"""A collection that may be read and not written: on a read-only disk, or of another user."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


def is_read_only(home: Path) -> bool:
    """Whether there is a collection in the folder that this process may only read."""
    catalog = home / "catalog.sqlite"
    return catalog.exists() and not (os.access(home, os.W_OK) and os.access(catalog, os.W_OK))


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection to an SQLite file in a folder that cannot be written, on any thread.

    SQLite reads a file in WAL mode only with the `-shm` beside it, which it makes where it can. Where it is there, a
    writer may be at work, or have been stopped, and what it committed counts; where it is not, nobody writes, and
    `immutable` does without.
    """
    at_work = Path(f"{path}-shm").exists()
    left = Path(f"{path}-wal")
    mode = "mode=ro" if at_work or (left.exists() and left.stat().st_size) else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=30, check_same_thread=False)
