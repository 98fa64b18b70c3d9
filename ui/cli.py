"""The `dateline` command: global options, the commands, and what becomes of errors."""

from __future__ import annotations

import errno
import logging
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from eval.plain import line
from index.errors import CaseError, DatelineError
from ui.commands.articles import articles
from ui.commands.ask import ask
from ui.commands.bench import bench
from ui.commands.bench_answers import bench_answers
from ui.commands.bench_index import bench_index
from ui.commands.bench_reader import bench_reader
from ui.commands.bench_reading import bench_reading
from ui.commands.chat import chat
from ui.commands.check import check
from ui.commands.eval_check import eval_check
from ui.commands.eval_compare import eval_compare
from ui.commands.eval_guard import eval_guard
from ui.commands.eval_judge import eval_judge
from ui.commands.eval_new import eval_new
from ui.commands.eval_public import eval_public
from ui.commands.eval_report import eval_report
from ui.commands.evaluation import evaluation
from ui.commands.index import index
from ui.interrupt import INTERRUPTED, raising
from ui.settings import load_settings

_GLOBAL_OPTIONS = ("--home", "--config", "--model", "--base-url", "--embedding-model", "--set")


class Commands(TyperGroup):
    """The commands. A known error is one line and exit status 2, Ctrl+C is 130; global options may stand anywhere."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, global_options_first(args))

    def invoke(self, ctx: Any) -> Any:
        try:
            with raising():
                return super().invoke(ctx)
        except CaseError as error:
            for problem in str(error).split("\n"):  # a file of cases may have several, a line each
                _complain(problem)
            raise typer.Exit(2) from None
        except DatelineError as error:
            _complain(str(error))
            raise typer.Exit(2) from None
        except KeyboardInterrupt as stop:
            _complain(str(stop) or "interrupted")
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            if error.errno == errno.EPIPE or error.strerror is None:
                raise
            _complain(f"{error.filename}: {error.strerror}" if error.filename else error.strerror)
            raise typer.Exit(2) from None


app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
app.command()(index)
app.command()(ask)
app.command()(chat)
# Their further commands stand in commands/eval_*.py and bench_*.py, a line each here: `group.command(name)(function)`.
evaluation.command("check")(eval_check)
evaluation.command("compare")(eval_compare)
evaluation.command("guard")(eval_guard)
evaluation.command("judge")(eval_judge)
evaluation.command("new")(eval_new)
evaluation.command("public")(eval_public)
evaluation.command("report")(eval_report)
app.add_typer(evaluation, name="eval")
bench.command("answers")(bench_answers)
bench.command("index")(bench_index)
bench.command("reader")(bench_reader)
bench.command("reading")(bench_reading)
app.add_typer(bench, name="bench")
app.command()(check)
app.add_typer(articles, name="articles")


def main() -> None:
    """Runs the command line."""
    quieten()
    app()


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dateline {metadata.version('dateline')}")
        raise typer.Exit


@app.callback()
def dateline(
    ctx: typer.Context,
    home: Annotated[Path | None, typer.Option(help="Folder that holds everything Dateline stores.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings file; else dateline.toml, where it is there.")] = None,
    model: Annotated[str | None, typer.Option(help="'builtin', or a chat model as provider:name.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of the chat model's server.")] = None,
    embedding_model: Annotated[str | None, typer.Option(help="A sentence-transformers name or folder.")] = None,
    assignments: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Any other setting; may be repeated.")
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version.")
    ] = False,
) -> None:
    """Ask a pile of news articles; every sentence of the answer comes with the words that prove it."""
    flags: dict[str, object] = {}
    for assignment in assignments or ():
        name, equals, value = assignment.partition("=")
        if not equals:
            raise typer.BadParameter(f"{assignment!r} is not NAME=VALUE.", param_hint="--set")
        flags[name] = value
    given = {"home": home, "model": model, "base_url": base_url, "embedding_model": embedding_model}
    ctx.obj = load_settings(flags | {name: value for name, value in given.items() if value is not None}, config)


def global_options_first(args: Sequence[str]) -> list[str]:
    """The arguments with the global options moved to the front, so that `dateline ask "..." --home DIR` works too."""
    front: list[str] = []
    rest: list[str] = []
    remaining = iter(args)
    for arg in remaining:
        if arg == "--":
            rest += [arg, *remaining]
        elif arg in _GLOBAL_OPTIONS:
            front += [arg, *islice(remaining, 1)]
        elif arg.partition("=")[0] in _GLOBAL_OPTIONS:
            front.append(arg)
        else:
            rest.append(arg)
    return front + rest


def quieten() -> None:
    """Turns off the reports that libraries send home, and their chatter; what the user has set stays.

    Has to run before those libraries are imported, for they read the environment then.
    """
    quiet = {
        "ANONYMIZED_TELEMETRY": "False",
        "DO_NOT_TRACK": "1",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "LANGSMITH_TRACING": "false",
        "TOKENIZERS_PARALLELISM": "false",
        "TRANSFORMERS_VERBOSITY": "error",
    }
    for name, value in quiet.items():
        os.environ.setdefault(name, value)
    logging.getLogger().setLevel(logging.ERROR)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _complain(message: str) -> None:
    typer.echo(f"dateline: {line(message)}", err=True)
