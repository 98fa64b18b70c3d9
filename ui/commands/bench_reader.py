"""`dateline bench reader`: how long the small model takes to read a question's passages."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ui.parts import open_library
from ui.settings import Settings


def bench_reader(
    ctx: typer.Context,
    passages: Annotated[int, typer.Option(min=1, max=500, help="How many passages to read at once.")] = 30,
    out: Annotated[Path | None, typer.Option(help="File for the timings as JSON.")] = None,
) -> None:
    """Time the reader on passages of the collection, in each arithmetic, beside the embedding model."""
    from rich.table import Table

    from eval.speed import time_reading
    from eval.terminal import cell, terminal
    from rag.question import understand
    from rag.retrieve import retrieve

    settings: Settings = ctx.obj
    with open_library(settings) as library:
        questions = [article.title for article in library.articles()[:10]]
        found = retrieve(library, understand(questions[0]), settings.rag, top=passages) if questions else ()
        timings = time_reading(found, questions, library.embedder)
    table = Table("", "passages", "words", "median ms", "least ms")
    for timing in timings:
        table.add_row(cell(timing.name), *map(str, (timing.passages, timing.words, timing.median_ms, timing.least_ms)))
    terminal().print(table)
    if out:
        out.write_text(json.dumps([asdict(timing) for timing in timings], indent=1), encoding="utf-8")
