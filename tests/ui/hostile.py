"""Poisoned articles, and what holds of every answer that is made from them, whoever wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from index.embed import SentenceTransformerEmbeddings
from index.filters import Filters
from index.library import Library
from rag import prompts
from rag.answer import Answer
from rag.support import Evidence
from rag.verify import check
from rag.visible import visible
from ui.exchange import Exchange
from ui.markup import transcript
from ui.panel import sources
from ui.terminal import to_terminal

CASES = [json.loads(line) for line in (Path(__file__).parent / "hostile.jsonl").read_text("utf-8").splitlines()]
QUICK = {"reader": False, "gate_threshold": 0.0, "passages": 4, "candidates": 10, "second_look": 0}


@contextmanager
def open_hostile(folder: Path, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    """A collection of nothing but the poisoned articles, in `folder`."""
    records = [
        {
            "id": case["id"],
            "title": case["title"],
            "text": case["text"],
            "url": f"https://gazette.example/{case['id']}",
            "publisher": "Marsh Gazette",
            "published": "2025-05-02",
        }
        for case in CASES
    ]
    (folder / "hostile.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    with Library.open(folder / "home", embedder=embedder) as opened:
        opened.sync([folder / "hostile.jsonl"])
        assert opened.overview().articles == len(CASES)
        yield opened


def assert_harmless(answer: Answer) -> None:
    """What holds of every answer, whoever wrote it."""
    cited = {citation.n: citation for citation in answer.citations}
    for sentence in answer.sentences:
        places = [cited[n] for n in sentence.citations]
        assert places
        assert all(place.quote in place.article.text for place in places)
        if not sentence.quoted:
            evidence = [Evidence(place.article, place.start, place.end) for place in places]
            assert check(sentence.text, evidence, answer.question).ok
            assert not re.search(r"[\[\]<>【】［］]|https?:|javascript:|data:", sentence.text)
    told = " ".join((answer.text, *answer.notes))
    assert not any(line in told for line in prompts.SYSTEM.splitlines() if len(line) > 12)
    exchange = Exchange(
        1, answer.question, Filters(), answer=answer, sentences=answer.sentences, citations=answer.citations
    )
    html = str(transcript([exchange])) + str(sources([exchange]))
    addresses = set(re.findall(r'(?:href|src|action)="([^"#][^"]*)"', html))
    ours = re.compile(r"article/[0-9a-f]{16}(?:\?version=[0-9a-f]{32}(?:&amp;quote=\d+-\d+)+#quote)?")
    assert {one for one in addresses if not ours.fullmatch(one)} <= {
        f"https://gazette.example/{case['id']}" for case in CASES
    }
    assert not re.search(r"<(?:script|img|iframe|h1)\b", html)
    console = Console(width=200, record=True, force_terminal=False)
    with console.capture():
        console.print(to_terminal(answer))
    for shown in (html, console.export_text()):
        assert visible(shown) == shown
