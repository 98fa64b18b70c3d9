"""A cold start: from the start of the process to the answer, as a reader waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

_QUESTION = "Who won the election?"
# What the first version did before it could embed a question.
_REFERENCE = (
    "from sentence_transformers import SentenceTransformer\n"
    "from index.encoder import packaged_folder\n"
    "SentenceTransformer(str(packaged_folder()), local_files_only=True).encode(['ready'], show_progress_bar=False)\n"
)


class Cold(NamedTuple):
    """The least of several starts: wall and processor seconds; and of sentence-transformers with its model alone."""

    seconds: float
    cpu_seconds: float
    reference_seconds: float
    reference_cpu_seconds: float


def cold_ask(home: Path, rounds: int = 3) -> Cold:
    """`dateline ask` in new processes, by turns with the reference."""
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_timed([sys.executable, "-m", "ui", "--home", str(home), "ask", _QUESTION]))
        theirs.append(_timed([sys.executable, "-c", _REFERENCE]))
    return Cold(*(min(column) for column in zip(*ours, strict=True)), *(min(c) for c in zip(*theirs, strict=True)))


def _timed(command: list[str]) -> tuple[float, float]:
    begin, before = time.perf_counter(), os.times()
    root = Path(__file__).parents[2]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begin, spent
