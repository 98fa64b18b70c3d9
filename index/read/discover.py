"""Paths -> the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.read.skipped import Skipped

SUPPORTED = (
    *(".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"),
    *(".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".rss", ".atom", ".rdf", ".xml"),
)


def place(path: Path) -> Path:
    """The path as sources name it: absolute, but not resolved. What is behind a link stays under the link's folder."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def discover(paths: Sequence[Path]) -> Iterator[Path | Skipped]:
    """The supported files under `paths`, each once, folders in sorted order.

    Hidden files and folders inside a folder are passed over in silence; every other file that cannot
    be read gives a `Skipped`, as does a path that does not exist. A link to a folder that was
    already walked is not followed again. Paths come out as `place` gives them.
    """
    seen: set[Path] = set()
    for path in paths:
        yield from _walk(place(path), seen)


def _walk(path: Path, seen: set[Path]) -> Iterator[Path | Skipped]:
    try:
        real = path.resolve()
        if real in seen:
            return
        seen.add(real)
        if path.is_dir():
            children = sorted(child for child in path.iterdir() if not child.name.startswith("."))
        elif path.is_file():
            yield path if path.suffix.lower() in SUPPORTED else Skipped(str(path), _unsupported(path))
            return
        elif path.exists():
            yield Skipped(str(path), f"{path.name}: not a regular file. Give a file or a folder.")
            return
        else:
            yield Skipped(str(path), f"{path}: does not exist. Check the path.")
            return
    except (OSError, RuntimeError) as error:  # RuntimeError: links that point at each other, before Python 3.13
        yield Skipped(str(path), f"{path}: cannot be opened ({_cause(error)}). Check its permissions.")
        return
    for child in children:
        yield from _walk(child, seen)


def _unsupported(path: Path) -> str:
    kind = f"{path.suffix} files are" if path.suffix else "files without an ending are"
    return f"{path.name}: {kind} not read. Supported: {' '.join(SUPPORTED)}"


def _cause(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
