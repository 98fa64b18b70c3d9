"""Settings of the index. The first three decide what is stored: changing one asks for a rebuild."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

DEFAULT_EMBEDDING_MODEL = "all-MiniLM-L6-v2"


class IndexSettings(BaseModel):
    """How articles become chunks and vectors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    embedding_model: str = Field(
        default=DEFAULT_EMBEDDING_MODEL,
        description="a sentence-transformers name or folder; the default is packaged",
    )
    chunk_words: int = Field(default=150, ge=20, le=2000, description="words a chunk aims at")
    chunk_overlap_sentences: int = Field(default=0, ge=0, le=3, description="sentences that two chunks share")
    precision: str = Field(
        default="auto",
        pattern="^(auto|float32|bfloat16)$",
        description="arithmetic of the embedding model: `auto` takes bfloat16 where it is faster",
    )
    batch_size: int = Field(default=64, ge=1, le=1024, description="texts embedded at once")
    max_file_mb: int = Field(
        default=64, ge=1, description="larger files, and larger records in a file of records, are named and skipped"
    )
    max_article_mb: int = Field(
        default=16,
        ge=1,
        description="articles of more than so many million characters, and pages of so many megabytes without the "
        "images in them, are named and skipped",
    )
    fetch_timeout_s: float = Field(
        default=20.0, gt=0, le=600, description="seconds that a page given by its address may take"
    )
    fetch_private: bool = Field(
        default=False,
        description="fetch from this machine and private networks too; only for pages on servers of your own",
    )
    copy_threshold: float = Field(
        default=0.7,
        ge=0.3,
        le=1.0,
        description="estimated Jaccard similarity of two texts from which they are copies of one story",
    )
