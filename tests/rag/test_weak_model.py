"""What a real weak model wrote, judged by hand: the check lets none of its inventions through.

`weak_model.jsonl` holds sentences of SmolLM2-135M-Instruct (its 4-bit weights, temperature 0.7) on questions about the
sample articles, each beside the sentence of a sample that comes nearest, and whether that supports it. The model named
no proof for any of them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.article import Article
from index.read import read_path
from index.settings import IndexSettings
from rag.support import Evidence
from rag.widen import check_widening

SAMPLES = Path(__file__).parents[2] / "samples"
ROWS = [json.loads(line) for line in Path(__file__).with_name("weak_model.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_only_what_its_quote_supports_passes(row: dict[str, str]) -> None:
    (article,) = read_path(SAMPLES / row["article"], IndexSettings())
    assert isinstance(article, Article)
    start = article.text.index(row["quote"])
    evidence = [Evidence(article, start, start + len(row["quote"]))]
    assert check_widening(row["text"], evidence, row["question"])[0].ok == (row["label"] == "supports")
