"""`dateline bench reading`: how much of a page's furniture is cut, and how many dates are found."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer


def bench_reading(
    as_json: Annotated[bool, typer.Option("--json", help="The figures and every page as JSON.")] = False,
    show: Annotated[bool, typer.Option("--show", help="What went wrong on which page.")] = False,
) -> None:
    """Measure cleaning and dating on invented pages that show what real ones look like."""
    from rich.table import Table

    from eval.cleaning import figures, read_pages
    from eval.pages import load_pages
    from eval.terminal import terminal

    results = read_pages(load_pages())
    kinds = {"text": [r for r in results if not r.is_html], "web pages": [r for r in results if r.is_html]}
    found = {name: figures(some) for name, some in {**kinds, "all": list(results)}.items()}
    if as_json:
        pages = [asdict(result) for result in results]
        typer.echo(json.dumps({"figures": {n: asdict(f) for n, f in found.items()}, "pages": pages}, indent=1))
        return
    table = Table("", *found)
    for name, title in _TITLES.items():
        values = [getattr(figure, name) for figure in found.values()]
        table.add_row(title, *(f"{value:.3f}" if isinstance(value, float) else str(value) for value in values))
    terminal().print(table)
    for result in results if show else ():
        if problems := [
            *([f"lost: {' '.join(result.lost)}"] if result.lost else ()),
            *([f"left in: {' '.join(result.left)}"] if result.left else ()),
            *([f"date {result.date}"] if result.date not in ("", "right") else ()),
            *result.wrong_fields,
            *([f"found {result.failure}"] if result.failure else ()),
        ]:
            typer.echo(f"{result.name}\n  " + "\n  ".join(problems))


_TITLES = {
    "pages": "pages",
    "precision": "of the words kept, the article's",
    "recall": "of the article's words, kept",
    "exact": "pages kept word for word",
    "furniture_cut": "of the furniture's words, cut",
    "dates_right": "dates right, or rightly none",
    "dates_invented": "dates wrong or invented",
    "fields_right": "other fields right",
    "failures": "an article where there is none, or none where there is one",
}
