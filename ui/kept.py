"""SQLite files in the home folder that hold what readers leave: made with the first row, shared between processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from index.errors import StoreError


def is_read_only(path: Path) -> bool:
    """Whether nothing can be kept in the file: its folder is there and cannot be written."""
    return path.parent.exists() and not os.access(path.parent, os.W_OK)


@contextmanager
def connected(path: Path, what: str) -> Iterator[sa.Connection]:
    """A transaction on the file. StoreError, which says that `what` cannot be kept or read, where it fails."""
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    try:
        with engine.begin() as connection:
            yield connection
    except sa.exc.SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            f"{path}: {what} cannot be kept or read there ({cause}). Check the file, or move it away."
        ) from error
    finally:
        engine.dispose()
