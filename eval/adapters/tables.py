"""The tables of the benchmarks' papers, from `tables/NAME.toml`, and Dateline's lines beside them."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator

from eval.adapters.benchmark import Line
from eval.intervals import Figure

_FOLDER = Path(__file__).parent / "tables"
OWN = "Dateline"


class Table(BaseModel):
    """A table: published rows by system, in the order of `columns`; NaN where a system has no figure.

    `unit` says how the paper writes its figures: as shares of 1, or per cent. A table without rows is one
    that only Dateline's figures stand in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    columns: tuple[str, ...]
    unit: Literal["share", "percent"]
    citation: str = ""
    note: str = ""
    rows: dict[str, tuple[float, ...]] = {}

    @model_validator(mode="after")
    def _rows_have_all_columns(self) -> Table:
        for name, values in self.rows.items():
            if len(values) != len(self.columns):
                raise ValueError(f"the row {name!r} has {len(values)} figures for {len(self.columns)} columns")
        return self


class Row(NamedTuple):
    """A line as it is shown; `own` tells Dateline's from the published ones."""

    name: str
    cells: tuple[str, ...]
    own: bool


def load_tables(benchmark: str) -> dict[str, Table]:
    """The tables of a benchmark by their key, in order."""
    stored = tomllib.loads((_FOLDER / f"{benchmark}.toml").read_text(encoding="utf-8"))
    return {key: Table.model_validate(table) for key, table in stored.items()}


def rows(table: Table, lines: Sequence[Line]) -> Iterator[Row]:
    """Dateline's lines first, with 95% intervals, then the published ones."""
    for line in lines:
        cells = tuple(_own(table, line.figures.get(column)) for column in table.columns)
        yield Row(", ".join(filter(None, (OWN, line.row))), cells, own=True)
    for name, values in table.rows.items():
        yield Row(name, tuple(_number(table, value) for value in values), own=False)


def count_of(lines: Sequence[Line]) -> str:
    """How many questions are behind the figures of these lines: "120", or "30 to 120" where that differs; "120 in 16
    groups" where some share an article or a conversation, on which the intervals rest.
    """
    figures = [figure for line in lines for figure in line.figures.values()]
    counted, groups = _range([figure.n for figure in figures]), _range([figure.clusters for figure in figures])
    return counted if groups == counted else f"{counted} in {groups} groups"


def _range(numbers: Sequence[int]) -> str:
    least, most = min(numbers, default=0), max(numbers, default=0)
    return f"{least}" if least == most else f"{least} to {most}"


def _own(table: Table, figure: Figure | None) -> str:
    if figure is None or math.isnan(figure.mean):
        return ""
    scale = 100 if table.unit == "percent" else 1
    value, low, high = (_number(table, share * scale) for share in (figure.mean, figure.low, figure.high))
    return f"{value} ({low} to {high})"


def _number(table: Table, value: float) -> str:
    if math.isnan(value):
        return ""
    return f"{value:.1f}" if table.unit == "percent" else f"{value:.3f}"
