"""What the chat page does when a reader asks, stops, judges, opens or deletes. Imported with the page."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import gradio as gr
from pydantic import ValidationError

from index.errors import DatelineError
from index.library import Library, Overview
from rag.chain import NewsChain
from ui import markup, panel
from ui.asking import answer, read_filters, too_long
from ui.earlier import Pressed, checked, earlier
from ui.examples import holds_samples
from ui.exchange import Conversation
from ui.feedback import FeedbackStore
from ui.judging import Posted
from ui.layout import Parts, publishers
from ui.saved import ConversationStore, is_key
from ui.verdicts import judged

Changes = dict[Any, Any]  # parts of the page, each with its new value


@dataclass(frozen=True, slots=True)
class Handlers:
    """The handlers of a page: each takes what its inputs hold and gives the parts that change.

    `mine` is the browser's key, `open_id` the id of the conversation that is open. Gradio reads the signatures.
    """

    parts: Parts
    library: Library
    chain: NewsChain
    feedback: FeedbackStore
    saved: ConversationStore

    def arrive(self, mine: str, wanted_id: str, asked: Conversation, open_id: str) -> Changes:
        """The page as it loads. Gradio may say so after the first question: then that one stays."""
        now = self.library.overview()
        greeting = {self.parts.welcome: str(markup.welcome(now, holds_samples(self.library)))} | self._held(now)
        if asked or open_id:
            return greeting
        if is_key(wanted_id):
            return greeting | self._reopened(mine, wanted_id)
        return greeting | {self.parts.beside: str(panel.collection(now))} | self._listed(mine, open_id)

    def ask(
        self,
        question: str,
        asked: Conversation,
        mine: str,
        open_id: str,
        since: str,
        until: str,
        chosen: list[str],
        undated: bool,
    ) -> Iterator[Changes]:
        """The conversation after each event of the answer; at the end it is kept."""
        parts = self.parts
        filters = read_filters(since, until, chosen, undated)
        if isinstance(filters, str):
            yield self._warned(filters) | {parts.limits.folded: gr.update(open=True)}
            return
        if not question.strip():
            yield {parts.warning: ""}  # what yields nothing at all leaves Gradio with every part of the page undone
            return
        if wrong := too_long(question.strip()):
            yield self._warned(wrong)
            return
        mine = mine if is_key(mine) else secrets.token_hex(16)
        busy = {parts.box: gr.update(value="", submit_btn=False, stop_btn="Stop"), parts.warning: ""}
        yield busy | {parts.browser: mine} | self._first_screen(False)
        open_id = open_id or secrets.token_hex(16)
        for exchanges in answer(self.chain, question, asked, filters):
            yield self._shown(exchanges, open_id)
        yield self._ready() | self._held(self.library.overview()) | self.keep(exchanges, mine, open_id)

    def stop(self, exchanges: Conversation, mine: str, open_id: str) -> Changes:
        """The question that is being answered ends here; what is proven stays."""
        ended = (*exchanges[:-1], exchanges[-1].stopped("Stopped.")) if exchanges else ()
        return self._shown(ended, open_id) | self._ready() | self.keep(ended, mine, open_id)

    def restart(self, mine: str) -> Changes:
        """The first screen."""
        cleared = {self.parts.box: gr.update(value="", submit_btn="Ask", stop_btn=False), self.parts.warning: ""}
        return self._shown((), "") | cleared | self._first_screen(True) | self._listed(mine, "")

    def keep(self, exchanges: Conversation, mine: str, open_id: str) -> Changes:
        """Keeps the conversation; where that fails, the reader is told, and goes on."""
        if exchanges and not self.saved.read_only and is_key(mine):
            try:
                self.saved.put(mine, open_id, exchanges, datetime.now(UTC))
            except DatelineError as error:
                return self._warned(str(error))
        return self._listed(mine, open_id)

    def judge(self, exchanges: Conversation, mine: str, open_id: str, event: gr.EventData) -> Changes:
        """Keeps the verdict that a form under an answer sends, and the conversation with it: in one go, for Gradio may
        lose what a quick reader sends while a second step is on its way.
        """
        warning = ""
        try:
            exchanges = judged(exchanges, Posted.model_validate(event._data), self.feedback, datetime.now(UTC))
        except ValidationError:
            pass  # not from our form
        except DatelineError as error:
            warning = str(markup.alert(str(error)))
        parts = self.parts
        drawn = str(markup.transcript(exchanges))
        changed = {parts.conversation: exchanges, parts.transcript: drawn, parts.warning: warning}
        return changed | self.keep(exchanges, mine, open_id)

    def manage(self, exchanges: Conversation, mine: str, open_id: str, event: gr.EventData) -> Changes:
        """Opens an earlier conversation, or deletes it or all; a question that was being answered is stopped."""
        try:
            button = Pressed.model_validate(event._data)
        except ValidationError:
            return {}  # not from our list
        if button.done == "open":
            return self._reopened(mine, button.id)
        try:
            if is_key(mine):
                self.saved.delete(mine, [button.id] if button.done == "delete" else None)
        except DatelineError as error:
            return self._warned(str(error))
        if button.done == "all" or button.id == open_id:
            return self.restart(mine)
        settled = tuple(one.stopped("Stopped.") if one.status else one for one in exchanges)
        return self._shown(settled, open_id) | self._listed(mine, open_id)

    def _reopened(self, mine: str, wanted_id: str) -> Changes:
        """The conversation with that id as it was, or the first screen where this browser has none."""
        try:
            exchanges = self.saved.get(mine, wanted_id) if is_key(mine) and is_key(wanted_id) else ()
        except DatelineError as error:
            return self._warned(str(error))
        if not exchanges:
            return self.restart(mine)
        there = self._first_screen(False) | {self.parts.warning: ""}
        return self._shown(checked(exchanges, self.library), wanted_id) | there | self._listed(mine, wanted_id)

    def _shown(self, exchanges: Conversation, open_id: str) -> Changes:
        parts = self.parts
        side = panel.sources(exchanges) or panel.collection(self.library.overview())
        drawn = markup.transcript(exchanges, judged=not self.feedback.read_only, conversation=open_id)
        return {
            parts.conversation: exchanges,
            parts.transcript: str(drawn),
            parts.beside: str(side),
            parts.opened: open_id,
        }

    def _listed(self, mine: str, open_id: str) -> Changes:
        """The list of the browser's conversations."""
        try:
            kept = self.saved.list(mine) if is_key(mine) else ()
        except DatelineError as error:
            return self._warned(str(error))
        return {self.parts.before: str(earlier(kept, open_id, read_only=self.saved.read_only))}

    def _held(self, now: Overview) -> Changes:
        """What another process indexed or removed meanwhile shows without a new start."""
        limits = self.parts.limits
        held: Changes = {
            self.parts.masthead: str(markup.masthead(now)),
            limits.publishers: gr.update(choices=publishers(now)),
        }
        if limits.undated.visible != (now.undated > 0):  # drawn anew, the filters lose what is being typed there
            held[limits.undated] = gr.update(visible=now.undated > 0)
        return held

    def _first_screen(self, shown: bool) -> Changes:
        return {self.parts.opening: gr.update(visible=shown), self.parts.new: gr.update(visible=not shown)}

    def _ready(self) -> Changes:
        """The box takes the next question."""
        return {self.parts.box: gr.update(submit_btn="Ask", stop_btn=False)}

    def _warned(self, said: str) -> Changes:
        return {self.parts.warning: str(markup.alert(said))}
