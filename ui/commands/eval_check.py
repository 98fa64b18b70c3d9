"""`dateline eval check`: whether a file of cases holds together with the articles it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.check import Articles, Finding, check_suite
from eval.folder import ReadArticles
from eval.plain import line
from index.errors import CaseError
from ui.commands.evaluation import is_packaged, suite_file
from ui.parts import open_library, progress_console, sample_folder
from ui.render import count
from ui.settings import Settings


def eval_check(
    ctx: typer.Context,
    suite: Annotated[str, typer.Argument(metavar="FILE", help="A JSONL file of cases, or a packaged suite.")],
    articles: Annotated[
        Path | None,
        typer.Option(exists=True, help="The articles it is about; else the collection. They are read, not indexed."),
    ] = None,
) -> None:
    """Hold a file of cases against the articles: every problem with its line. Exit status 1 where there is one."""
    settings: Settings = ctx.obj
    path = suite_file(suite)
    folder = articles or (sample_folder() if is_packaged(path) else None)
    if folder is None:
        with open_library(settings) as library:
            findings = _findings(path, library)
    else:
        with progress_console().status("Reading the articles"):
            stored = ReadArticles([folder], settings.index)
        for skipped in stored.skipped:
            typer.echo(f"Skipped {line(skipped.reason)}", err=True)
        if not stored.articles():
            raise CaseError(f"{folder}: there is no article to look in. Name a file or folder of articles.")
        findings = _findings(path, stored)
    problems = sum(not finding.warning for finding in findings)
    if not findings:
        typer.echo(f"{line(path.name)} is in order.")
    else:
        typer.echo(f"{count(problems, 'problem')}, {count(len(findings) - problems, 'warning')}.")
    raise typer.Exit(1 if problems else 0)


def _findings(path: Path, stored: Articles) -> tuple[Finding, ...]:
    findings = check_suite(path, stored)
    for found in findings:
        case = f" ({found.case_id})" if found.case_id else ""
        kind = "warning: " if found.warning else ""
        typer.echo(line(f"{path.name}, line {found.line}{case}: {kind}{found.text}"))
    return findings
