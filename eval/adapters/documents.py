"""The documents of a benchmark as articles in a library of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from eval.adapters.benchmark import Collection, Document
from index.library import Library

_SHARD = 20_000_000  # characters of text in one file of documents


def index_documents(library: Library, collection: Collection, folder: Path) -> list[str]:
    """Brings the library up to date with the collection, by way of files in `folder`; a note where documents were
    not taken. What no question may be answered from is left out.
    """
    _write(_wanted(collection), folder)
    skipped = library.sync([folder], prune=True).skipped
    if not skipped:
        return []
    return [f"{len(skipped)} documents of {collection.name} were not indexed. The first: {skipped[0].reason}"]


def _wanted(collection: Collection) -> Iterator[Document]:
    given = [asked.articles for asked in collection.asked]
    wanted = frozenset(article for articles in given for article in articles or ())
    everything = any(articles is None for articles in given)
    return (each for each in collection.documents() if everything or each.article_id in wanted)


def _write(documents: Iterable[Document], folder: Path) -> None:
    """The documents as records, in files of some megabytes, and no others beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.jsonl"):
        stale.unlink()
    remaining, number = iter(documents), 0
    while records := list(_shard(remaining)):
        number += 1
        (folder / f"{number:04}.jsonl").write_text("".join(records), encoding="utf-8")


def _shard(documents: Iterator[Document]) -> Iterator[str]:
    size = 0
    for document in documents:
        size += len(document.text)
        yield json.dumps({name: value for name, value in asdict(document).items() if value}) + "\n"
        if size >= _SHARD:
            return
