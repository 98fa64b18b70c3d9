"""`dateline chat`: the page in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.index import sync_with_progress
from ui.feedback import FeedbackStore
from ui.interrupt import end
from ui.parts import notice, open_chain, open_library, sample_folder
from ui.saved import ConversationStore
from ui.settings import Settings


def chat(
    ctx: typer.Context,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = None,
    host: Annotated[str | None, typer.Option(help="Address that the page listens on.")] = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Index the sample articles first, if there are none.")
    ] = False,
    browser: Annotated[bool, typer.Option("--browser", help="Open the page in the browser.")] = False,
) -> None:
    """Serve the chat page on this machine."""
    settings: Settings = ctx.obj
    with open_library(settings, create=samples) as library:
        if samples and not library.overview().articles:
            sync_with_progress(library, [sample_folder()])
        chain = open_chain(settings, library)
        from ui.chat import serve

        feedback = FeedbackStore(settings.home.expanduser())
        if feedback.read_only:
            notice(
                f"{settings.home} cannot be written: questions are answered, and neither conversations nor what "
                "readers say of them are kept."
            )
        serve(
            library,
            chain,
            feedback,
            ConversationStore(settings.home.expanduser()),
            settings.host if host is None else host,
            settings.port if port is None else port,
            open_browser=browser,
        )
    end()
