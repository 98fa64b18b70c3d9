"""The formats: which ending is read how."""

from __future__ import annotations

from collections.abc import Iterator

from index.article import Article
from index.errors import ReadError
from index.read.discover import unsupported
from index.read.origin import Origin
from index.read.skipped import Skipped, skip_file
from index.settings import IndexSettings

_MB = 1_000_000


def read_origin(origin: Origin, settings: IndexSettings) -> Iterator[Article | Skipped]:
    """The articles of a file or a member of an archive, by its ending. What cannot be read gives a `Skipped`."""
    try:
        yield from _read(origin, settings, settings.max_file_mb)
    except (ReadError, OSError) as error:
        yield skip_file(origin, error)


def _read(origin: Origin, settings: IndexSettings, max_mb: int) -> Iterator[Article | Skipped]:
    from index.read.archive import members, unzipped
    from index.read.docx import read_docx
    from index.read.feed import read_feed
    from index.read.html import read_html
    from index.read.json_document import read_json
    from index.read.markdown import read_markdown
    from index.read.pdf import read_pdf
    from index.read.table import read_table
    from index.read.text import read_text

    if origin.size == 0:
        raise ReadError("the file is empty. Remove it or save it again.")
    match origin.ending:
        case ".json" | ".jsonl" | ".ndjson":
            yield from read_json(origin, max_mb * _MB)
        case ".csv" | ".tsv":
            yield from read_table(origin, max_mb * _MB)
        case ".txt":
            yield read_text(origin, _whole(origin, max_mb))
        case ".md" | ".markdown":
            yield read_markdown(origin, _whole(origin, max_mb))
        case ".html" | ".htm":
            yield read_html(origin, _whole(origin, max_mb))
        case ".rss" | ".atom" | ".rdf" | ".xml":
            yield from read_feed(origin, _whole(origin, max_mb))
        case ".docx":
            yield read_docx(origin, _whole(origin, max_mb))
        case ".pdf":
            yield read_pdf(origin, _whole(origin, max_mb))
        case ".gz":
            yield from read_origin(unzipped(origin), settings)
        case ".zip":
            for member in members(origin):
                yield from [member] if isinstance(member, Skipped) else read_origin(member, settings)
        case ending:
            raise ReadError(unsupported(f"name{ending}"))


def _whole(origin: Origin, max_mb: int) -> bytes:
    """All bytes. Raises ReadError where there are too many."""
    if (origin.size or 0) <= max_mb * _MB:
        with origin.open() as file:
            data = file.read(max_mb * _MB + 1)
        if len(data) <= max_mb * _MB:
            return data
    size = f"{origin.size / 1e6:.0f} MB, above" if origin.size else "unpacks to more than"
    raise ReadError(f"{size} the limit of {max_mb} MB. Split it or raise max_file_mb.")
