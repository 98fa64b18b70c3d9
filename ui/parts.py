"""From settings to the parts they describe: the library, the chain; and what the commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from eval.plain import line
from rag.settings import BUILTIN
from ui.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from eval.entailed import SupportModel
    from eval.judge.judge import Judge
    from index.library import Library
    from rag.chain import NewsChain


def open_library(
    settings: Settings,
    *,
    create: bool = False,
    rebuild: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Library:
    """The library at `settings.home`; `create`, `rebuild` and `progress` as in `Library.open`."""
    from index.library import Library

    home = settings.home.expanduser()
    return Library.open(home, settings.index, create=create, rebuild=rebuild, progress=progress)


def open_chain(settings: Settings, library: Library, replies: Path | None = None) -> NewsChain:
    """The chain that answers from the library. A chat model's replies are kept in the file `replies`, if there is one,
    and not asked for twice."""
    from rag.chain import NewsChain

    if settings.model == BUILTIN and settings.base_url:
        notice("base_url is not used: the built-in answerer asks no server. Name a chat model, --model PROVIDER:NAME.")
    if replies is None or settings.model == BUILTIN:
        return NewsChain(library, settings.rag)
    from eval.cache import cached
    from rag.models import open_chat_model

    return NewsChain(library, settings.rag, cached(open_chat_model(settings.rag), replies))


def replies_file(settings: Settings, folder: Path | None = None) -> Path:
    """Where an evaluation keeps the replies of chat models: in that folder, else in the home."""
    return (folder or settings.home.expanduser() / "eval") / "replies.sqlite"


def open_judge(settings: Settings, name: str, replies: Path | None = None) -> Judge:
    """The judge that `name` says, as provider:name; its replies are kept, in `replies` or else in the home, and not
    asked for twice."""
    from eval.cache import cached
    from eval.cost import Prices
    from eval.judge.judge import Judge, open_judge_model

    model = open_judge_model(name, settings.judging, settings.rag)
    prices = Prices(settings.judge_price_input, settings.judge_price_output)
    return Judge(cached(model, replies or replies_file(settings)), name, prices)


def open_support(settings: Settings, replies: Path | None = None) -> SupportModel | None:
    """The entailment model that the settings name, to score citations; None where they name none. What it finds is
    kept, in `replies` or else in the home. Raises ModelError where it cannot be loaded."""
    if settings.entailment_model is None:
        return None
    from eval.entailed import SupportModel
    from eval.replies import Replies
    from rag.entail import open_entailment

    model = open_entailment(settings.entailment_model)
    return SupportModel(model, settings.entailment_threshold, Replies(replies or replies_file(settings)))


def sample_folder() -> Path:
    """The sample articles: beside the package in an installation, at the top of a checkout."""
    here = Path(__file__).parent
    installed = here / "samples"
    return installed if installed.is_dir() else here.parent / "samples"


def notice(message: str) -> None:
    """A word on what goes on all the same, on stderr."""
    typer.echo(f"dateline: {line(message)}", err=True)


def progress_console() -> Console:
    """Where progress is shown: stderr, and only where that is a terminal."""
    from eval.terminal import terminal

    console = terminal(stderr=True)
    console.quiet = not console.is_terminal
    return console
