"""`dateline eval`: questions with known answers, and how well they are answered."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import CaseError
from ui.parts import open_chain, open_library, progress_console, sample_folder
from ui.settings import Settings

if TYPE_CHECKING:
    from index.library import Library

_SUITES = Path(__file__).parents[2] / "eval" / "suites"


def evaluation(
    ctx: typer.Context,
    suite: Annotated[str, typer.Argument(help="A packaged suite; it is asked of the sample articles.")] = "samples",
    cases: Annotated[Path | None, typer.Option(help="A suite of your own, in place of SUITE.")] = None,
    articles: Annotated[Path | None, typer.Option(help="Ask these articles, not the collection.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the report; else runs/SUITE.")] = None,
    compare: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Folder of an earlier run to compare with.")
    ] = None,
) -> None:
    """Ask a suite of questions and report. Exit status 1 below the suite's thresholds."""
    from rich.console import Console

    from eval.evaluate import evaluate

    settings: Settings = ctx.obj
    if cases is None:
        cases = _packaged(suite)
        articles = articles or sample_folder()
    home = settings.home.expanduser()
    if articles is not None:
        articles = articles.resolve()
        home = _private_home(home, cases, articles)
    outcome = evaluate(
        cases,
        out or Path("runs") / cases.stem,
        lambda home: _open(settings.model_copy(update={"home": home}), private=articles is not None),
        lambda library: open_chain(settings, library),
        Console(),
        home=home,
        articles=articles,
        compare_with=compare,
    )
    raise typer.Exit(outcome.exit_code)


def _private_home(home: Path, cases: Path, articles: Path) -> Path:
    """A home for this suite and these articles alone, so that no others are asked."""
    key = hashlib.blake2b(bytes(articles), digest_size=4).hexdigest()
    return home / "eval" / f"{cases.stem}-{key}"


def _open(settings: Settings, *, private: bool) -> Library:
    """The library; a private one follows the settings of the index by itself."""
    with progress_console().status("Opening the articles"):
        return open_library(settings, create=private, rebuild=private)


def _packaged(name: str) -> Path:
    known = sorted(path.stem for path in _SUITES.glob("*.jsonl"))
    if name not in known:
        raise CaseError(
            f"There is no packaged suite {name!r}. There are: {', '.join(known)}. Or name a file with --cases."
        )
    return _SUITES / f"{name}.jsonl"
