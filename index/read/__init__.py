"""Files in, articles out: what cannot be read is named with its reason, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.article import Article
from index.errors import ReadError
from index.read.discover import SUPPORTED, discover, place
from index.read.formats import read_origin
from index.read.origin import origin_of
from index.read.skipped import Skipped, explain, skip_source
from index.read.web import fetcher, read_address
from index.settings import IndexSettings

__all__ = ["SUPPORTED", "Skipped", "discover", "fetcher", "place", "read_address", "read_path", "skip_source"]


def read_path(path: Path, settings: IndexSettings) -> Iterator[Article | Skipped]:
    """The articles of one file, by its ending (`SUPPORTED`), each cleaned and dated.

    What cannot be read gives a `Skipped`; no content of a file raises. Files above `settings.max_file_mb` are skipped,
    except for records (JSON, JSON lines, tables), which are read one by one: there the limit holds for a record.
    """
    path = place(path)
    try:
        if not path.is_file():
            raise ReadError("no such file, or not a regular one. Check the path.")
        origin = origin_of(path)
    except (ReadError, OSError) as error:
        yield skip_source(str(path), str(path), explain(error))
    else:
        yield from read_origin(origin, settings)
