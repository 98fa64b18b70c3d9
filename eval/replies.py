"""Replies of chat models on disk, in SQLite: `key` to reply. No prompt, no key of a provider is stored."""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import StoreError

_TABLE = "CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, model TEXT, reply TEXT, digest TEXT, made TEXT)"
_WAIT_S = 30.0

_log = logging.getLogger(__name__)


class Replies:
    """A cache file. Safe to share between threads, and several processes may have it open; a kill loses nothing kept.

    What is damaged is never given out: a damaged reply is forgotten, a damaged file is set aside under the
    name `*.damaged` and a new one begun. The log says so, as an error, so that it is seen.
    """

    def __init__(self, path: Path) -> None:
        """Opens or makes the file. Raises StoreError where it cannot be made."""
        self.path = path
        self._lock = threading.Lock()
        self._usable = True
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open()
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(f"The cache {path} cannot be made: {error}. Choose another --cache.") from error

    def get(self, key: str) -> dict[str, Any] | None:
        """The reply kept under this key; None where there is none, or a damaged one."""
        row = self._execute("SELECT reply, digest FROM replies WHERE key = ?", key)
        if row is None:
            return None
        text, digest = row
        reply = _parsed(text) if digest == _digest(key, text) else None
        if reply is None:
            self._execute("DELETE FROM replies WHERE key = ?", key)
            _log.error("A damaged reply in the cache %s was left out, and the model is asked again.", self.path)
        return reply

    def put(self, key: str, model: str, reply: Mapping[str, Any]) -> None:
        """Keeps a reply, of JSON values, under this key."""
        text = json.dumps(reply, ensure_ascii=False)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        self._execute(
            "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?)", key, model, text, _digest(key, text), made
        )

    def close(self) -> None:
        """Lets the file go."""
        with self._lock:
            self._connection.close()

    def _execute(self, statement: str, *values: str) -> tuple[Any, Any] | None:
        """The first row; None also where the file failed, which ends its use for this run."""
        with self._lock:
            if not self._usable:
                return None
            try:
                with self._connection:
                    row: tuple[Any, Any] | None = self._connection.execute(statement, values).fetchone()
            except sqlite3.Error as error:
                self._usable = False
                _log.error("The cache %s failed (%s); the models are asked without it.", self.path, error)
                return None
        return row

    def _open(self) -> sqlite3.Connection:
        try:
            return _connect(self.path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            aside = self.path.with_name(f"{self.path.name}.damaged")
            self.path.replace(aside)
            for suffix in ("-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            _log.error("The cache %s is damaged (%s): set aside as %s.", self.path, error, aside.name)
            return _connect(self.path)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT_S, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _digest(key: str, text: object) -> str:
    return hashlib.blake2b(f"{key}\n{text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        reply = json.loads(text)
    except ValueError:
        return None
    return reply if isinstance(reply, dict) else None
