"""Which part may import which, read from the source of every file."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("index", "rag", "eval", "ui")
FILES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
HEAVY = {"torch", "sentence_transformers", "transformers", "chromadb", "gradio", "matplotlib", "tantivy", "trafilatura"}


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, at its top or inside a function, as absolute names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    above = LAYERS[LAYERS.index(path.relative_to(ROOT).parts[0]) + 1 :]

    assert [name for name in imported(path) if name.split(".")[0] in above] == []


@pytest.mark.parametrize(("part", "other"), [("read", "store"), ("store", "read")])
def test_read_and_store_do_not_know_each_other(part: str, other: str) -> None:
    names = {name for path in (ROOT / "index" / part).rglob("*.py") for name in imported(path)}

    assert [name for name in names if name.startswith((f"index.{other}", "index.library"))] == []


def test_the_command_line_starts_without_heavy_libraries() -> None:
    script = f"import sys, ui.cli; print(sorted({HEAVY!r} & set(sys.modules)))"

    output = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert output.strip() == "[]"
