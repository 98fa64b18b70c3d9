"""`dateline bench answers`: Dateline and its peers on the same articles and questions, in one run."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from eval.case import Case, load_cases
from eval.peers.ask import Asked, ask_everybody
from eval.peers.entrant import dateline, entrant
from eval.peers.outcome import Outcome, outcome
from eval.peers.plot import save_plot
from eval.peers.quoting import NearestSentences
from eval.peers.roster import HOW_TO_GET_THEM, roster
from eval.peers.shown import answers_json, answers_markdown, answers_table
from eval.plain import line
from eval.provenance import git_commit
from eval.save import make_folder
from eval.select import Selection
from index.errors import CaseError
from index.library import Library
from rag.chain import NewsChain


def bench_answers(
    cases: Path,
    out: Path,
    library: Library,
    open_chain: Callable[[Library], NewsChain],
    console: Console,
    *,
    articles: Path | None = None,
    selection: Selection = Selection(),
    answers: bool = True,
) -> Outcome:
    """Asks everybody the answerable cases and writes answers.json, answers.jsonl, answers.md and answers.svg.

    With `articles`, an empty `library` is first filled with those, and the time counted; else what it holds is
    asked. `selection` is taken of the cases that have an answer. Without `answers` only retrieval is compared.
    Raises CaseError on a wrong suite, before anything is indexed, and where there are no articles.
    """
    suite = selection.of([case for case in load_cases(cases) if case.answerable])
    if not suite:
        raise CaseError(
            f"{cases}: no question in it has an answer, so there is nothing to compare. Add some that have."
        )
    make_folder(out)
    commit = git_commit()  # now: the source tree may be another one when the run ends
    peers, missing = roster()
    for package in missing:
        console.print(f"Not compared: {package} is not installed. {HOW_TO_GET_THEM}", markup=False, soft_wrap=True)
    with _progress(console) as progress:
        indexing = progress.add_task("Indexing", total=len(peers) + 1)
        library.embedder.encode_query("The model is loaded before anything is timed.")
        seconds = _index(library, articles) if articles is not None else None
        if not library.overview().articles:
            raise CaseError("There is no article to ask. Name a file or folder of articles with --articles.")
        progress.advance(indexing)
        chain = open_chain(library)
        stored = library.articles()
        quoting = NearestSentences(library.embedder, chain.settings.max_quotes) if answers else None
        entrants = [dateline(chain, seconds, answers=answers)]
        for peer in peers:
            entrants.append(entrant(peer, stored, library.embedder, quoting))
            progress.advance(indexing)
        asking = progress.add_task("Asking", total=len(suite))
        asked = ask_everybody(suite, entrants, library.article, lambda done: progress.update(asking, completed=done))
    result = outcome(entrants, asked)
    made = _made(cases.stem, len(suite), len(stored), library.embedder.name, commit)
    _save(result, asked, suite, made, out)
    console.print(answers_table(result))
    console.print(f"Report: {out / 'answers.md'}", markup=False, highlight=False, soft_wrap=True)
    return result


def _index(library: Library, articles: Path) -> float:
    begin = time.perf_counter()
    library.sync([articles])
    return time.perf_counter() - begin


def _made(suite: str, cases: int, articles: int, model: str, commit: str | None) -> dict[str, object]:
    """How the figures were made."""
    return {
        "suite": line(suite),
        "cases": cases,
        "articles": articles,
        "embedding_model": model,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
    }


def _save(
    result: Outcome, asked: Mapping[str, Sequence[Asked]], suite: Sequence[Case], made: Mapping[str, object], out: Path
) -> None:
    title = f"Dateline and its peers: {made['suite']}"
    said = (
        f"{made['cases']} questions that have an answer, {made['articles']} articles, embedding model"
        f" {made['embedding_model']}; {str(made['finished'])[:10]}, {made['machine']}, commit {made['commit']}."
    )
    whole = {**made, **answers_json(result)}
    (out / "answers.json").write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (out / "answers.md").write_text(answers_markdown(result, title, said), encoding="utf-8")
    records = [
        {"id": case.case_id, "kind": case.kind, "question": case.question}
        | {"systems": {name: asdict(items[at]) for name, items in asked.items()}}
        for at, case in enumerate(suite)
    ]
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (out / "answers.jsonl").write_text(text, encoding="utf-8")
    save_plot(result, out / "answers.svg", title)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)
