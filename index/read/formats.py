"""The formats: which ending is read how."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Article
from index.errors import ReadError
from index.read.discover import unsupported
from index.read.encoding import decode
from index.read.origin import Origin
from index.read.plain import one_line
from index.read.skipped import Skipped, skip_file, skip_source
from index.settings import IndexSettings

_MB = 1_000_000
_EMBEDDED = re.compile(rb"data:[^\"'()<>\s]*")


def read_origin(origin: Origin, settings: IndexSettings) -> Iterator[Article | Skipped]:
    """The articles of a file or a member of an archive, by its ending. What cannot be read gives a `Skipped`."""
    most = settings.max_article_mb
    try:
        for item in _read(origin, settings, settings.max_file_mb):
            if isinstance(item, Article) and len(item.text) > most * _MB:
                yield skip_source(item.source, origin.file, str(_too_long(len(item.text), most)))
            else:
                yield item
    except (ReadError, OSError) as error:
        yield skip_file(origin, error)
    except Exception as error:  # a file can be made to break a parser; it must not stop the run
        cause = one_line(f"{type(error).__name__}: {error}")
        yield skip_file(origin, ReadError(f"reading it failed ({cause}). Save it again, or its text."))


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
            yield read_text(origin, _prose(origin, settings))
        case ".md" | ".markdown":
            yield read_markdown(origin, _prose(origin, settings))
        case ".html" | ".htm":
            yield read_html(origin, _page(origin, settings))
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


def _prose(origin: Origin, settings: IndexSettings) -> bytes:
    """All bytes of a text. Raises ReadError where it is too long for an article: cleaning takes 30 times its room."""
    data, most = _whole(origin, settings.max_file_mb), settings.max_article_mb
    if len(data) > most * _MB and (length := len(decode(data))) > most * _MB:
        raise _too_long(length, most)
    return data


def _page(origin: Origin, settings: IndexSettings) -> bytes:
    """All bytes of a page. Raises ReadError where it is too long without its images: a tree takes 35 times its room."""
    data, most = _whole(origin, settings.max_file_mb), settings.max_article_mb
    if len(data) > most * _MB and (length := len(_EMBEDDED.sub(b"", data))) > most * _MB:
        raise _too_long(length, most)
    return data


def _too_long(length: int, most: int) -> ReadError:
    part = "Where it holds several, give each a file or a record of its own"
    return ReadError(
        f"{length / _MB:.1f} MB of text, above the limit of {most} MB for an article. {part}; "
        "else raise max_article_mb."
    )


def _whole(origin: Origin, max_mb: int) -> bytes:
    """All bytes. Raises ReadError where there are too many."""
    if (origin.size or 0) <= max_mb * _MB:
        with origin.open() as file:
            data = file.read(max_mb * _MB + 1)
        if len(data) <= max_mb * _MB:
            return data
    size = f"{origin.size / 1e6:.0f} MB, above" if origin.size else "unpacks to more than"
    raise ReadError(f"{size} the limit of {max_mb} MB. Split it or raise max_file_mb.")
