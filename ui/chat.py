"""The chat page: questions, answers that grow as they are proven, filters, and the sources beside them."""

from __future__ import annotations

import asyncio
import contextlib
import webbrowser
from typing import TYPE_CHECKING, Any

from eval.terminal import say, terminal
from index.library import Library
from rag.chain import NewsChain
from ui.earlier import OPENED_SCRIPT
from ui.feedback import FeedbackStore
from ui.interrupt import leaving, raising
from ui.saved import ConversationStore
from ui.server import listen, web_server

if TYPE_CHECKING:
    import gradio as gr

_AT_ONCE = 4  # questions answered at the same time; further ones wait


def serve(
    library: Library,
    chain: NewsChain,
    feedback: FeedbackStore,
    saved: ConversationStore,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
) -> None:
    """Serves the page until it is interrupted. SettingsError where the port is taken."""
    with listen(host, port) as listener:

        async def run() -> None:  # Gradio's queue belongs to the event loop that it is made in
            server = web_server(build_page(library, chain, feedback, saved), library, host)
            with raising():
                await server.serve(sockets=[listener])

        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listener.getsockname()[1]}"
        say(terminal(), f"Dateline is at {address} (Ctrl+C stops it)")
        if open_browser:
            webbrowser.open(address)
        # asyncio itself heeds Ctrl+C only between two steps, and making the page is one that takes seconds.
        with contextlib.suppress(KeyboardInterrupt), leaving():
            asyncio.run(run())


def build_page(library: Library, chain: NewsChain, feedback: FeedbackStore, saved: ConversationStore) -> gr.Blocks:
    """The page over a library and the chain that answers from it; readers' verdicts go to `feedback`, their
    conversations to `saved`.
    """
    import gradio as gr

    from ui.handlers import Handlers
    from ui.layout import lay_out

    page = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with page:
        parts = lay_out(library)
        act = Handlers(parts, library, chain, feedback, saved)
        mine = [parts.conversation, parts.browser, parts.opened]
        limits = parts.limits
        asked = [*mine, limits.since, limits.until, limits.publishers, limits.undated]
        changing = parts.changing()
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # Not queued: a tab closed while it loads would keep its place in the queue, and later tabs would wait.
        arriving = [parts.browser, parts.place, parts.conversation, parts.opened]
        page.load(act.arrive, arriving, changing, queue=False, js=OPENED_SCRIPT, **quiet)
        asking: list[dict[str, Any]] = [
            trigger(act.ask, [source, *asked], changing, concurrency_limit=_AT_ONCE, concurrency_id="ask", **quiet)
            for trigger, source in [(parts.box.submit, parts.box), *((one.click, one) for one in parts.examples)]
        ]
        # A reader may be quicker than the last verdict is drawn; by itself Gradio drops what comes before that.
        every: dict[str, Any] = {"trigger_mode": "multiple", **quiet}
        parts.transcript.submit(act.judge, mine, changing, **every)
        parts.before.submit(act.manage, mine, changing, cancels=asking, **every)
        parts.box.stop(act.stop, mine, changing, cancels=asking, **quiet)
        parts.new.click(act.restart, parts.browser, changing, cancels=asking, **quiet)
    return page
