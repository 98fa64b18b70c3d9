"""`dateline ask`: one question, or a file of questions."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.plain import line, plain
from index.errors import SettingsError
from index.filters import Filters
from ui.commands.options import Publishers, Since, Undated, Until, day
from ui.parts import open_chain, open_library, progress_console
from ui.settings import Settings

if TYPE_CHECKING:
    from index.library import Library
    from rag.chain import NewsChain, Retrieval

_NAMED = 20  # lines of a batch that failed


def ask(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(help="The question, in quotation marks.")] = None,
    since: Since = None,
    until: Until = None,
    publisher: Publishers = None,
    undated: Undated = False,
    as_of: Annotated[date | None, typer.Option(parser=day, metavar="DATE", help="Ask as if it were this day.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    batch: Annotated[Path | None, typer.Option(help="Ask every question of this JSON lines file.")] = None,
    out: Annotated[Path | None, typer.Option(help="With --batch: write the answers here, not to the screen.")] = None,
    retrieve_only: Annotated[bool, typer.Option("--retrieve-only", help="Stop after retrieval.")] = False,
    top: Annotated[int | None, typer.Option(min=1, max=50, help="Number of passages.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="With --batch: exit status 1 where any line fails.")] = False,
) -> None:
    """Answer a question from the collection. A refusal is an answer too, with exit status 0.

    A batch ends with exit status 1 where not one of its questions could be asked.
    """
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or a file of questions with --batch.")
    if out is not None and batch is None:
        raise typer.BadParameter("it takes the answers of --batch. For one question, use --json.", param_hint="--out")
    if question is not None and not question.strip():
        raise typer.BadParameter("the question is empty.")
    if since and until and since > until:
        raise typer.BadParameter(f"--since {since} lies after --until {until}.")
    filters = Filters(since, until, tuple(publisher or ()), undated, as_of)
    settings: Settings = ctx.obj.model_copy(update={"passages": top}) if top else ctx.obj
    with open_library(settings) as library:
        _check_publishers(library, filters)
        chain = open_chain(settings, library)
        if batch is not None:
            became = _ask_file(chain, batch, out, filters, retrieve_only)
            if (became["error"] and (strict or became["error"] == became.total())) or not became:
                raise typer.Exit(1)
        elif question is not None:
            # bytes that are no UTF-8 arrive as lone surrogates
            _ask_one(chain, question.encode(errors="replace").decode(), filters, as_json, retrieve_only)


def _ask_one(chain: NewsChain, question: str, filters: Filters, as_json: bool, retrieve_only: bool) -> None:
    from eval.terminal import terminal
    from ui.record import answered, retrieved, to_json
    from ui.terminal import print_answer

    with progress_console().status("Reading the articles"):
        if retrieve_only:
            retrieval = chain.retrieve(question, filters=filters)
            record = retrieved(None, question, retrieval, chain.library)
        else:
            answer = chain.ask(question, filters=filters)
            record = answered(None, answer)
    if as_json:
        typer.echo(to_json(record, indent=2))
    elif retrieve_only:
        _print_passages(retrieval)
    else:
        print_answer(terminal(), answer)


def _ask_file(chain: NewsChain, batch: Path, out: Path | None, filters: Filters, retrieve_only: bool) -> Counter[str]:
    """Writes line by line, so that what is answered stays when the run is cut short; then says what became of them.

    Each line that failed is named on stderr, up to some number. Returns how many lines came to which status.
    """
    from ui.batch import ask_lines

    became: Counter[str] = Counter()
    wrong: list[str] = []

    if out and out.exists() and batch.exists() and out.samefile(batch):
        raise SettingsError(f"--out {out} is the file of the questions. Name another one.")
    with (
        batch.open("rb") as lines,
        out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout) as file,
        progress_console().status("Asking") as status,
    ):
        for number, answer in enumerate(ask_lines(lines, chain, filters, retrieve_only=retrieve_only), start=1):
            file.write(answer + "\n")
            file.flush()
            status.update(f"{number:,} asked")
            record = json.loads(answer)
            became[record["status"]] += 1
            if record["status"] == "error" and len(wrong) < _NAMED:
                wrong.append(record["reason"])
    for reason in wrong:
        typer.echo(line(f"{batch.name}, {reason}"), err=True)
    if became["error"] > len(wrong):
        typer.echo(f"and {became['error'] - len(wrong):,} more", err=True)
    if not became:
        typer.echo(f"There is no question in {batch}.", err=True)
    elif out:
        counts = f"{became['answered']:,} answered, {became['refused']:,} refused, {became['error']:,} failed"
        typer.echo(f"{became.total():,} lines: {counts}. The answers are in {out}.", err=True)
    return became


def _check_publishers(library: Library, filters: Filters) -> None:
    known = {name.casefold() for name, _ in library.overview().publishers}
    for name in filters.publishers:
        if name.casefold() not in known:
            raise SettingsError(f"No article is by {name!r}. `dateline articles` lists the publishers.")


def _print_passages(retrieval: Retrieval) -> None:
    from ui.render import headline

    for number, passage in enumerate(retrieval.passages, start=1):
        typer.echo(f"{number}. {headline(passage.article)}  score {passage.score:.2f}\n{plain(passage.text)}\n")
    if not retrieval.passages:
        typer.echo("No passage was found.")
