"""MTRAG: conversations over four corpora (Katsis et al. 2025).

The passages found for each turn, asked in three ways, counted by trec_eval as its `run_retrieval_eval.py` counts; and
which turns are refused (`mtrag_turns`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from eval.adapters.addresses import document_url, identity_of
from eval.adapters.benchmark import Asked, Collection, Counted, Document, Download, Line, Outcome, Task, spread
from eval.adapters.figures import mean_line, owns
from eval.adapters.mtrag_turns import (
    LABELLED,
    WHERE,
    MtPassage,
    conversation,
    count_refusals,
    labelled_collection,
    load_labelled,
)
from eval.adapters.read import Record, find, read_lines, read_text
from eval.case import Case
from index.errors import CaseError
from rag.answer import Turn

_DOMAINS = ("clapnq", "cloud", "fiqa", "govt")
_SETUPS = {"lastturn": "last turn", "questions": "all turns", "rewrite": "rewrite"}
_KS = (1, 3, 5, 10)
_TOP = 30  # chunks that are searched for: ten passages, some of them cut in three
_USER = "|user|:"


def _corpus(domain: str) -> Download:
    return Download(f"corpora/passage_level/{domain}.jsonl", f"{WHERE} (unzipped)", needed=False)


def _queries(domain: str, setup: str) -> Download:
    return Download(f"mtrag-human/retrieval_tasks/{domain}/{domain}_{setup}.jsonl", WHERE, needed=False)


def _qrels(domain: str) -> Download:
    return Download(f"mtrag-human/retrieval_tasks/{domain}/qrels/dev.tsv", WHERE, needed=False, tail=3)


@dataclass(frozen=True, slots=True)
class MtRag:
    """A collection for each domain that is there, which is only searched, and one for each file of labelled turns."""

    name: str = "mtrag"
    title: str = "MTRAG"
    citation: str = (
        "Katsis et al. 2025, MTRAG: A Multi-Turn Conversational Benchmark for Evaluating Retrieval-Augmented "
        "Generation Systems, TACL 13"
    )
    licence: str = "Apache-2.0; see the repository for the corpora"

    @property
    def downloads(self) -> tuple[Download, ...]:
        return (*(download for domain in _DOMAINS for download in _of(domain)), *LABELLED.values())

    def load(self, data: Path, limit: int | None) -> Task:
        domains = [domain for domain in _DOMAINS if all(find(data, download) for download in _of(domain))]
        labelled = {name: path for name, download in LABELLED.items() if (path := find(data, download))}
        if not domains and not labelled:
            some = "; ".join(download.path for download in (*_of(_DOMAINS[0]), *LABELLED.values()))
            raise CaseError(
                f"{self.title}: {data} holds neither all files of a domain nor a file of labelled turns: {some}. "
                f"Take them from {WHERE}, unzip the corpora, and name the checkout with --data."
            )
        relevant = {domain: _read_qrels(data, domain) for domain in domains}
        turns_of = {name: load_labelled(name, path, limit) for name, path in labelled.items()}
        collections = [_search(data, domain, relevant[domain], limit) for domain in domains]
        collections += [labelled_collection(name, turns) for name, turns in turns_of.items()]

        def count(outcomes: Sequence[Outcome]) -> Counted:
            found = _count_search([outcome for outcome in outcomes if outcome.collection in relevant], relevant)
            answered = count_refusals([outcome for outcome in outcomes if outcome.collection in labelled])
            return Counted((*found.lines, *answered.lines), {**found.scores, **answered.scores})

        missing = [domain for domain in _DOMAINS if domain not in domains]
        notes = [f"Without the domains {', '.join(missing)}: not all of their files are there."] if missing else []
        bare = sum(not turn.contexts for turns in turns_of.values() for turn in turns)
        if bare:
            notes.append(f"{bare} labelled turns come without a passage; they are asked of the passages of all turns.")
        return Task(tuple(collections), count, tuple(notes))


class _Query(Record):
    id: str = Field(alias="_id", min_length=1)
    text: str


def _of(domain: str) -> list[Download]:
    return [_corpus(domain), _qrels(domain), *(_queries(domain, setup) for setup in _SETUPS)]


def _path(data: Path, download: Download) -> Path:
    path = find(data, download)
    if path is None:
        raise CaseError(f"{download.path}: no longer in {data}. Download it again from {download.where}.")
    return path


def _read_qrels(data: Path, domain: str) -> dict[str, dict[str, int]]:
    """query -> passage -> relevance. Raises CaseError on a line that is none."""
    download = _qrels(domain)
    path = _path(data, download)
    relevant: dict[str, dict[str, int]] = {}
    for number, line in enumerate(read_text(path, download).splitlines()[1:], start=2):
        try:
            query, passage, score = line.split("\t")
            relevant.setdefault(query, {})[passage] = int(score)
        except ValueError as error:
            raise CaseError(
                f"{path}, line {number}: not a query id, a passage id and a number with tabs between. "
                f"Download it again from {WHERE}."
            ) from error
    return relevant


def _search(data: Path, domain: str, relevant: dict[str, dict[str, int]], limit: int | None) -> Collection:
    asked: list[Asked] = []
    for setup in _SETUPS:
        download = _queries(domain, setup)
        wanted = [query for query in read_lines(_path(data, download), _Query, download) if query.id in relevant]
        for at in spread(len(wanted), limit):
            query = wanted[at]
            *before, question = turns(query.text)
            history = tuple(Turn("user", text) for text in before)
            case = Case(f"{domain}/{setup}/{query.id}", question, answerable=True, kind=setup, history=history)
            asked.append(Asked(case, cluster=conversation(query.id)))
    corpus = _corpus(domain)
    path = _path(data, corpus)

    def documents() -> Iterator[Document]:
        unseen = {passage for passages in relevant.values() for passage in passages}
        for passage in read_lines(path, MtPassage, corpus):
            unseen.discard(passage.id)
            yield Document(document_url("mtrag", passage.id), passage.text, passage.title or "")
        if unseen:
            raise CaseError(
                f"{path}: {len(unseen)} passages of {_qrels(domain).path} are not in it, {min(unseen)} for one. "
                "Take the corpus of corpora/passage_level."
            )

    return Collection(domain, documents, tuple(asked), top=_TOP)


def turns(text: str) -> list[str]:
    """The user's turns of a query: '|user|: one\\n|user|: two'."""
    return [turn.strip() for turn in f"\n{text}".split(f"\n{_USER}") if turn.strip()] or [text.strip()]


