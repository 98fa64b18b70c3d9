"""A Markdown file, with or without YAML front matter -> Article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.article import Article
from index.read.encoding import decode
from index.read.fields import make_article
from index.read.front import part_front_matter
from index.read.origin import Origin

if TYPE_CHECKING:
    from markdown_it.token import Token

_UNREAD = re.compile(r"<(?:(?P<name>script|style)\b|!--)", re.IGNORECASE)
_TAG = re.compile(r"<[/!a-z][^>]*>", re.IGNORECASE)
_SPACE_AFTER = ("paragraph_close", "heading_close", "bullet_list_close", "ordered_list_close", "table_close")


def read_markdown(origin: Origin, data: bytes) -> Article:
    """The fields come from the front matter, the text from the body; a first heading is the title.

    Raises ReadError, with the line, for front matter that cannot be read, and as `read_text` does.
    """
    fields, text = part_front_matter(decode(data).replace("\r\n", "\n"))
    return make_article({**fields, "text": markdown_text(text)}, origin.source, origin.key)


def markdown_text(markdown: str) -> str:
    """The plain text of Markdown: a line a heading, paragraph, list item or table row; links become their words.

    Images, HTML tags, scripts and comments are left out.
    """
    from markdown_it import MarkdownIt

    lines: list[str] = []
    row: list[str] | None = None  # the cells of the table row that is open
    marker = ""  # of the list item that begins
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(_without_scripts(markdown)):
        if token.type == "list_item_open":
            marker = f"{token.info}. " if token.info else "- "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append(" | ".join(row))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_inline_text(token))
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            content = _inline_text(token) if token.type == "inline" else token.content
            lines.append(marker + (_without_tags(content) if token.type == "html_block" else content).strip())
            marker = ""
        elif token.type in _SPACE_AFTER and not token.hidden:
            lines.append("")
    return "\n".join(lines)


def _inline_text(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    shown = ("text", "code_inline")
    return "".join(
        child.content if child.type in shown else breaks.get(child.type, "") for child in token.children or ()
    )


def _without_scripts(text: str) -> str:
    """Cuts scripts, styles and comments that are closed. In linear time: what is not closed is looked for once."""
    kept: list[str] = []
    end = 0
    unclosed: set[str | None] = set()
    for opening in _UNREAD.finditer(text):
        name = opening["name"] and opening["name"].lower()
        if opening.start() < end or name in unclosed:
            continue
        closing = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE).search(text, opening.end())
        if closing is None:
            unclosed.add(name)
        else:
            kept.append(text[end : opening.start()])
            end = closing.end()
    return "".join([*kept, text[end:]])


def _without_tags(text: str) -> str:
    """Cuts HTML tags. Nothing is looked for after the last `>`: else every `<` there would search to the end."""
    head, last, rest = text.rpartition(">")
    return _TAG.sub("", head + last) + rest
