"""`dateline eval`: questions with known answers, and how well they are answered."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.case import OFF_SUBJECT, load_cases
from eval.select import Selection
from index.errors import CaseError
from ui.commands.groups import DEFAULT, DefaultGroup
from ui.commands.options import Cache, Workers, at_a_time
from ui.parts import open_chain, open_judge, open_library, open_support, progress_console, replies_file, sample_folder
from ui.settings import Settings

if TYPE_CHECKING:
    from index.library import Library

_SUITES = Path(__file__).parents[2] / "eval" / "suites"
_DEFAULT_SUITE = "samples"

evaluation = typer.Typer(
    cls=DefaultGroup,
    subcommand_metavar="[SUITE]... | COMMAND [ARGS]...",
    help="Ask suites of questions and report. Exit status 1 below a suite's thresholds.",
)


@dataclass(frozen=True, slots=True)
class _Suite:
    """A suite file, the articles to ask (None: the collection), and the folders of this run and an earlier one."""

    cases: Path
    articles: Path | None
    out: Path
    compare: Path | None


@evaluation.command(DEFAULT, hidden=True)
def run(
    ctx: typer.Context,
    suites: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SUITE",
            help="A packaged suite, asked of its own articles, or a JSONL file of cases; else the suite samples.",
            show_default=False,
        ),
    ] = None,
    cases: Annotated[Path | None, typer.Option(help="A suite of your own, in place of SUITE.")] = None,
    articles: Annotated[Path | None, typer.Option(help="Ask these articles, not the collection.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the report; else runs/SUITE. Several suites: DIR/SUITE.")
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(metavar="RUN", help="Folder of an earlier run to compare with. Several suites: RUN/SUITE."),
    ] = None,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only questions of this kind; may be repeated.")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="So many cases, each kind in its share.")] = None,
    seed: Annotated[int, typer.Option(help="Another sample.")] = 0,
    limit: Annotated[int | None, typer.Option(min=1, help="The first so many cases of those.")] = None,
    off_subject: Annotated[
        bool,
        typer.Option(
            "--off-subject", help="The articles, or else the collection, are about other things: all must be refused."
        ),
    ] = False,
    workers: Workers = None,
    judge: Annotated[
        str | None,
        typer.Option(metavar="PROVIDER:NAME", help="A chat model that grades the answers and their proof too."),
    ] = None,
    cache: Cache = None,
) -> None:
    """Ask suites of questions and report. Exit status 1 below a suite's thresholds."""
    from eval.evaluate import evaluate
    from eval.terminal import terminal

    settings: Settings = ctx.obj
    console = terminal()
    selection = Selection(tuple(kinds or ()), sample, seed, limit, off_subject)
    replies = replies_file(settings, cache)
    grader = open_judge(settings, judge, replies) if judge else None
    support = open_support(settings, replies)
    worst = 0
    for suite in _suites(suites, cases, articles, out, compare, selection):
        home = settings.home.expanduser()
        if suite.articles is not None:
            home = _private_home(home, suite.cases, suite.articles)
        outcome = evaluate(
            suite.cases,
            suite.out,
            lambda home, private=suite.articles is not None: _open(  # type: ignore[misc]
                settings.model_copy(update={"home": home}), private=private
            ),
            lambda library: open_chain(settings, library, replies),
            console,
            home=home,
            articles=suite.articles,
            compare_with=suite.compare,
            selection=selection,
            workers=at_a_time(workers, settings),
            judge=grader,
            support=support,
        )
        worst = max(worst, outcome.exit_code)
    raise typer.Exit(worst)


def _suites(
    names: list[str] | None,
    cases: Path | None,
    articles: Path | None,
    out: Path | None,
    compare: Path | None,
    selection: Selection,
) -> tuple[_Suite, ...]:
    """What is to be run. Raises CaseError where a name is none or a suite is wrong, before anything is asked."""
    if cases is not None and names:
        raise CaseError(f"--cases {cases} takes the place of SUITE, and {names[0]!r} is one. Give one or the other.")
    paths = [cases] if cases is not None else [suite_file(name) for name in names or [_DEFAULT_SUITE]]
    for path in paths if len(paths) > 1 else ():
        selection.of(load_cases(path))
    [(stem, number)] = Counter(path.stem for path in paths).most_common(1)
    if number > 1:
        raise CaseError(f"{number} of the suites are called {stem!r}, and each needs a folder of its own. Rename one.")
    several = len(paths) > 1
    return tuple(
        _Suite(
            cases=path,
            articles=_articles(articles, packaged=is_packaged(path) and not (cases or selection.off_subject)),
            out=_own(out, path, several) or Path("runs") / (path.stem + f"-{OFF_SUBJECT}" * selection.off_subject),
            compare=_own(compare, path, several),
        )
        for path in paths
    )


def packaged_suites() -> dict[str, Path]:
    """The suites that come with Dateline, by name."""
    return {path.stem: path for path in sorted(_SUITES.glob("*.jsonl"))}


def suite_file(name: str) -> Path:
    """The file of a packaged suite, or the file that the name is."""
    known = packaged_suites()
    if name in known:
        return known[name]
    if name.endswith(".jsonl") or Path(name).is_file():
        return Path(name)
    raise CaseError(f"There is no packaged suite {name!r}. There are: {', '.join(known)}. Or name a file with --cases.")


def is_packaged(cases: Path) -> bool:
    """Whether the suite comes with Dateline, and is about the sample articles."""
    return cases.parent == _SUITES


def _articles(given: Path | None, *, packaged: bool) -> Path | None:
    """The articles that a suite is asked of; None for the collection."""
    if given is not None and not given.exists():
        raise CaseError(f"--articles {given}: there is no such file or folder. Name one that is there.")
    folder = given or (sample_folder() if packaged else None)
    return folder.resolve() if folder else None


def _own(folder: Path | None, cases: Path, several: bool) -> Path | None:
    return folder / cases.stem if folder and several else folder


def _private_home(home: Path, cases: Path, articles: Path) -> Path:
    """A home for this suite and these articles alone, so that no others are asked."""
    key = hashlib.blake2b(bytes(articles), digest_size=4).hexdigest()
    return home / "eval" / f"{cases.stem}-{key}"


def _open(settings: Settings, *, private: bool) -> Library:
    """The library; a private one follows the settings of the index by itself."""
    with progress_console().status("Opening the articles"):
        return open_library(settings, create=private, rebuild=private)
