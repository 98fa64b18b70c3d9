"""The catalog's tables. A change of them is a new version: `index.store.schema` takes old catalogs there."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()


def _content() -> list[sa.Column[object]]:
    """What an article holds, in its stored version and in the earlier ones."""
    return [
        sa.Column("source", sa.String, nullable=False),  # as the reader names it: /news/all.jsonl#12
        sa.Column("title", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("url", sa.String),
        sa.Column("publisher", sa.String),
        sa.Column("authors", sa.JSON, nullable=False),
        sa.Column("published", sa.Date, index=True),
        sa.Column("updated", sa.Date),
        sa.Column("section", sa.String),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("removed", sa.JSON, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("pages", sa.JSON, nullable=False, server_default="[]"),
    ]


meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("article_id", sa.String, primary_key=True),
    sa.Column("content_hash", sa.String, nullable=False),
    *_content(),
    sa.Column("file", sa.String, nullable=False, index=True),  # the file alone: /news/all.jsonl
    sa.Column("publisher_key", sa.String, index=True),  # without regard to case
    sa.Column("story_id", sa.String, nullable=False, index=True),
    sa.Column("signature", sa.LargeBinary, nullable=False),  # 128 MinHash values, 4 bytes each
    sa.Column("figures", sa.LargeBinary, nullable=False, server_default=sa.text("x''")),  # `index.figures.to_bytes`
)

# Earlier versions of articles: to read, never searched.
versions = sa.Table(
    "versions",
    metadata,
    sa.Column("article_id", sa.String, primary_key=True),
    sa.Column("content_hash", sa.String, primary_key=True),
    sa.Column("replaced", sa.Date, nullable=False),  # the day on which Dateline had a newer one
    *_content(),
)

chunks = sa.Table(
    "chunks",
    metadata,
    sa.Column("chunk_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("article_id", sa.ForeignKey("articles.article_id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)

# Where copies of one story meet: `index.copies.bands`.
bands = sa.Table(
    "bands",
    metadata,
    sa.Column("band", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("article_id", sa.ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# Which articles are near-identical, both ways round.
links = sa.Table(
    "links",
    metadata,
    sa.Column("article_id", sa.ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True),
    sa.Column("other_id", sa.ForeignKey("articles.article_id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# Files all of whose articles are stored, and what they held: their next reading may be skipped.
files = sa.Table(
    "files",
    metadata,
    sa.Column("file", sa.String, primary_key=True),
    sa.Column("digest", sa.String, nullable=False),
)

# Chunk ids that a derived store may hold although `chunks` does not: written ahead, so that a crash leaves no litter.
unsettled = sa.Table(
    "unsettled",
    metadata,
    sa.Column("chunk_id", sa.Integer, primary_key=True, autoincrement=False),
)
