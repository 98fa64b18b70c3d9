"""What the tests of reading share: an invented text, and a file read."""

from __future__ import annotations

from pathlib import Path

from index.article import Article
from index.read import Skipped, read_path
from index.settings import IndexSettings

TEXT = "The harbour of Seaford reopened on Tuesday. Ships returned within the hour, officials said."


def read(path: Path, content: str | bytes, settings: IndexSettings | None = None) -> list[Article | Skipped]:
    """What a file with this content gives."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_path(path, settings or IndexSettings()))


def articles(items: list[Article | Skipped]) -> list[Article]:
    """The articles; nothing may have been skipped."""
    found = [item for item in items if isinstance(item, Article)]
    assert len(found) == len(items), [item.reason for item in items if isinstance(item, Skipped)]
    return found


def read_one(path: Path, content: str | bytes) -> Article:
    """The only article of a file with this content."""
    (article,) = articles(read(path, content))
    return article


def reasons(items: list[Article | Skipped]) -> list[str]:
    """Why what was skipped was skipped."""
    return [item.reason for item in items if isinstance(item, Skipped)]


def skip_reason(path: Path, content: str | bytes, settings: IndexSettings | None = None) -> str:
    """Why nothing of a file with this content is taken."""
    (skipped,) = read(path, content, settings)
    assert isinstance(skipped, Skipped), skipped
    assert skipped.source == str(path.resolve())
    return skipped.reason
