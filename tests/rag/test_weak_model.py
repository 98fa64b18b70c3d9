"""What a real weak model wrote, judged by hand: what the check lets through of its inventions, and keeps of the rest.

`weak_model.jsonl` holds each sentence of SmolLM2-135M-Instruct (its 4-bit weights, temperatures from 0 to 1, several
seeds) on questions about the sample articles for which a quote was tried, with these quotes and whether they support it
as people are shown them: "supports", "partly" or "not". It named next to no proof itself. Those with `later` are
what was shown of another 446 replies, made after the check was mended on the others.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

from index.article import Article
from index.read import read_path
from index.settings import IndexSettings
from rag.reader.read import shipped_reader
from rag.support import Evidence
from rag.widen import check_widening

SAMPLES = Path(__file__).parents[2] / "samples"
ROWS = [json.loads(line) for line in Path(__file__).with_name("weak_model.jsonl").read_text("utf-8").splitlines()]
# With the reader in bfloat16, 84 are shown: 75 supported, 7 in part, 2 not. Another arithmetic may turn one round.
MOST_NOT_WHOLE = 10
MOST_UNSUPPORTED = 3
LEAST_KEPT = 73  # of 83 that their quotes support
MOST_BY_THE_SURFACE = 13  # without the reader, of 130 that their quotes do not support


@cache
def article(name: str) -> Article:
    (found,) = read_path(SAMPLES / name, IndexSettings())
    assert isinstance(found, Article)
    return found


def evidence(quotes: list[dict[str, str]]) -> list[Evidence]:
    found = []
    for quote in quotes:
        source = article(quote["article"])
        start = source.text.index(quote["quote"])
        found.append(Evidence(source, start, start + len(quote["quote"])))
    return found


def test_no_more_inventions_are_shown_and_no_fewer_right_sentences() -> None:
    reader = shipped_reader()
    assert reader is not None
    shown = [row for row in ROWS if check_widening(row["text"], evidence(row["quotes"]), row["question"], reader)[0].ok]
    labels = Counter(row["label"] for row in shown)
    assert labels["not"] <= MOST_UNSUPPORTED
    assert labels["not"] + labels["partly"] <= MOST_NOT_WHOLE
    assert labels["supports"] >= LEAST_KEPT


def test_the_look_at_the_surface_alone_stops_most() -> None:
    shown = [row for row in ROWS if check_widening(row["text"], evidence(row["quotes"]), row["question"])[0].ok]
    wrong = [row["text"] for row in shown if row["label"] == "not" and not row["later"]]
    assert len(wrong) <= MOST_BY_THE_SURFACE, wrong
