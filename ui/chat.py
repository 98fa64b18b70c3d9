"""The chat page: questions, answers that grow as they are proven, filters, and the sources beside them."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import secrets
import webbrowser
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from eval.terminal import say, terminal
from index.errors import DatelineError
from index.filters import Filters
from index.library import Library, Overview
from rag.chain import NewsChain
from rag.question import MAX_CHARACTERS
from ui import markup
from ui.earlier import LIST_SCRIPT, OPENED_SCRIPT, checked, earlier
from ui.examples import examples, holds_samples
from ui.exchange import Conversation, Exchange, history
from ui.feedback import FeedbackStore
from ui.interrupt import leaving, raising
from ui.saved import ConversationStore, is_key
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

    from ui.verdicts import FORM_SCRIPT, keeping, pressed

    block = functools.partial(gr.HTML, apply_default_css=False)
    overview = library.overview()
    page = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(())
        opened = gr.State("")  # the id of the conversation
        browser = gr.BrowserState("", storage_key="dateline", secret="dateline")  # noqa: S106 - holds a key, hides none
        place = gr.Textbox(visible=False)
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
                before = block("", elem_id="before", js_on_load=LIST_SCRIPT)

        def shown(exchanges: Conversation, open_id: str) -> dict[Any, Any]:
            side = markup.sources(exchanges) or markup.collection(library.overview())
            drawn = markup.transcript(exchanges, judged=not feedback.read_only, conversation=open_id)
            return {conversation: exchanges, transcript: str(drawn), beside: str(side), opened: open_id}

        def listed(mine: str, open_id: str) -> dict[Any, Any]:
            """The list of the browser's conversations."""
            try:
                kept = saved.list(mine) if is_key(mine) else ()
            except DatelineError as error:
                return {warning: str(markup.alert(str(error)))}
            return {before: str(earlier(kept, open_id, read_only=saved.read_only))}

        def keep(exchanges: Conversation, mine: str, open_id: str) -> dict[Any, Any]:
            """Keeps the conversation; where that fails, the reader is told, and goes on."""
            if not exchanges or saved.read_only or not is_key(mine):
                return listed(mine, open_id)
            try:
                saved.put(mine, open_id, exchanges, datetime.now(UTC))
            except DatelineError as error:
                return {warning: str(markup.alert(str(error)))}
            return listed(mine, open_id)

        def reopened(mine: str, wanted_id: str) -> dict[Any, Any]:
            """The conversation with that id as it was, or the first screen where this browser has none."""
            try:
                exchanges = saved.get(mine, wanted_id) if is_key(mine) and is_key(wanted_id) else ()
            except DatelineError as error:
                return {warning: str(markup.alert(str(error)))}
            if not exchanges:
                return restart(mine)
            there = {opening: gr.update(visible=False), new: gr.update(visible=True), warning: ""}
            return shown(checked(exchanges, library), wanted_id) | there | listed(mine, wanted_id)

        def ask(
            question: str,
            asked: Conversation,
            mine: str,
            open_id: str,
            first: str,
            last: str,
            chosen: list[str],
            with_undated: bool,
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
            mine = mine if is_key(mine) else secrets.token_hex(16)
            waiting = {browser: mine, box: gr.update(value="", submit_btn=False, stop_btn="Stop"), warning: ""}
            yield waiting | {opening: gr.update(visible=False), new: gr.update(visible=True)}
            open_id = open_id or secrets.token_hex(16)
            for exchanges in answer(chain, question, asked, filters):
                yield shown(exchanges, open_id)
            ended = {box: gr.update(submit_btn="Ask", stop_btn=False)}
            yield ended | held(library.overview()) | keep(exchanges, mine, open_id)

        def stop(exchanges: Conversation, mine: str, open_id: str) -> dict[Any, Any]:
            ended = (*exchanges[:-1], exchanges[-1].stopped("Stopped.")) if exchanges else ()
            button = {box: gr.update(submit_btn="Ask", stop_btn=False)}
            return shown(ended, open_id) | button | keep(ended, mine, open_id)

        def restart(mine: str) -> dict[Any, Any]:
            cleared = {box: gr.update(value="", submit_btn="Ask", stop_btn=False), warning: ""}
            first = {opening: gr.update(visible=True), new: gr.update(visible=False)}
            return shown((), "") | cleared | first | listed(mine, "")

        def manage(exchanges: Conversation, mine: str, open_id: str, done: str, chosen_id: str) -> dict[Any, Any]:
            """Opens a conversation, or deletes it or all; a question that was being answered is stopped."""
            if done == "open":
                return reopened(mine, chosen_id)
            try:
                if is_key(mine):
                    saved.delete(mine, [chosen_id] if done == "delete" else None)
            except DatelineError as error:
                return {warning: str(markup.alert(str(error)))}
            if done == "all" or chosen_id == open_id:
                return restart(mine)
            settled = tuple(one.stopped("Stopped.") if one.status else one for one in exchanges)
            return shown(settled, open_id) | listed(mine, open_id)

        def held(now: Overview) -> dict[Any, Any]:
            """What another process indexed or removed meanwhile shows without a new start."""
            publishers, some_undated = gr.update(choices=names(now)), gr.update(visible=now.undated > 0)
            return {masthead: str(markup.masthead(now)), wanted: publishers, undated: some_undated}

        def arrive(mine: str, wanted_id: str, asked: Conversation, open_id: str) -> dict[Any, Any]:
            """Gradio may say that the page has loaded after the first question: then that one stays."""
            now = library.overview()
            greeting = {welcome: str(markup.welcome(now, holds_samples(library)))} | held(now)
            if asked or open_id:
                return greeting
            if is_key(wanted_id):
                return greeting | reopened(mine, wanted_id)
            return greeting | {beside: str(markup.collection(now))} | listed(mine, open_id)

        outputs = [conversation, opened, transcript, beside, before, box, opening, new, warning, folded]
        outputs += [masthead, wanted, undated, welcome, browser]
        limits = [conversation, browser, opened, since, until, wanted, undated]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # Not queued: a tab closed while it loads would keep its place in the queue, and later tabs would wait.
        page.load(arrive, [browser, place, conversation, opened], outputs, queue=False, js=OPENED_SCRIPT, **quiet)
        asking: list[dict[str, Any]] = [
            trigger(ask, [source, *limits], outputs, concurrency_limit=_AT_ONCE, concurrency_id="ask", **quiet)
            for trigger, source in [(box.submit, box), *((button.click, button) for button in buttons)]
        ]
        # A reader may be quicker than the last verdict is drawn; by itself Gradio drops what comes before that.
        every: dict[str, Any] = {"trigger_mode": "multiple", **quiet}
        transcript.submit(keeping(feedback), conversation, [conversation, transcript, warning], **every).then(
            keep, [conversation, browser, opened], outputs, **quiet
        )
        before.submit(pressed(manage), [conversation, browser, opened], outputs, cancels=asking, **every)
        box.stop(stop, [conversation, browser, opened], outputs, cancels=asking, **quiet)
        new.click(restart, browser, outputs, cancels=asking, **quiet)
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
