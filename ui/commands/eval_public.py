"""`dateline eval public`: a public benchmark from files that the user downloaded, beside its paper's table."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.options import Cache, Workers, at_a_time
from ui.parts import open_chain, open_judge, open_library, open_support, replies_file
from ui.settings import Settings


def eval_public(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="The benchmark; without it, those there are.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of its files; without it, what to download.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many questions, evenly spread.")] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="So many of those, each kind in its share.")] = None,
    seed: Annotated[int, typer.Option(help="Another sample.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder for the report; else runs/NAME.")] = None,
    workers: Workers = None,
    judge: Annotated[
        str | None, typer.Option(metavar="PROVIDER:NAME", help="A chat model that scores citations too.")
    ] = None,
    cache: Cache = None,
) -> None:
    """Ask a public benchmark and set the figures beside its paper's. Exit status 1 where a question failed."""
    from eval.adapters import BENCHMARKS, find_benchmark
    from eval.adapters.benchmark import describe
    from eval.adapters.evaluate import evaluate_public
    from eval.terminal import terminal

    if name is None:
        for each in BENCHMARKS:
            typer.echo(f"{each.name:14}{each.citation}")
        return
    benchmark = find_benchmark(name)
    if data is None:
        typer.echo(describe(benchmark))
        return
    settings: Settings = ctx.obj
    replies = replies_file(settings, cache)
    outcome = evaluate_public(
        benchmark,
        data,
        out or Path("runs") / benchmark.name,
        lambda home: open_library(settings.model_copy(update={"home": home}), create=True, rebuild=True),
        lambda library: open_chain(settings, library, replies),
        terminal(),
        home=_private_home(settings.home.expanduser(), benchmark.name, data.resolve()),
        limit=limit,
        sample=sample,
        seed=seed,
        workers=at_a_time(workers, settings),
        judge=open_judge(settings, judge, replies) if judge else None,
        support=open_support(settings, replies),
    )
    raise typer.Exit(outcome.exit_code)


def _private_home(home: Path, name: str, data: Path) -> Path:
    """A home for the documents of this benchmark in this folder alone, so that no others are asked."""
    return home / "eval" / f"{name}-{hashlib.blake2b(bytes(data), digest_size=4).hexdigest()}"
