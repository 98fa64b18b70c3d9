"""The parts of the chat page, and where each stands. Imported with the page: Gradio takes seconds to load."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import gradio as gr

from index.library import Library, Overview
from ui import markup, panel
from ui.earlier import LIST_SCRIPT
from ui.examples import examples, holds_samples
from ui.verdicts import FORM_SCRIPT

_block = functools.partial(gr.HTML, apply_default_css=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """The filters, as they are typed."""

    folded: gr.Accordion
    since: gr.Textbox
    until: gr.Textbox
    publishers: gr.Dropdown
    undated: gr.Checkbox


@dataclass(frozen=True, slots=True)
class Parts:
    """What of the page is read or changed while it is used."""

    conversation: gr.State  # the exchanges
    opened: gr.State  # the id of the conversation; '' before its first question
    browser: gr.BrowserState  # the browser's key
    place: gr.Textbox  # not seen: the id of a conversation that the page's address names
    masthead: gr.HTML
    transcript: gr.HTML
    opening: gr.Column  # the first screen
    welcome: gr.HTML
    examples: tuple[gr.Button, ...]
    box: gr.Textbox  # where the question is typed
    warning: gr.HTML
    limits: Limits
    new: gr.Button
    beside: gr.HTML  # the sources, or the collection
    before: gr.HTML  # the earlier conversations

    def changing(self) -> list[gr.components.Component | gr.Column | gr.Accordion]:
        """The parts that a handler may change."""
        limits = self.limits
        return [
            *(self.conversation, self.opened, self.browser, self.masthead, self.transcript, self.opening),
            *(self.welcome, self.box, self.warning, self.new, self.beside, self.before),
            *(limits.folded, limits.publishers, limits.undated),
        ]


def lay_out(library: Library) -> Parts:
    """Puts the parts into the page that is being made, for the collection as it is now."""
    overview = library.overview()
    conversation, opened = gr.State(()), gr.State("")
    browser = gr.BrowserState("", storage_key="dateline", secret="dateline")  # noqa: S106 - holds a key, hides none
    place = gr.Textbox(visible=False)
    masthead = _block(str(markup.masthead(overview)), elem_id="masthead")
    with gr.Row(elem_id="columns"):
        with gr.Column(elem_id="conversation", scale=7, min_width=300):
            transcript = _block(str(markup.transcript(())), elem_id="transcript", js_on_load=FORM_SCRIPT)
            with gr.Column(elem_id="opening") as opening:
                welcome = _block(str(markup.welcome(overview, holds_samples(library))))
                buttons = tuple(gr.Button(text, elem_classes="example") for text in examples(library))
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
                warning = _block("", elem_id="filter-note")
                with gr.Row(elem_id="tools"):
                    limits = _limits(overview)
                    new = gr.Button("New conversation", visible=False, elem_id="new", size="sm")
        with gr.Column(elem_id="beside", scale=5, min_width=300):
            beside = _block(str(panel.collection(overview)), elem_id="panel")
            before = _block("", elem_id="before", js_on_load=LIST_SCRIPT)
    return Parts(
        conversation,
        opened,
        browser,
        place,
        masthead,
        transcript,
        opening,
        welcome,
        buttons,
        box,
        warning,
        limits,
        new,
        beside,
        before,
    )


def publishers(overview: Overview) -> list[str]:
    """The publishers to choose from."""
    return sorted((name for name, _ in overview.publishers), key=str.casefold)


def _limits(overview: Overview) -> Limits:
    with gr.Accordion("Dates and publishers", open=False, elem_id="filters") as folded:
        with gr.Row():
            since, until = (
                gr.Textbox("", label=label, placeholder="YYYY-MM-DD", max_length=10, min_width=120)
                for label in ("From", "To")
            )
        chosen = gr.Dropdown(publishers(overview), multiselect=True, label="Publishers (none: all)", value=[])
        undated = gr.Checkbox(label="Undated articles too", visible=overview.undated > 0)
    return Limits(folded, since, until, chosen, undated)
