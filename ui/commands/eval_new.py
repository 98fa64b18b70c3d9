"""`dateline eval new`: a file of cases to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.dump import write_cases
from eval.feedback import feedback_cases
from eval.new import new_cases
from eval.plain import line
from index.errors import CaseError
from ui.feedback import FeedbackStore
from ui.parts import open_library
from ui.render import count
from ui.settings import Settings


def eval_new(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file to write.")] = Path("cases.jsonl"),
    articles: Annotated[int, typer.Option(metavar="N", min=1, help="Articles to ask about.")] = 20,
    seed: Annotated[int, typer.Option(metavar="S", help="Another one chooses other articles and sentences.")] = 0,
    from_feedback: Annotated[
        bool, typer.Option("--from-feedback", help="Make the cases from readers' verdicts on the chat page.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Make a file of cases from the collection, with evidence; the questions are yours to write."""
    settings: Settings = ctx.obj
    if from_feedback:
        cases = feedback_cases(FeedbackStore(settings.home.expanduser()).records())
        if not cases:
            raise CaseError(
                f"There is no feedback in {settings.home}. It comes from Yes and No under the page's answers."
            )
    else:
        with open_library(settings) as library:
            cases = new_cases(library.articles(), articles, seed)
        if not cases:
            raise CaseError(
                f"No article in {settings.home} has a sentence to ask about. Add some: dateline index PATH."
            )
    write_cases(cases, out, force=force)
    unfinished = sum(not case.question or case.note.startswith("to fill in") for case in cases)
    typer.echo(
        f"{out}: {count(len(cases), 'case')}, {unfinished} to fill in. Then: {line(f'dateline eval check {out}')}"
    )
