"""What a failing store comes to: a disk without room or permission, which hurts nothing that is stored, or damage."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DiskError, StoreError

_FULL = ("disk is full", "no space left", "os error 28", "quota exceeded", "file too large", "os error 27")
_FAILING = ("disk i/o error", "input/output error", "os error 5)")
_LOCKED = ("database is locked", "database table is locked")
_LEAST_BYTES = 1 << 20  # with less room than this, room is what is wanting


def store_error(name: str, path: Path, error: BaseException, advice: str) -> StoreError:
    """The error to raise for one of a store's own: `name` says which, `advice` what to do where it is damaged."""
    said = str(error).strip()
    home = path.parent
    if any(mark in said.casefold() for mark in _FULL) or _room(home) < _LEAST_BYTES:
        return DiskError(
            f"{name} {path} cannot be written: the disk is full. Free some space and give the command again; "
            "what is stored stays as it was."
        )
    if path.exists() and not os.access(path, os.R_OK):
        return DiskError(f"{name} {path} cannot be read. Change its permissions, so that you may read and write it.")
    if any(path.exists() and not os.access(path, os.W_OK) for path in (home, path)):
        return DiskError(
            f"{name} {path} cannot be written, which is needed even to read it. Change the permissions of {home}, "
            "or copy it to where you may write and name that with --home."
        )
    if any(mark in said.casefold() for mark in _LOCKED):
        return StoreError(f"{name} {path} is locked by another program. Close that, or wait until it is done.")
    if any(mark in said.casefold() for mark in _FAILING):
        return DiskError(
            f"{name} {path} cannot be read or written ({said}). Look after the disk and the free space on it, "
            "then give the command again."
        )
    return StoreError(f"{name} {path} cannot be used: {said.rstrip('.')}. {advice}")


@contextmanager
def explained(name: str, path: Path, advice: str) -> Iterator[None]:
    """Raises what a library in another language raises, a panic included, as `store_error` tells it."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of Rust is no Exception
        raise store_error(name, path, error, advice) from error


def _room(folder: Path) -> int:
    """Free bytes on the disk of the folder, for this user."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return _LEAST_BYTES
