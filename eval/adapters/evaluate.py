"""`dateline eval public`: index a benchmark's documents, ask its questions, count, and set it beside the paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from eval.adapters.benchmark import Asked, Benchmark, Collection, Counted, Document, Outcome
from eval.adapters.report import PublicRun, save, show
from eval.adapters.tables import load_tables
from eval.plain import line
from eval.save import make_folder
from index.filters import Filters
from index.library import Library
from rag.chain import NewsChain

_SHARD = 20_000_000  # characters of text in one file of documents
_NO_ARTICLE = ("",)  # as a filter: the id of none


@dataclass(frozen=True, slots=True)
class PublicOutcome:
    """`exit_code` is 1 where a question ended in an error, which the figures count as wrong; else 0."""

    exit_code: int
    counted: Counted


def evaluate_public(
    benchmark: Benchmark,
    data: Path,
    out: Path,
    open_library: Callable[[Path], Library],
    open_chain: Callable[[Library], NewsChain],
    console: Console,
    *,
    home: Path,
    limit: int | None = None,
) -> PublicOutcome:
    """Runs the benchmark on the files in `data` and writes public.json, questions.jsonl and report.md into `out`.

    Every collection gets a folder of its own under `home`. Raises CaseError where a file is missing or wrong,
    before anything is indexed.
    """
    task = benchmark.load(data, limit)
    make_folder(out)
    outcomes: list[Outcome] = []
    notes = [*task.notes, *([f"At most about {limit} questions of each kind of task."] if limit else [])]
    settings: dict[str, object] = {}
    for collection in task.collections:
        with open_library(home / collection.name) as library:
            notes += _index(library, collection, home / collection.name / "documents", console)
            chain = open_chain(library)
            settings = {
                "index": library.settings.model_dump(mode="json"),
                "rag": chain.settings.model_dump(mode="json", exclude={"api_key", "base_url"}),
            }
            outcomes += _ask(collection, chain, console)
    counted = task.count(outcomes)
    failed = [outcome for outcome in outcomes if outcome.error]
    if failed:
        notes.append(f"{len(failed)} questions ended in an error and count as wrong. The first: {failed[0].error}")
    run = PublicRun(benchmark, load_tables(benchmark.name), counted, tuple(outcomes), tuple(notes), limit, settings)
    save(run, out)
    show(run, out, console)
    return PublicOutcome(1 if failed else 0, counted)


def _index(library: Library, collection: Collection, folder: Path, console: Console) -> list[str]:
    """Brings the library up to date with the collection; a note where documents were not taken."""
    with console.status(f"Indexing {line(collection.name)}"):
        _write(collection.documents(), folder)
        skipped = library.sync([folder], prune=True).skipped
    if not skipped:
        return []
    return [f"{len(skipped)} documents of {collection.name} were not indexed. The first: {skipped[0].reason}"]


def _write(documents: Iterator[Document], folder: Path) -> None:
    """The documents as records, in files of some megabytes, and no others beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.jsonl"):
        stale.unlink()
    number = 0
    while records := list(_shard(documents)):
        number += 1
        (folder / f"{number:04}.jsonl").write_text("".join(records), encoding="utf-8")


def _shard(documents: Iterator[Document]) -> Iterator[str]:
    size = 0
    for document in documents:
        size += len(document.text)
        yield json.dumps({name: value for name, value in asdict(document).items() if value}) + "\n"
        if size >= _SHARD:
            return


def _ask(collection: Collection, chain: NewsChain, console: Console) -> list[Outcome]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        asked = progress.track(collection.asked, description=f"Asking {line(collection.name)}")
        return [_outcome(collection, each, chain) for each in asked]


def _outcome(collection: Collection, asked: Asked, chain: NewsChain) -> Outcome:
    case = asked.case
    filters = Filters(as_of=case.as_of, articles=() if asked.articles is None else asked.articles or _NO_ARTICLE)
    try:
        if collection.top is not None:
            return Outcome(
                collection.name, case, chain.retrieve(case.question, case.history, filters, collection.top).passages
            )
        answer = chain.ask(case.question, case.history, filters)
    except Exception as error:  # whatever breaks on one question must not lose the others
        return Outcome(collection.name, case, error=f"{type(error).__name__}: {error}")
    return Outcome(collection.name, case, answer.passages, answer)
