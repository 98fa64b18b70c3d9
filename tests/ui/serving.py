"""Serves the page from a thread of the test, as `ui.chat.serve` does from the main one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from index.library import Library
from rag.chain import NewsChain
from ui.chat import build_page
from ui.feedback import FeedbackStore
from ui.saved import ConversationStore
from ui.server import listen, web_server

if TYPE_CHECKING:
    import uvicorn


@contextmanager
def served(
    library: Library, chain: NewsChain, feedback: FeedbackStore | None = None, saved: ConversationStore | None = None
) -> Iterator[str]:
    """The address of the page over a library and its chain; what readers leave is lost where no store is given."""
    started: Future[uvicorn.Server] = Future()
    with listen("127.0.0.1", 0) as listener, TemporaryDirectory() as home:

        async def run() -> None:
            stores = feedback or FeedbackStore(Path(home)), saved or ConversationStore(Path(home))
            page = build_page(library, chain, *stores)
            server = web_server(page, library, "127.0.0.1")
            started.set_result(server)
            await server.serve(sockets=[listener])

        thread = threading.Thread(target=lambda: asyncio.run(run()))
        thread.start()
        server = started.result(timeout=120)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join()
