"""The catalog's tables are made, or those of an earlier version brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index.errors import StoreError
from index.language import language_of
from index.store.tables import metadata

VERSION = 4
# What leads to each version from the one before. Catalogs of version 1 do not say so.
_STEPS: dict[int, tuple[str, ...]] = {
    2: ("ALTER TABLE articles ADD COLUMN pages JSON NOT NULL DEFAULT '[]'",),
    3: ("ALTER TABLE articles ADD COLUMN language VARCHAR", "UPDATE articles SET language = language_of(text)"),
    4: ("ALTER TABLE articles ADD COLUMN figures BLOB NOT NULL DEFAULT x''",),
}


def prepare(engine: sa.Engine, path: Path) -> None:
    """Makes the tables of a new catalog, or adds what later versions have to those of an old one, all or nothing.

    Raises StoreError where a later version of Dateline made the catalog.
    """
    with engine.connect() as connection:
        if _version(connection) == VERSION:
            return
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # two processes may open the same old catalog
        found = _version(connection)
        if found > VERSION:
            raise StoreError(
                f"The catalog {path} was made by a later version of Dateline. Update Dateline, or name another --home."
            )
        is_new = not sa.inspect(connection).has_table("articles")
        metadata.create_all(connection)
        made: Any = connection.connection.dbapi_connection
        made.create_function("language_of", 1, language_of)
        for number in range(max(found, 1) + 1, VERSION + 1):
            for statement in () if is_new else _STEPS[number]:
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _version(connection: sa.Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
