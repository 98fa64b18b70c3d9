"""What bad input does to `dateline eval public`: one message that says what to do, status 2, nothing written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.adapters import BENCHMARKS, find_benchmark
from eval.adapters.mtrag import MtRag
from tests.eval.adapters.made import write_json
from tests.eval.adapters.published import PUBLISHED
from ui.cli import app

QUESTION = {"id": "1", "question": "q", "answers": []}
SQUAD = {"data": [{"title": "T", "paragraphs": [{"context": "c", "qas": [QUESTION]}]}]}
CLAIM = '{"label": "supported", "claim": "c", "evidence": ["c"], "supporting_sentences": [[0]], "meta": {"id": "d"}}\n'
TURN = '{"task_id": "c<::>1", "input": [{"speaker": "user", "text": "q"}], "contexts": [], "answerability": ["X"]}\n'


def lay(name: str) -> list[Path]:
    """Puts the files of a benchmark into `data`; the files."""
    if name in PUBLISHED:
        PUBLISHED[name](Path("data"))
    elif name == "wice":
        Path("data").mkdir()
        Path("data", "dev.jsonl").write_text(CLAIM)
    elif name == "mtrag":
        Path("data").mkdir()
        Path("data", "reference.jsonl").write_text(TURN)
    else:
        write_json(Path("data", find_benchmark(name).downloads[0].path), SQUAD)
    return sorted(path for path in Path("data").rglob("*") if path.is_file())


def empty(path: Path) -> None:
    path.write_bytes(b"")


def no_records(path: Path) -> None:
    path.write_text("\n" if path.suffix == ".jsonl" or path.parent.name == "data" else "[]")


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def binary(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00\x81" * 50)


def another(path: Path) -> None:
    """A file of another benchmark under this one's name."""
    other = {"dev-v1.1.json": '[{"query": "q", "answer": "a"}]', "dev.jsonl": TURN, "reference.jsonl": CLAIM}
    path.write_text(other.get(path.name, '{"version": "1", "rows": [{"claim": "c"}]}\n'))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def unreadable(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)


def refused(name: str, *options: str) -> str:
    """What the command says to it, in its one line."""
    result = CliRunner().invoke(app, ["eval", "public", name, "--out", "out", *(options or ("--data", "data"))])
    assert result.exit_code == 2, (name, result.output)
    assert result.output.count("dateline: ") == result.output.count("\n") == 1, result.output
    assert not Path("out").exists()
    assert not Path(".dateline").exists()
    return result.output


@pytest.mark.parametrize("spoil", [empty, no_records, half, binary, another, folder, unreadable])
@pytest.mark.parametrize("name", [benchmark.name for benchmark in BENCHMARKS])
def test_a_spoiled_file_is_named(name: str, spoil: Callable[[Path], None]) -> None:
    for path in lay(name):
        spoil(path)
        assert path.name in refused(name)
        shutil.rmtree("data")
        lay(name)


@pytest.mark.parametrize("name", [benchmark.name for benchmark in BENCHMARKS])
def test_a_folder_that_is_not_there_or_is_a_file_is_told(name: str) -> None:
    assert "data: there is no such folder" in refused(name)
    Path("data").write_text("x")
    assert "data: a file, not a folder" in refused(name)
    Path("data").unlink()
    Path("data").mkdir()
    assert find_benchmark(name).title in refused(name)


def test_a_file_in_the_place_of_the_report_costs_nothing() -> None:
    lay("squad-2.0")
    Path("out").write_text("mine")
    result = CliRunner().invoke(app, ["eval", "public", "squad-2.0", "--data", "data", "--out", "out"])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "cannot be made a folder" in result.output
    assert Path("out").read_text() == "mine"


def test_relevance_judgements_that_are_no_text_are_told() -> None:
    task = Path("data", "mtrag-human", "retrieval_tasks", "govt")
    (task / "qrels").mkdir(parents=True)
    Path("data", "corpora", "passage_level").mkdir(parents=True)
    Path("data", "corpora", "passage_level", "govt.jsonl").write_text('{"_id": "p", "text": "x"}\n')
    for setup in ("lastturn", "questions", "rewrite"):
        (task / f"govt_{setup}.jsonl").write_text('{"_id": "q", "text": "|user|: x"}\n')
    (task / "qrels" / "dev.tsv").write_bytes(b"query-id\tcorpus-id\tscore\n\xff\xfe\n")
    assert "dev.tsv" in refused("mtrag")
    assert MtRag().name == "mtrag"