def _count_search(outcomes: Sequence[Outcome], relevant: dict[str, dict[str, dict[str, int]]]) -> Counted:
    import ir_measures
    from ir_measures import R, nDCG

    if not outcomes:
        return Counted(())
    names: dict[Any, str] = {R @ k: f"R@{k}" for k in _KS} | {nDCG @ k: f"nDCG@{k}" for k in _KS}
    judged, found = [], []
    for outcome in outcomes:
        case_id = outcome.case.case_id
        domain, _, query = case_id.split("/", 2)
        judged += [ir_measures.Qrel(case_id, passage, score) for passage, score in relevant[domain][query].items()]
        ranked = dict.fromkeys(identity_of(passage.article.url) for passage in outcome.passages)
        found += [ir_measures.ScoredDoc(case_id, passage, -float(rank)) for rank, passage in enumerate(ranked)]
    scores: dict[str, dict[str, float]] = {outcome.case.case_id: {} for outcome in outcomes}
    for metric in ir_measures.iter_calc(list(names), judged, found):
        scores[metric.query_id][names[metric.measure]] = float(metric.value)
    columns = {name: name for name in names.values()}
    lines: list[Line] = []
    for setup, title in _SETUPS.items():
        own = {domain: owns(_of_setup(outcomes, domain, setup), scores) for domain in relevant}
        lines.append(mean_line("retrieval", title, [each for every in own.values() for each in every], columns))
        lines += [mean_line("domains", f"{domain}, {title}", each, columns) for domain, each in own.items()]
    return Counted(tuple(lines), scores)


def _of_setup(outcomes: Sequence[Outcome], domain: str, setup: str) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.case.case_id.startswith(f"{domain}/{setup}/")]
