"""A Markdown file, with or without YAML front matter -> Article."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article
from index.read.fields import make_article
from index.read.plain import decode
from index.read.skipped import LineReadError

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[/!a-z][^>]*>", re.IGNORECASE)
_SPACE_AFTER = ("paragraph_close", "heading_close", "bullet_list_close", "ordered_list_close", "table_close")


def read_markdown(path: Path) -> Article:
    """The fields come from the front matter, the text from the body; a first heading is the title.

    Raises ReadError, with the line, for front matter that is not valid YAML, and as `read_text` does.
    """
    text = decode(path.read_bytes()).replace("\r\n", "\n")
    fields: dict[str, object] = {}
    if match := _FRONT_MATTER.match(text):
        found = _front_matter(match["yaml"], text.count("\n", 0, match.start("yaml")))
        if found is not None:
            fields, text = found, text[match.end() :]
    return make_article({**fields, "text": markdown_text(text)}, str(path.resolve()))


def markdown_text(markdown: str) -> str:
    """The plain text of Markdown: a line a heading, paragraph, list item or table row; links become their words.

    Images, HTML tags, scripts and comments are left out.
    """
    from markdown_it import MarkdownIt

    lines: list[str] = []
    row: list[str] | None = None  # the cells of the table row that is open
    marker = ""  # of the list item that begins
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(_SCRIPT.sub("", markdown)):
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
            lines.append(marker + (_TAG.sub("", content) if token.type == "html_block" else content).strip())
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


def _front_matter(text: str, lines_before: int) -> dict[str, object] | None:
    """The fields of a YAML block, None where it is prose between two rules.

    Scalars stay as written, dates too, so that their errors can be named.
    """
    import yaml

    try:
        fields = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it builds only strings, lists and mappings
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise LineReadError(
            lines_before + (mark.line if mark else 0) + 1,
            f"the front matter is not valid YAML ({problem}). Correct it or remove it.",
        ) from error
    if not fields:
        return {}
    if not isinstance(fields, dict):
        return None
    return {str(name).lower(): None if value in ("null", "~") else value for name, value in fields.items()}
