"""Conversations of the page, kept in the home folder: `conversations.sqlite`.

Each belongs to a browser, by a random key that only this browser holds: no other one is told of it. Answers are kept as
they were shown, with the articles that they cite, so that they read the same when an article has changed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.dialects.sqlite import insert

from index.errors import StoreError
from ui.exchange import Conversation, Exchange
from ui.kept import connected, is_read_only

MOST = 200  # conversations of a browser; the oldest make room
_KEY = re.compile(r"[0-9a-f]{32}")
_TITLE = 120  # characters
_metadata = sa.MetaData()
_table = sa.Table(
    "conversations",
    _metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("browser", sa.String, nullable=False, index=True),
    sa.Column("at", sa.String, nullable=False),  # ISO 8601, UTC, of the last question
    sa.Column("title", sa.String, nullable=False),
    sa.Column("exchanges", sa.LargeBinary, nullable=False),  # JSON, compressed
)
_exchanges: TypeAdapter[tuple[Exchange, ...]] = TypeAdapter(tuple[Exchange, ...])


class Kept(NamedTuple):
    """A conversation in the list: its first question and when the last one was asked (aware, in UTC)."""

    id: str
    title: str
    at: datetime


def is_key(text: object) -> bool:
    """Whether this is the id of a conversation, or a browser's key: 32 hex digits."""
    return isinstance(text, str) and _KEY.fullmatch(text) is not None


class ConversationStore:
    """The conversations in a home folder. Threads and processes may share it. Methods raise StoreError."""

    def __init__(self, home: Path) -> None:
        self.path = home / "conversations.sqlite"

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept."""
        return is_read_only(self.path)

    def put(self, browser: str, conversation: str, exchanges: Conversation, at: datetime) -> None:
        """Keeps the conversation in place of what it was before; a browser's oldest beyond `MOST` go."""
        title = " ".join(exchanges[0].question.split())
        row = {
            "id": conversation,
            "browser": browser,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "title": title if len(title) <= _TITLE else f"{title[:_TITLE].rstrip()}…",
            "exchanges": zlib.compress(_exchanges.dump_json(tuple(map(_lean, exchanges)))),
        }
        mine = _table.c.browser == browser
        newest = sa.select(_table.c.id).where(mine).order_by(_table.c.at.desc()).limit(MOST)
        with connected(self.path, "conversations") as connection:
            _metadata.create_all(connection)
            kept = insert(_table).values(row)
            connection.execute(kept.on_conflict_do_update(["id"], set_=row, where=mine))
            connection.execute(sa.delete(_table).where(mine, _table.c.id.not_in(newest)))

    def list(self, browser: str) -> tuple[Kept, ...]:
        """The browser's conversations, newest first."""
        if not self.path.exists():
            return ()
        asked = sa.select(_table.c.id, _table.c.title, _table.c.at).where(_table.c.browser == browser)
        with connected(self.path, "conversations") as connection:
            rows = connection.execute(asked.order_by(_table.c.at.desc())).all()
        return tuple(Kept(row.id, row.title, datetime.fromisoformat(row.at)) for row in rows)

    def get(self, browser: str, conversation: str) -> Conversation:
        """The conversation as it was; () where this browser has none of that id."""
        if not self.path.exists():
            return ()
        asked = sa.select(_table.c.exchanges).where(_table.c.browser == browser, _table.c.id == conversation)
        with connected(self.path, "conversations") as connection:
            packed = connection.execute(asked).scalar()
        try:
            return tuple(map(_whole, _exchanges.validate_json(zlib.decompress(packed)))) if packed else ()
        except (ValidationError, zlib.error) as error:
            raise StoreError("This conversation was kept by another version of Dateline and cannot be read.") from error

    def delete(self, browser: str, conversations: Sequence[str] | None = None) -> None:
        """Deletes those of the browser's conversations; None: all of them."""
        if self.path.exists():
            chosen = [] if conversations is None else [_table.c.id.in_(conversations)]
            with connected(self.path, "conversations") as connection:
                connection.execute(sa.delete(_table).where(_table.c.browser == browser, *chosen))


def _lean(exchange: Exchange) -> Exchange:
    """Without what stands in its answer a second time, and without the passages, which nothing shows."""
    if exchange.answer is None:
        return exchange
    return replace(exchange, sentences=(), citations=(), since=(), answer=replace(exchange.answer, passages=()))


def _whole(exchange: Exchange) -> Exchange:
    if exchange.answer is None:
        return replace(exchange, status="")
    answer = exchange.answer
    return replace(exchange, sentences=answer.sentences, citations=answer.citations, status="")
