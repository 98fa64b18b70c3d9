"""`dateline eval public`: index a benchmark's documents, ask its questions, count, and set it beside the paper.

The questions are asked by the runner of `dateline eval` (`eval.run`, `eval.journal`): several at a time, tried again
where a chat model fails for the moment, and gone on with where a run was stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from shutil import rmtree

from rich.console import Console

from eval.adapters.ask import asking, cases_of, chosen, outcome
from eval.adapters.benchmark import Benchmark, Collection, Counted, Outcome, Task
from eval.adapters.cited import count_citations, missing
from eval.adapters.documents import index_documents
from eval.adapters.read import check_folder, find
from eval.adapters.report import PublicRun, save, show
from eval.adapters.tables import load_tables
from eval.cost import Prices, cost_record, prices_of
from eval.entailed import SupportModel
from eval.journal import open_journal
from eval.judge.judge import Judge
from eval.provenance import git_commit, machine, made_with, settings_of
from eval.run import run_suite
from eval.save import make_folder, run_folder
from eval.select import Selection
from eval.terminal import progress, say, status
from eval.usage import total
from index.errors import CaseError
from index.library import Library
from rag.chain import NewsChain

_UNFINISHED = "unfinished"  # folder of the journals


@dataclass(frozen=True, slots=True)
class PublicOutcome:
    """`exit_code` is 1 where a question ended in an error, which no figure counts; else 0."""

    exit_code: int
    counted: Counted


@dataclass(slots=True)
class _Progress:
    """What a run has come to so far."""

    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    made: dict[str, object] = field(default_factory=dict)  # by collection
    settings: Mapping[str, object] = field(default_factory=dict)
    prices: Prices | None = None
    resumed: int = 0


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
    sample: int | None = None,
    seed: int = 0,
    workers: int = 1,
    judge: Judge | None = None,
    support: SupportModel | None = None,
) -> PublicOutcome:
    """Runs the benchmark on the files in `data` and writes public.json, questions.jsonl and report.md into `out`.

    Of each kind of task the first `limit` questions, evenly spread, are asked; of those a `sample`, each kind in its
    share; `workers` at a time. Every collection gets a folder of its own under `home`. Where the benchmark scores
    citations, an entailment model, `support`, and a `judge` score them beside the support check.

    A run that was stopped goes on where it was, if everything that it was made with is the same. Raises CaseError
    where a file is missing or wrong, before anything is indexed, and where another run is writing into `out`.
    """
    task = _load(benchmark, data, limit, sample)
    collections = chosen(task, sample, seed)
    commit, begin = git_commit(), time.perf_counter()
    run = _Progress(notes=[*task.notes, *_part(task, limit, sample)])
    with run_folder(out), ExitStack() as journals:
        for collection in collections:
            with open_library(home / collection.name) as library:
                _ask(collection, library, open_chain(library), home, out, console, workers, run, journals)
        told = [each for each in run.outcomes if not each.error]
        with progress(console) as bar:
            counted, citations = count_citations(task, told, support, judge, bar, workers)
        failed = [each.error for each in run.outcomes if each.error]
        if failed:
            run.notes.append(f"{len(failed)} questions ended in an error and are not scored. The first: {failed[0]}")
        usage = total(each.usage for each in run.outcomes)
        record = {
            "commit": commit,
            "seconds": round(time.perf_counter() - begin, 1),
            "machine": machine(),
            "workers": workers,
            "selection": asdict(Selection(sample=sample, seed=seed, limit=limit)),
            "made": run.made,
            "resumed": run.resumed,
            "retries": sum(each.tries - 1 for each in run.outcomes),
            "usage": usage._asdict(),
            "cost": cost_record(usage, run.prices, len(run.outcomes)) if run.prices else None,
            "citations": citations,
        }
        finished = PublicRun(
            benchmark,
            load_tables(benchmark.name),
            counted,
            tuple(run.outcomes),
            (*run.notes, *missing(citations)),
            limit,
            run.settings,
            record,
        )
        save(finished, out)
    rmtree(out / _UNFINISHED, ignore_errors=True)
    show(finished, out, console)
    return PublicOutcome(1 if failed else 0, counted)


def _load(benchmark: Benchmark, data: Path, limit: int | None, sample: int | None) -> Task:
    """The task. One that asks no questions has nothing to draw a sample from but what its limit leaves."""
    check_folder(data)
    task = benchmark.load(data, limit)
    if task.collections and not any(collection.asked for collection in task.collections):
        names = ", ".join(Path(download.path).name for download in benchmark.downloads if find(data, download))
        raise CaseError(f"{benchmark.title}: there is no question in {data}: {names}. Download what is there again.")
    if sample is None or task.collections:
        return task
    return benchmark.load(data, min(sample, limit or sample))


def _part(task: Task, limit: int | None, sample: int | None) -> list[str]:
    """What is said of a run that did not take everything."""
    if not task.collections:
        least = min(filter(None, (limit, sample)), default=None)
        return [f"At most {least} items of each part, evenly spread."] if least else []
    return [
        *([f"At most about {limit} questions of each kind of task."] if limit else []),
        *([f"A sample of {sample} questions, each kind in its share."] if sample else []),
    ]


def _ask(
    collection: Collection,
    library: Library,
    chain: NewsChain,
    home: Path,
    out: Path,
    console: Console,
    workers: int,
    run: _Progress,
    journals: ExitStack,
) -> None:
    """Indexes a collection and asks its questions. Its journal stays until the run is saved."""
    with status(console, f"Indexing {collection.name}"):
        run.notes += index_documents(library, collection, home / collection.name / "documents")
    cases = cases_of(collection)
    made = made_with(cases, library, chain) | {"passages": collection.top}
    folder = out / _UNFINISHED / collection.name
    make_folder(folder)
    journal = journals.enter_context(open_journal(folder, made, cases, library.article))
    if journal.finished:
        say(console, f"{len(journal.finished)} of {len(cases)} questions taken from the unfinished run in {out}.")
    if journal.changed:
        say(console, f"The unfinished run in {out} is begun anew: {'; '.join(journal.changed)}.")
    with progress(console) as bar:
        line = bar.add_task(f"Asking {collection.name}", total=len(cases), completed=len(journal.finished))
        results = run_suite(
            cases,
            asking(collection, chain),
            lambda step: bar.update(line, completed=step.done),
            workers=workers,
            finished=journal.finished,
            keep=journal.keep,
        ).results
    run.outcomes += [outcome(collection, *pair) for pair in zip(collection.asked, results, strict=True)]
    run.made[collection.name] = {name: value for name, value in made.items() if name != "settings"}
    run.settings, run.prices = settings_of(library, chain), prices_of(chain.settings)
    run.resumed += len(journal.finished)
