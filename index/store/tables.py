"""The catalog's tables. A change of them is a new version: `index.store.schema` takes old catalogs there."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

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
    sa.Column("source", sa.String, nullable=False),  # as the reader names it: /news/all.jsonl#12
    sa.Column("file", sa.String, nullable=False, index=True),  # the file alone: /news/all.jsonl
    sa.Column("title", sa.String, nullable=False),
    sa.Column("text", sa.String, nullable=False),
    sa.Column("url", sa.String),
    sa.Column("publisher", sa.String),
    sa.Column("publisher_key", sa.String, index=True),  # without regard to case
    sa.Column("authors", sa.JSON, nullable=False),
    sa.Column("published", sa.Date, index=True),
    sa.Column("updated", sa.Date),
    sa.Column("section", sa.String),
    sa.Column("tags", sa.JSON, nullable=False),
    sa.Column("removed", sa.JSON, nullable=False),
    sa.Column("language", sa.String),
    sa.Column("pages", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("story_id", sa.String, nullable=False, index=True),
    sa.Column("signature", sa.LargeBinary, nullable=False),  # 128 MinHash values, 4 bytes each
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
