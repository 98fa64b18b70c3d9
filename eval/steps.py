"""The long steps of an evaluation, each with how far it is on the console."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from eval.baseline import measure_baseline
from eval.case import Case
from eval.entailed import SupportModel, entail_run
from eval.intervals import Figure
from eval.journal import Journal
from eval.judge.grade import grade_run
from eval.judge.judge import Judge
from eval.peers.recipe import LangChainRecipe
from eval.run import Run, run_suite
from eval.score import Scored
from eval.terminal import progress, say, status
from index.errors import CaseError
from index.library import Library, SyncReport
from rag.chain import NewsChain


def index_articles(library: Library, articles: Path, console: Console) -> None:
    """Brings the library up to date with the articles. Raises CaseError where there are none."""
    with status(console, f"Indexing {articles.name}"):
        report: SyncReport = library.sync([articles], prune=True)
    for skipped in report.skipped:
        say(console, f"Skipped {skipped.reason}", "yellow")  # the reason names the place
    if not library.overview().articles:
        raise CaseError(f"{articles}: there is no article to ask. Name a file or folder of articles with --articles.")


def ask_suite(suite: tuple[Case, ...], chain: NewsChain, console: Console, workers: int, journal: Journal) -> Run:
    """Asks the cases that the journal does not hold yet."""
    with progress(console) as bar:
        task = bar.add_task("Asking", total=len(suite), completed=len(journal.finished))
        return run_suite(
            suite,
            chain,
            lambda step: bar.update(task, completed=step.done),
            workers=workers,
            finished=journal.finished,
            keep=journal.keep,
        )


def graded(scored: tuple[Scored, ...], judge: Judge, console: Console, workers: int) -> tuple[Scored, ...]:
    """The scores with the judge's beside them."""
    with progress(console) as bar:
        task = bar.add_task("Judging", total=len(scored))
        return grade_run(scored, judge, lambda done: bar.update(task, completed=done), workers=workers)


def entailed(scored: tuple[Scored, ...], support: SupportModel, console: Console) -> tuple[Scored, ...]:
    """The scores with the entailment model's beside them."""
    with progress(console) as bar:
        task = bar.add_task("Entailment", total=len(scored))
        return entail_run(scored, support, lambda done: bar.update(task, completed=done))


def plain_recipe(suite: tuple[Case, ...], library: Library, console: Console) -> dict[str, Figure]:
    """The retrieval figures of the plain recipe on the same articles and cases."""
    with progress(console) as bar:
        task = bar.add_task("Plain recipe", total=None)
        baseline = LangChainRecipe(lambda done, total: bar.update(task, completed=done, total=total))
        baseline.build(library.articles(), library.embedder)
        return measure_baseline(suite, baseline, library.article)
