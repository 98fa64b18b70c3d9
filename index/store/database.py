"""The catalog's file: its transactions, and what went wrong with one in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index.errors import DamagedError, DiskError
from index.store.access import connect_read_only, is_read_only
from index.store.failure import store_error
from index.store.schema import prepare

DAMAGED = (
    "Run `dateline check --repair`: it saves the articles that can still be read, and keeps the damaged file. "
    "Or put a backup in its place: it alone holds the articles, the rest is made from it."
)
_BROKEN = ("malformed", "not a database", "file is encrypted", "could not decode")  # as SQLite says it
_LOCK_WAIT_S = 30  # for a program that is no Dateline: Dateline's own writers wait for each other elsewhere


class CatalogFile:
    """An SQLite file with the tables of a catalog. Readers never wait for the writer (WAL)."""

    def __init__(self, path: Path) -> None:
        """Opens or creates the catalog; one of an earlier version is brought up to date. Raises StoreError.

        Where its folder cannot be written, it can still be read.
        """
        self.path = path
        if is_read_only(path.parent):
            self._engine = sa.create_engine(
                "sqlite://", creator=partial(connect_read_only, path), poolclass=sa.pool.NullPool
            )
        else:
            self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": _LOCK_WAIT_S})
            sa.event.listen(self._engine, "connect", _set_pragmas)
        with self._explained():
            prepare(self._engine, path)

    def close(self) -> None:
        self._engine.dispose()

    def damage(self) -> str | None:
        """What SQLite finds wrong with the file."""
        with self._reading() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        return None if found == "ok" else str(found)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._explained(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")  # one snapshot for all statements: a chunk and its own article
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.DatabaseError, ValueError) as error:  # ValueError: a value that is no date or no JSON any more
            cause = getattr(error, "orig", None) or error
            told = store_error("The catalog", self.path, cause, DAMAGED)
            broken = isinstance(error, ValueError) or any(mark in str(cause).casefold() for mark in _BROKEN)
            raise (DamagedError(str(told)) if broken and not isinstance(told, DiskError) else told) from error


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")  # readers do not wait for the writer
    # Commits outlive a power cut: the derived stores may be rebuilt, the catalog may not. One commit a batch is cheap.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
