"""The chat page: questions, answers that grow as they are proven, filters, and the sources beside them."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import webbrowser
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from eval.terminal import say, terminal
from index.errors import DatelineError
from index.filters import Filters
from index.library import Library, Overview
from rag.chain import NewsChain
from rag.question import MAX_CHARACTERS
from ui import markup
from ui.examples import examples, holds_samples
from ui.exchange import Conversation, Exchange, history
from ui.feedback import FeedbackStore
from ui.interrupt import leaving, raising
from ui.server import listen, web_server

if TYPE_CHECKING:
    import gradio as gr

_AT_ONCE = 4  # questions answered at the same time; further ones wait


def serve(
    library: Library,
    chain: NewsChain,
    feedback: FeedbackStore,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
) -> None:
    """Serves the page until it is interrupted. SettingsError where the port is taken."""
    with listen(host, port) as listener:

        async def run() -> None:  # Gradio's queue belongs to the event loop that it is made in
            server = web_server(build_page(library, chain, feedback), library, host)
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


def build_page(library: Library, chain: NewsChain, feedback: FeedbackStore) -> gr.Blocks:
    """The page over a library and the chain that answers from it; readers' verdicts go to `feedback`."""
    import gradio as gr

    from ui.verdicts import FORM_SCRIPT, keeping

    block = functools.partial(gr.HTML, apply_default_css=False)
    overview = library.overview()
    page = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(())
        masthead = block(str(markup.masthead(overview)), elem_id="masthead")
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="conversation", scale=7, min_width=300):
                transcript = block(str(markup.transcript(())), elem_id="transcript", js_on_load=FORM_SCRIPT)
                with gr.Column(elem_id="opening") as opening:
                    welcome = block(str(markup.welcome(overview, holds_samples(library))))
                    buttons = [gr.Button(text, elem_classes="example") for text in examples(library)]
                with gr.Column(elem_id="asking"):
                    box = gr.Textbox(
                        "",
                        label="Your question",
                        placeholder="Ask about these articles",
                        lines=1,
                        max_lines=5,
                        submit_btn="Ask",
                        autofocus=True,
                        elem_id="question",
                    )
                    warning = block("", elem_id="filter-note")
                    with gr.Row(elem_id="tools"):
                        with gr.Accordion("Dates and publishers", open=False, elem_id="filters") as folded:
                            with gr.Row():
                                since = gr.Textbox(
                                    "", label="From", placeholder="YYYY-MM-DD", max_length=10, min_width=120
                                )
                                until = gr.Textbox(
                                    "", label="To", placeholder="YYYY-MM-DD", max_length=10, min_width=120
                                )
                            wanted = gr.Dropdown(
                                names(overview), multiselect=True, label="Publishers (none: all)", value=[]
                            )
                            undated = gr.Checkbox(label="Undated articles too", visible=overview.undated > 0)
                        new = gr.Button("New conversation", visible=False, elem_id="new", size="sm")
            with gr.Column(elem_id="beside", scale=5, min_width=300):
                beside = block(str(markup.collection(overview)), elem_id="panel")

        def shown(exchanges: Conversation) -> dict[Any, Any]:
            side = markup.sources(exchanges) or markup.collection(library.overview())
            drawn = markup.transcript(exchanges, judged=not feedback.read_only)
            return {conversation: exchanges, transcript: str(drawn), beside: str(side)}

        def ask(
            question: str, asked: Conversation, first: str, last: str, chosen: list[str], with_undated: bool
        ) -> Iterator[dict[Any, Any]]:
            filters = read_filters(first, last, chosen, with_undated)
            if isinstance(filters, str):
                yield {warning: str(markup.alert(filters)), folded: gr.update(open=True)}
                return
            if not question.strip():
                return
            if len(question.strip()) > MAX_CHARACTERS:
                yield {warning: str(markup.alert(too_long(question.strip())))}
                return
            waiting = {box: gr.update(value="", submit_btn=False, stop_btn="Stop"), warning: ""}
            yield waiting | {opening: gr.update(visible=False), new: gr.update(visible=True)}
            for exchanges in answer(chain, question, asked, filters):
                yield shown(exchanges)
            yield {box: gr.update(submit_btn="Ask", stop_btn=False)} | held(library.overview())

        def stop(exchanges: Conversation) -> dict[Any, Any]:
            ended = (*exchanges[:-1], exchanges[-1].stopped("Stopped.")) if exchanges else ()
            return shown(ended) | {box: gr.update(submit_btn="Ask", stop_btn=False)}

        def restart() -> dict[Any, Any]:
            cleared = {box: gr.update(value="", submit_btn="Ask", stop_btn=False), warning: ""}
            return shown(()) | cleared | {opening: gr.update(visible=True), new: gr.update(visible=False)}

        def held(now: Overview) -> dict[Any, Any]:
            """What another process indexed or removed meanwhile shows without a new start."""
            publishers, some_undated = gr.update(choices=names(now)), gr.update(visible=now.undated > 0)
            return {masthead: str(markup.masthead(now)), wanted: publishers, undated: some_undated}

        def arrive() -> dict[Any, Any]:
            now = library.overview()
            greeting = str(markup.welcome(now, holds_samples(library)))
            return held(now) | {welcome: greeting, beside: str(markup.collection(now))}

        outputs = [conversation, transcript, beside, box, opening, new, warning, folded, masthead, wanted, undated]
        limits = [conversation, since, until, wanted, undated]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # Not queued: a tab closed while it loads would keep its place in the queue, and later tabs would wait.
        page.load(arrive, None, [masthead, welcome, beside, wanted, undated], queue=False, **quiet)
        asking: list[dict[str, Any]] = [
            trigger(ask, [source, *limits], outputs, concurrency_limit=_AT_ONCE, concurrency_id="ask", **quiet)
            for trigger, source in [(box.submit, box), *((button.click, button) for button in buttons)]
        ]
        transcript.submit(keeping(feedback), conversation, [conversation, transcript, warning], **quiet)
        box.stop(stop, conversation, outputs, cancels=asking, **quiet)
        new.click(restart, None, outputs, cancels=asking, **quiet)
    return page


def names(overview: Overview) -> list[str]:
    """The publishers to choose from."""
    return sorted((name for name, _ in overview.publishers), key=str.casefold)


def too_long(question: str) -> str:
    """What is said of a question that is longer than it may be."""
    return f"A question may have {MAX_CHARACTERS:,} characters, and this one has {len(question):,}. Shorten it."


def answer(chain: NewsChain, question: str, asked: Conversation, filters: Filters) -> Iterator[Conversation]:
    """The conversation with the question added, again after each event of its answer."""
    exchange = Exchange(len(asked) + 1, question.strip(), filters)
    yield (*asked, exchange)
    try:
        for event in chain.stream(exchange.question, history(asked), filters):
            exchange = exchange.after(event)
            yield (*asked, exchange)
    except DatelineError as error:
        yield (*asked, exchange.stopped(str(error)))


def read_filters(since: str, until: str, publishers: Sequence[str], undated: bool) -> Filters | str:
    """The filters as typed, or what is wrong with them."""
    days: list[date | None] = []
    for name, text in (("From", since), ("To", until)):
        try:
            days.append(date.fromisoformat(text.strip()) if text.strip() else None)
        except ValueError:
            return f"{name}: “{text.strip()}” is not a date. Write it as 2025-10-14, or leave it empty."
    first, last = days
    if first and last and first > last:
        return f"From ({first}) lies after To ({last})."
    return Filters(since=first, until=last, publishers=tuple(publishers), undated=undated)
