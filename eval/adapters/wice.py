"""WiCE: claims of Wikipedia against the pages they cite (Kamoi et al. 2023), put to the support check.

No question is asked and no article indexed: it is the check of `rag.verify` that is measured. Counted as its
`evaluate_performance.py` counts: F1 and accuracy of 'supported' against the rest at a threshold chosen on dev, and
the area under the ROC curve between labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import Field

from eval.adapters.benchmark import Counted, Download, Line, Outcome, Task, spread
from eval.adapters.entailment import NOT, Judged, own_lines, published_lines
from eval.adapters.read import Record, find, read_lines, require
from index.article import Article
from rag.support import gather
from rag.verify import MIN_COVERAGE, Evidence, problems, share_held

_WHERE = "https://github.com/ryokamoi/wice"
_DEV = Download("data/entailment_retrieval/claim/dev.jsonl", _WHERE)
_TEST = Download("data/entailment_retrieval/claim/test.jsonl", _WHERE, needed=False)
_ORACLE = "code_and_resources/entailment_inputs/oracle_chunks/claim"
_ORACLE_DEV = Download(f"{_ORACLE}/dev.jsonl", _WHERE, needed=False, tail=3)
_ORACLE_TEST = Download(f"{_ORACLE}/test.jsonl", _WHERE, needed=False, tail=3)
_PUBLISHED = 100  # claims of each part that the published figures are over
_WINDOW = 256  # words
AS_SHIPPED = (1 + MIN_COVERAGE) / 2  # the score at and above which the check lets a claim through

Label = Literal["supported", "partially_supported", "not_supported"]


@dataclass(frozen=True, slots=True)
class Wice:
    """The oracle chunks where dev and test of them are there, and the gold sentences of the claim files."""

    name: str = "wice"
    title: str = "WiCE"
    citation: str = (
        "Kamoi, Goyal, Rodriguez and Durrett 2023, WiCE: Real-World Entailment for Claims in Wikipedia, EMNLP"
    )
    licence: str = "annotations ODC-BY; text CC BY-SA and Common Crawl's terms"
    downloads: tuple[Download, ...] = (_DEV, _TEST, _ORACLE_DEV, _ORACLE_TEST)

    def load(self, data: Path, limit: int | None) -> Task:
        found = require(data, self.title, (_DEV,))
        claims = {"dev": _claims(found[_DEV.path], _DEV, limit)}
        if path := find(data, _TEST):
            claims["test"] = _claims(path, _TEST, limit)
        oracle_dev, oracle_test = find(data, _ORACLE_DEV), find(data, _ORACLE_TEST)
        chunks: tuple[list[_Chunk], list[_Chunk]] | None = None
        if oracle_dev and oracle_test:
            chunks = (
                list(read_lines(oracle_dev, _Chunk, _ORACLE_DEV)),
                list(read_lines(oracle_test, _Chunk, _ORACLE_TEST)),
            )

        def count(_outcomes: Sequence[Outcome]) -> Counted:
            lines: list[Line] = []
            scores: dict[str, dict[str, float]] = {}
            if chunks:
                dev, test = (_best_of(part, limit) for part in chunks)
                lines += published_lines(dev, test, AS_SHIPPED)
            for part, each in claims.items():
                judged = [Judged(claim.meta.id, claim.label, _score(claim), claim.meta.claim_title) for claim in each]
                scores |= {one.claim_id: {"score": one.score, one.label: 1.0} for one in judged}
                lines += own_lines(part, judged, AS_SHIPPED)
            return Counted(tuple(lines), scores)

        notes = (
            []
            if chunks
            else [
                "The oracle chunks of the published figures are not there, so Dateline's stand in tables of their own."
            ]
        )
        return Task((), count, tuple(notes))


class _Meta(Record):
    id: str = Field(min_length=1)
    claim_title: str = ""


class _Claim(Record):
    label: Label
    claim: str = Field(min_length=1)
    evidence: list[str]
    supporting_sentences: list[list[int]]
    meta: _Meta


class _Chunk(Record):
    label: Label
    claim: str = Field(min_length=1)
    evidence: list[str]
    meta: _Meta


def support_score(claim: str, sentences: Sequence[str], cited: Iterable[int]) -> float:
    """What the check makes of a claim, with some sentences of a page cited: 0 to 1.

    The share of its words that the cited sentences hold, in the upper half where nothing else
    is wrong with it and in the lower half where something is. So the check's verdict is the threshold `AS_SHIPPED`.
    """
    text = "\n".join(sentences)
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in sentences)])
    page = Article(article_id="page", source="", title="", text=text)
    evidence = [Evidence(page, int(starts[at]), int(starts[at]) + len(sentences[at])) for at in cited]
    support = gather(evidence)
    share = share_held(claim, support)
    wrong = next(problems(claim, evidence, support), None)
    return (share + (wrong is None)) / 2


def windows(sentences: Sequence[str], words: int = _WINDOW) -> Iterator[range]:
    """Runs of whole sentences of at most `words` words (or a single sentence), each with half of the one before."""
    lengths = [len(sentence.split()) for sentence in sentences]
    start = 0
    while start < len(sentences):
        end = start + 1
        while end < len(sentences) and sum(lengths[start : end + 1]) <= words:
            end += 1
        yield range(start, end)
        if end == len(sentences):
            return
        start += max((end - start) // 2, 1)


def _claims(path: Path, download: Download, limit: int | None) -> list[_Claim]:
    every = list(read_lines(path, _Claim, download))
    return [every[at] for at in spread(len(every), limit)]


def _score(claim: _Claim) -> float:
    """The best of the sets of gold sentences; of all windows of the page where there is none."""
    sets: list[Iterable[int]] = [one for one in claim.supporting_sentences if one]
    cited = sets if claim.label != NOT and sets else list(windows(claim.evidence))
    return max((support_score(claim.claim, claim.evidence, one) for one in cited), default=0.0)


def _best_of(chunks: Sequence[_Chunk], limit: int | None) -> list[Judged]:
    """The best chunk of each of the first claims, as many as the published figures are over."""
    by_claim: dict[str, list[_Chunk]] = {}
    for chunk in chunks:
        by_claim.setdefault(chunk.meta.id, []).append(chunk)
    first = list(by_claim.items())[: min(limit or _PUBLISHED, _PUBLISHED)]
    return [
        Judged(
            claim_id,
            own[0].label,
            max(support_score(chunk.claim, chunk.evidence, range(len(chunk.evidence))) for chunk in own),
            own[0].meta.claim_title,
        )
        for claim_id, own in first
    ]
