"""What readers said of answers, kept in the home folder: `feedback.sqlite`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from eval.case import Evidence
from eval.feedback import Feedback
from index.filters import Filters
from rag.answer import Turn
from ui.kept import connected, is_read_only

_metadata = sa.MetaData()
_feedback = sa.Table(
    "feedback",
    _metadata,
    sa.Column("key", sa.String, primary_key=True),  # of the question in its conversation: the last verdict counts
    sa.Column("at", sa.String, nullable=False),  # ISO 8601, UTC
    sa.Column("question", sa.String, nullable=False),
    sa.Column("verdict", sa.String, nullable=False),
    sa.Column("history", sa.JSON, nullable=False),
    sa.Column("sentences", sa.JSON, nullable=False),
    sa.Column("quotes", sa.JSON, nullable=False),
    sa.Column("filters", sa.JSON, nullable=False),
    sa.Column("comment", sa.String, nullable=False),
    sa.Column("wanted", sa.String, nullable=False),
)


class FeedbackStore:
    """The feedback in a home folder. Threads and processes may share it; the file is made with the first record."""

    def __init__(self, home: Path) -> None:
        self.path = home / "feedback.sqlite"

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept: the home folder is there and cannot be written."""
        return is_read_only(self.path)

    def put(self, record: Feedback) -> None:
        """Keeps the record in place of an earlier one on the same question. StoreError where that cannot be done."""
        row = _row(record)
        with self._connected() as connection:
            _metadata.create_all(connection)
            connection.execute(insert(_feedback).values(row).on_conflict_do_update(["key"], set_=row))

    def take_back(self, record: Feedback) -> None:
        """Removes the record on this question, if there is one. StoreError where that cannot be done."""
        if self.path.exists():
            with self._connected() as connection:
                connection.execute(sa.delete(_feedback).where(_feedback.c.key == record.key))

    def records(self) -> tuple[Feedback, ...]:
        """Every record, oldest first. StoreError where they cannot be read."""
        if not self.path.exists():
            return ()
        with self._connected() as connection:
            rows = connection.execute(sa.select(_feedback).order_by(_feedback.c.at, _feedback.c.key)).mappings()
            return tuple(_record(row) for row in rows)

    def _connected(self) -> AbstractContextManager[sa.Connection]:
        return connected(self.path, "feedback")


def _row(record: Feedback) -> dict[str, Any]:
    limits = asdict(record.filters)
    return {
        "key": record.key,
        "at": record.at.astimezone(UTC).isoformat(timespec="seconds"),
        "question": record.question,
        "verdict": record.verdict,
        "history": [[turn.role, turn.content] for turn in record.history],
        "sentences": list(record.sentences),
        "quotes": [list(quote) for quote in record.quotes],
        "filters": limits | {name: day.isoformat() for name, day in limits.items() if isinstance(day, date)},
        "comment": record.comment,
        "wanted": record.wanted,
    }


def _record(row: sa.RowMapping) -> Feedback:
    limits = dict(row["filters"])
    for name in ("since", "until", "as_of"):
        limits[name] = limits[name] and date.fromisoformat(limits[name])
    return Feedback(
        question=row["question"],
        verdict="good" if row["verdict"] == "good" else "bad",
        at=datetime.fromisoformat(row["at"]),
        history=tuple(Turn(role, content) for role, content in row["history"]),
        sentences=tuple(row["sentences"]),
        quotes=tuple(Evidence(article, quote) for article, quote in row["quotes"]),
        filters=Filters(**(limits | {name: tuple(limits.get(name, ())) for name in ("publishers", "articles")})),
        comment=row["comment"],
        wanted=row["wanted"],
    )
