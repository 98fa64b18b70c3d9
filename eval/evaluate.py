"""`dateline eval`: index, ask, score, compare, report, and say whether the suite's thresholds are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from eval.case import OFF_SUBJECT, load_cases
from eval.compare import compare_runs, shared_cases
from eval.compared import comparison_lines
from eval.cost import charge, prices_of
from eval.entailed import SupportModel, entailment_record
from eval.figures import Figures, summarise
from eval.intervals import Figure
from eval.journal import Journal, open_journal
from eval.judge.grade import judge_record
from eval.judge.judge import Judge
from eval.provenance import git_commit, made_with, settings_of
from eval.report import write_report
from eval.save import run_folder, run_record, save_results, save_summary, summary_of
from eval.saved import load_run
from eval.score import score_results
from eval.select import EVERYTHING, Selection
from eval.steps import ask_suite, entailed, graded, index_articles, plain_recipe
from eval.tables import (
    console_tables,
    counts_line,
    grader_lines,
    markdown,
    outcome_line,
    outcome_table,
    usage_lines,
)
from eval.terminal import say
from eval.thresholds import Threshold, load_thresholds, missed, thresholds_path
from index.library import Library
from rag.chain import NewsChain


@dataclass(frozen=True, slots=True)
class EvalOutcome:
    """`exit_code` is 1 where a threshold is missed or a question ended in an error, else 0; `missed` says which."""

    exit_code: int
    figures: Figures
    baseline: Mapping[str, Figure]
    missed: tuple[str, ...]


def evaluate(
    cases: Path,
    out: Path,
    open_library: Callable[[Path], Library],
    open_chain: Callable[[Library], NewsChain],
    console: Console,
    *,
    home: Path,
    articles: Path | None = None,
    compare_with: Path | None = None,
    with_baseline: bool = True,
    selection: Selection = EVERYTHING,
    workers: int = 1,
    judge: Judge | None = None,
    support: SupportModel | None = None,
) -> EvalOutcome:
    """Runs the suite `cases` and writes results.jsonl, summary.json, report.md and report.html into `out`.

    The library at `home` is asked, `workers` questions at a time. With `articles`, it is first brought up to
    date with those, so `home` must be one that these articles have to themselves; a second run finds it indexed.
    `compare_with` is the folder of an earlier run. Thresholds are enforced of whole suites, asked of their articles.

    A `judge` grades what was answered, an entailment model, `support`, its citations; their scores stand beside the
    others, and their failures are counted.

    A run that was stopped goes on where it was, if everything that it was made with is the same. Raises
    CaseError on a wrong suite, selection, thresholds file or earlier run, before anything is indexed or asked;
    where `articles` hold none, and where `out` is no folder or another run is writing into it.
    """
    suite = load_cases(cases)
    chosen = selection.of(suite)
    whole = len(chosen) == len(suite) and not selection.off_subject
    thresholds = load_thresholds(thresholds_path(cases))
    earlier = load_run(compare_with) if compare_with else None
    if earlier is not None:
        shared_cases(earlier.results, [case.case_id for case in chosen])
    commit = git_commit()  # now: the source tree may be another one when the run ends
    with run_folder(out), open_library(home) as library:
        if articles is not None:
            index_articles(library, articles, console)
        chain = open_chain(library)
        prices = prices_of(chain.settings)
        made = made_with(chosen, library, chain)
        with open_journal(out, made, chosen, library.article) as journal:
            if selection.off_subject:
                say(console, "Taking the articles to be about other things: every question has to be refused.")
            _say_how_it_starts(console, journal, len(chosen), len(suite), out)
            run = ask_suite(chosen, chain, console, workers, journal)
            scored = score_results(run.results, library.article)
            if prices is not None:
                scored = charge(scored, prices)
            if judge is not None:
                scored = graded(scored, judge, console, workers)
            if support is not None:
                scored = entailed(scored, support, console)
            told = with_baseline and any(case.evidence for case in chosen)
            baseline = plain_recipe(chosen, library, console) if told else {}
            figures = summarise(scored)
            lines = missed(thresholds if whole else (), figures)
            record = run_record(made, run, selection, len(suite), workers, len(journal.finished), prices)
            record |= {"judge": judge_record(scored, judge)} if judge else {}
            record |= {"entailment": entailment_record(scored, support)} if support else {}
            summary = summary_of(
                figures,
                baseline,
                settings_of(library, chain),
                suite=cases.stem + f"-{OFF_SUBJECT}" * selection.off_subject,
                articles=library.overview().articles,
                seconds=run.seconds,
                missed=lines,
                commit=commit,
                run=record,
            )
            save_results(scored, out)
            save_summary(summary, out)
            notes = [*usage_lines(record), *grader_lines(record)]
            saved = load_run(out)
            page = markdown(figures, baseline, f"Evaluation: {cases.stem}", saved.quoting, notes)
            (out / "report.md").write_text(page, encoding="utf-8")
            write_report(saved, out / "report.html", earlier)
            journal.remove()
    _say_outcome(console, thresholds if whole else (), lines)
    say(console, counts_line(figures))
    console.print(outcome_table(figures, baseline, saved.quoting))
    for table in console_tables(figures, baseline, saved.quoting):
        console.print(table)
    for note in notes:
        say(console, note)
    for problem in figures.problems:
        say(console, f"Gold evidence: {problem}")
    if earlier is not None:
        say(console, f"Compared with {compare_with}:")
        for difference in comparison_lines(compare_runs(earlier, saved)):
            say(console, f"- {difference}")
    say(console, f"Outcome: {outcome_line(figures)}")
    _say_outcome(console, thresholds if whole else (), lines)
    say(console, f"Report: {out / 'report.html'}")
    return EvalOutcome(1 if lines else 0, figures, baseline, lines)


def _say_outcome(console: Console, thresholds: Sequence[Threshold], missed: Sequence[str]) -> None:
    """Whether the run passed: said first and last, for the figures between fill screens."""
    if missed:
        say(console, "Failed.", "bold red")
        for miss in missed:
            say(console, f"Below threshold: {miss}", "red")
    elif thresholds:
        say(console, f"Passed: it keeps the {len(thresholds)} thresholds of the suite.", "bold green")
    else:
        say(console, "No thresholds were held against it.")


def _say_how_it_starts(console: Console, journal: Journal, chosen: int, total: int, out: Path) -> None:
    if chosen < total:
        say(console, f"Asking {chosen} of {total} cases; on a part of a suite its thresholds are not enforced.")
    if journal.finished:
        say(console, f"{len(journal.finished)} of {chosen} cases taken from the unfinished run in {out}.")
    if journal.changed:
        say(console, f"The unfinished run in {out} is not gone on with, but begun anew: {'; '.join(journal.changed)}.")
