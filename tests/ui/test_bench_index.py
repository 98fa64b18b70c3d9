"""`dateline bench index` on a small archive."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.indexing.bench import run
from eval.indexing.figures import Figures
from eval.indexing.plot import save_plot
from index.settings import IndexSettings
from tests.index.hashing import record, write_records
from ui.cli import app


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)


def test_a_made_archive_is_indexed_searched_and_written_down() -> None:
    args = ["bench", "index", "--articles", "25", "--made-vectors", "--out", "out"]
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, result.output
    (found,) = json.loads(Path("out", "index.json").read_text())
    assert found["index"]["articles"] == 25
    assert found["index"]["chunks"] > 40
    assert found["index"]["cost"]["peak_mb"] > 10
    assert found["resync"]["seconds"] >= 0
    assert {"catalog.sqlite", "lexical", "vectors"} <= found["disk_bytes"].keys()
    assert 1 < found["chunk_kb"] < 100
    assert min(search["recall"] for search in found["search"]) > 0.98
    assert {search["kind"] for search in found["search"]} == {"none", "dates", "publisher"}
    assert 0 < found["retrieve"]["median_ms"] <= found["retrieve"]["p95_ms"]
    assert Path("out", "index.svg").read_text().startswith("<?xml")
    growth = Path("out", "growth.svg").read_text()
    for label in (
        "peak memory, MB",
        "sync of what is stored, s",
        "disk a chunk, kB",
        "query for 100, ms, p95",
        "retrieval",
    ):
        assert label in growth
    assert not Path(".dateline").exists()


def test_articles_in_a_file_each_are_measured_too() -> None:
    args = ["bench", "index", "--articles", "9", "--files", "--made-vectors", "--stages", "resync", "--out", "out"]
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 0, result.output
    (found,) = json.loads(Path("out", "index.json").read_text())
    assert found["archive"] == "9 made articles in files"
    assert found["index"]["articles"] == 9
    assert found["resync"]["peak_mb"] > 10


def test_an_archive_of_ones_own_is_measured_beside_the_encoder_and_the_plain_recipe(tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(6)])
    stages = ("index", "encoder", "plain")
    found: list[Figures] = list(run([news], stages, IndexSettings(), False, lambda _: None))
    assert found[0].index is not None
    assert found[0].plain is not None
    assert found[0].index.articles == found[0].plain.articles == 6
    assert found[0].to_plain is not None
    assert found[0].to_plain > 0
    assert found[0].to_encoder is not None
    save_plot(found, tmp_path / "plot.svg")
    assert "articles a second" in (tmp_path / "plot.svg").read_text()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--stages", "speed"], "no stage 'speed'"),
        (["--stages", "plain", "--made-vectors"], "needs the real vectors"),
        (["--stages", "plain", "--files"], "needs all articles in one file"),
        (["missing.jsonl"], "missing.jsonl is not a file"),
    ],
)
def test_what_cannot_be_measured_is_one_clear_message(args: list[str], words: str) -> None:
    result = CliRunner().invoke(app, ["bench", "index", *args])
    assert result.exit_code == 2
    assert words in result.output
    assert "Traceback" not in result.output
