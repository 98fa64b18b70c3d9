"""Kills a writer at each step of a write: `python -m tests.index.crashing ACTION HOME NEWS FOLDER`.

Counts the steps of the action on one copy of HOME, then, for each step, does it on another copy in a process that
kills itself before that step. Prints a line a copy, `FOLDER/3 Catalog.put`, with the step that was not reached.
Forked from one process, so that the libraries are imported once.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chromadb  # noqa: F401 - here, so that the forked processes need not
import tantivy  # noqa: F401 - likewise

from index.library import Library
from index.store import stories
from index.store.catalog import Catalog
from index.store.lexical import LexicalStore
from index.store.vectors import VectorStore
from tests.index.hashing import HashEmbeddings

_STEPS: dict[Any, tuple[str, ...]] = {
    Catalog: ("announce", "put", "put_digests", "replace_chunks", "remove", "settle", "touch", "move", "put_older"),
    VectorStore: ("add", "delete"),
    LexicalStore: ("write",),
    stories: ("regroup",),  # within a transaction, at its end
}


def act(action: str, home: Path, news: Path) -> None:
    """One write to the library."""
    with Library.open(home, embedder=HashEmbeddings(), create=False) as library:
        if action == "remove":
            library.remove([article.article_id for article in library.articles()][:2])
        elif action == "repair":
            library.repair()
        else:
            library.sync([news], prune=True)


def _watch(before: Callable[[str], None]) -> None:
    """Calls `before` with the name of each step before it is taken."""

    def watched(step: Callable[..., Any], name: str) -> Callable[..., Any]:
        def taken(*given: Any, **named: Any) -> Any:
            before(name)
            return step(*given, **named)

        return taken

    for owner, names in _STEPS.items():
        for name in names:
            setattr(owner, name, watched(getattr(owner, name), f"{owner.__name__.rpartition('.')[2]}.{name}"))


def _run(action: str, home: Path, news: Path, fatal: int | None) -> list[str]:
    """The steps that were begun, done in a process of their own that does not get past the fatal one."""
    reader, writer = os.pipe()
    if child := os.fork():
        os.close(writer)
        with os.fdopen(reader) as told:
            steps = told.read().split()
        _, status = os.waitpid(child, 0)
        assert status == (0 if fatal is None else signal.SIGKILL), status
        return steps
    begun = 0

    def before(name: str) -> None:
        nonlocal begun
        os.write(writer, f"{name}\n".encode())
        if begun == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        begun += 1

    _watch(before)
    act(action, home, news)
    os._exit(0)


def main(action: str, home: Path, news: Path, folder: Path) -> None:
    for number in range(len(_run(action, shutil.copytree(home, folder / "whole"), news, None))):
        copy = shutil.copytree(home, folder / str(number))
        sys.stdout.write(f"{copy} {_run(action, copy, news, number)[-1]}\n")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
