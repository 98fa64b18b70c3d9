"""From settings to the parts they describe: the library, the chain; and what the commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ui.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from eval.judge.judge import Judge
    from index.library import Library
    from rag.chain import NewsChain


def open_library(settings: Settings, *, create: bool = False, rebuild: bool = False) -> Library:
    """The library at `settings.home`; `create` and `rebuild` as in `Library.open`."""
    from index.library import Library

    return Library.open(settings.home.expanduser(), settings.index, create=create, rebuild=rebuild)


def open_chain(settings: Settings, library: Library) -> NewsChain:
    """The chain that answers from the library."""
    from rag.chain import NewsChain

    return NewsChain(library, settings.rag)


def open_judge(settings: Settings, name: str) -> Judge:
    """The judge that `name` says, as provider:name; its replies are kept in the home and not asked for twice."""
    from eval.cache import cached
    from eval.judge.judge import Judge, open_judge_model

    model = open_judge_model(name, settings.judging, settings.rag)
    return Judge(cached(model, settings.home.expanduser() / "eval" / "replies.sqlite"), name)


def sample_folder() -> Path:
    """The sample articles: beside the package in an installation, at the top of a checkout."""
    here = Path(__file__).parent
    installed = here / "samples"
    return installed if installed.is_dir() else here.parent / "samples"


def progress_console() -> Console:
    """Where progress is shown: stderr, and only where that is a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    console.quiet = not console.is_terminal
    return console
