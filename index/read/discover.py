"""Paths -> the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from index.read.skipped import Skipped

SUPPORTED = (
    *(".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"),
    *(".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".rss", ".atom", ".rdf", ".xml"),
    *(".gz", ".zip"),
)


def place(path: Path) -> Path:
    """The path as sources name it: absolute, but not resolved. What is behind a link stays under the link's folder."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def is_supported(name: str) -> bool:
    """Whether files of this name are read."""
    return PurePath(name).suffix.lower() in SUPPORTED


def unsupported(name: str) -> str:
    """What is said of files that are not read."""
    ending = PurePath(name).suffix
    kind = f"{ending} files are" if ending else "files without an ending are"
    return f"{kind} not read. Supported: {' '.join(SUPPORTED)}"


def discover(paths: Sequence[Path]) -> Iterator[Path | Skipped]:
    """The supported files under `paths`, each once, folders in sorted order.

    Hidden files and folders inside a folder are passed over in silence; every other file that cannot
    be read gives a `Skipped`, as does a path that does not exist. A link to a folder that was
    already walked is not followed again. Paths come out as `place` gives them.
    """
    seen: set[Path] = set()
    waiting = [place(path) for path in reversed(paths)]
    while waiting:
        path = waiting.pop()
        if not _is_text(path):
            shown = os.fsencode(path).decode("utf-8", "backslashreplace")
            yield Skipped(shown, f"{shown}: its name is not valid UTF-8, so no source can name it. Rename it.")
            continue
        try:
            real = path.resolve()
            if real in seen:
                continue
            seen.add(real)
            if path.is_dir():
                children = (child for child in path.iterdir() if not child.name.startswith("."))
                waiting += sorted(children, reverse=True)
            elif path.is_file():
                yield path if is_supported(path.name) else Skipped(str(path), f"{path.name}: {unsupported(path.name)}")
            elif path.exists():
                yield Skipped(str(path), f"{path.name}: not a regular file. Give a file or a folder.")
            elif path.is_symlink():
                yield Skipped(str(path), f"{path.name}: a link to what is not there. Remove it or mend it.")
            else:
                yield Skipped(str(path), f"{path}: does not exist. Check the path.")
        except (OSError, RuntimeError) as error:  # RuntimeError: links that point at each other, before Python 3.13
            yield Skipped(str(path), f"{path}: cannot be opened ({_cause(error)}). Check its permissions.")


def _is_text(path: Path) -> bool:
    """Whether the name of the file or folder is text, as all that is stored has to be."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _cause(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
