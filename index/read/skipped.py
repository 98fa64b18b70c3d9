"""What could not be read, and why."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import ReadError
from index.read.origin import Origin, describe


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that gave no article.

    `source` is the key that an article from there would carry (`/news/a.html`, `/news/all.jsonl#12`).
    `reason` is the whole message for people: it names the file (and line), says what is wrong with
    which value and what to do next.
    """

    source: str
    reason: str


class LineReadError(ReadError):
    """A ReadError on one line of a file, counted from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def skip_file(origin: Origin, error: Exception) -> Skipped:
    """What an error on a file comes to: `a.md, line 3: ...`."""
    place = f"{origin.name}, line {error.line}" if isinstance(error, LineReadError) else origin.name
    return Skipped(origin.source, f"{place}: {explain(error)}")


def skip_record(origin: Origin, number: int, error: Exception) -> Skipped:
    """What an error on a record comes to: `all.jsonl, line 12: ...`."""
    return skip_source(f"{origin.source}#{number}", origin.file, explain(error))


def skip_source(source: str, file: str, message: str) -> Skipped:
    """A whole article that is not taken: `a.md: ...` or `all.jsonl, line 12: ...`, by its source and file."""
    return Skipped(source, f"{describe(source, file)}: {message}")


def explain(error: Exception) -> str:
    """An error in words, without the place."""
    if isinstance(error, OSError):
        return f"cannot be opened ({error.strerror or error}). Check the path and its permissions."
    return str(error)
