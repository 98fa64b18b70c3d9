"""The list of earlier conversations: how it looks, and what its buttons do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from eval.plain import line
from index.library import Library
from rag.answer import Citation
from ui.body import joined
from ui.exchange import Conversation
from ui.render import day
from ui.saved import Kept

# Runs in the browser, once: hands the pressed button to the page.
LIST_SCRIPT = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-done]");
  if (!button) return;
  if (button.dataset.done === "all" && !confirm("Delete all conversations of this browser?")) return;
  trigger("submit", { done: button.dataset.done, id: button.dataset.id });
});
"""
# Runs in the browser when the page loads: the conversation that was open, by the address; page.js puts it there.
OPENED_SCRIPT = "(browser) => [browser, new URLSearchParams(location.search).get('conversation') ?? '', null, null]"


class Pressed(BaseModel):
    """What a button of the list sends."""

    model_config = ConfigDict(extra="forbid")
    done: Literal["open", "delete", "all"]
    id: str = Field(default="", max_length=32)


def earlier(kept: Sequence[Kept], opened: str, *, read_only: bool = False) -> Markup:
    """The browser's conversations, newest first, each to open or to delete; '' where there are none."""
    if read_only:
        return Markup('<p class="aside earlier">Conversations are not kept: the home folder cannot be written.</p>')
    if not kept:
        return Markup("")
    rows = joined(
        '<li{}><button data-done="open" data-id="{}">{}</button><small>{}</small>'
        '<button class="delete" data-done="delete" data-id="{}" aria-label="Delete: {}">Delete</button></li>',
        (
            (
                Markup(' aria-current="true"') if one.id == opened else "",
                one.id,
                line(one.title),
                day(one.at.astimezone().date()),
                one.id,
                line(one.title),
            )
            for one in kept
        ),
    )
    return Markup(
        '<details class="earlier"{}><summary>Earlier conversations ({})</summary><ul>{}</ul>'
        '<p><button data-done="all">Delete all</button></p></details>'
    ).format(Markup("") if opened else Markup(" open"), len(kept), rows)


def checked(exchanges: Conversation, library: Library) -> Conversation:
    """A conversation from before, told for each answer which of the articles that it cites have changed or are gone."""
    return tuple(replace(exchange, since=_since(exchange.citations, library)) for exchange in exchanges)


def _since(citations: Sequence[Citation], library: Library) -> tuple[str, ...]:
    cited = {citation.article.article_id: citation.article for citation in citations}
    told = []
    for article in cited.values():
        now = library.article(article.article_id)
        if now is None:
            told.append(f"Since this answer, “{line(article.title)}” was removed from the collection.")
        elif now.content_hash != article.content_hash:
            told.append(f"Since this answer, “{line(article.title)}” has changed.")
    return tuple(told)
