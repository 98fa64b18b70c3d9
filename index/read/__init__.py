"""Files in, articles out: what cannot be read is named with its reason, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.article import Article
from index.errors import ReadError
from index.read.discover import SUPPORTED, discover, place
from index.read.skipped import Skipped, skip_file, skip_source
from index.settings import IndexSettings

__all__ = ["SUPPORTED", "Skipped", "discover", "place", "read_path", "skip_source"]


def read_path(path: Path, settings: IndexSettings) -> Iterator[Article | Skipped]:
    """The articles of one file, by its ending (`SUPPORTED`), each cleaned and dated.

    Text, Markdown and HTML files give one article, record files one a line. What cannot be read gives a `Skipped`;
    no content of a file raises. Files above `settings.max_file_mb` are skipped, except for records, which are read
    line by line: there the limit holds for a line.
    """
    path = place(path)
    try:
        yield from _read(path, settings.max_file_mb)
    except (ReadError, OSError) as error:
        yield skip_file(path, error)


def _read(path: Path, max_mb: int) -> Iterator[Article | Skipped]:
    from index.read.html import read_html
    from index.read.markdown import read_markdown
    from index.read.records import read_records
    from index.read.text import read_text

    if not path.is_file():
        raise ReadError("no such file, or not a regular one. Check the path.")
    ending = path.suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        yield from read_records(path, max_mb * 1_000_000)
        return
    size = path.stat().st_size
    if size == 0:
        raise ReadError("the file is empty. Remove it or save it again.")
    if size > max_mb * 1_000_000:
        raise ReadError(f"{size / 1e6:.0f} MB, above the limit of {max_mb} MB. Split it or raise max_file_mb.")
    readers = {
        ".txt": read_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".html": read_html,
        ".htm": read_html,
    }
    if ending not in readers:
        raise ReadError(f"{ending or 'this kind of'} files are not read. Supported: {' '.join(SUPPORTED)}")
    yield readers[ending](path)
