"""What others wrote reaches the terminal as they wrote it: no word becomes an emoji, and none becomes markup."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from eval.terminal import cell, progress, say, status, terminal

ROOT = Path(__file__).parents[2]
OTHERS = "openai:m:x [red]or[/red] :smile: [/]"


@pytest.fixture(params=["ours", "rich's own"])
def console(request: pytest.FixtureRequest) -> Console:
    made = terminal() if request.param == "ours" else Console()
    made.file, made.width = io.StringIO(), 200
    return made


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_line_and_a_cell_are_shown_as_they_stand(console: Console) -> None:
    table = Table(title=cell(OTHERS))
    table.add_column(cell(OTHERS))
    table.add_row(cell(OTHERS + "\n"))
    console.print(table)
    say(console, OTHERS)
    assert printed(console).count(OTHERS) == 4


def test_what_is_shown_while_something_runs_stays_as_it_stands(console: Console) -> None:
    bars = progress(console)
    bars.add_task(OTHERS, total=1)
    console.print(status(console, OTHERS).renderable)
    console.print(bars.get_renderable())
    assert printed(console).count(OTHERS) == 2


def test_a_table_with_words_between_colons_makes_no_emoji_even_where_its_cells_are_plain_strings() -> None:
    console = terminal()
    console.file, console.width = io.StringIO(), 200
    table = Table("answered by")
    table.add_row("openai:m:x")
    console.print(table)
    console.print("openai:m:x", markup=False)
    assert printed(console).count("openai:m:x") == 2


def calls(name: str) -> Iterator[str]:
    """The files of the product that call `name`."""
    for package in ("index", "rag", "eval", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                    yield str(path.relative_to(ROOT))


def test_every_console_is_made_in_one_place() -> None:
    assert set(calls("Console")) == {"eval/terminal.py"}
