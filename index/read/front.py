"""The YAML front matter of a Markdown file -> fields."""

from __future__ import annotations

import re

import yaml

from index.read.skipped import LineReadError

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


class _Alias(yaml.MarkedYAMLError):
    """An alias stands where a value should."""


class _Loader(yaml.BaseLoader):
    """Builds only strings, lists and mappings. No aliases: in a few lines they can stand for billions of values."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise _Alias(problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


def part_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields of the front matter, and the text after it; no fields where prose stands between two rules.

    Scalars stay as written, dates too, so that their errors can be named. Raises ReadError, with the line, for what
    is not valid YAML, or uses an alias.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    first_line = text.count("\n", 0, match.start("yaml")) + 1
    try:
        fields = yaml.load(match["yaml"], Loader=_Loader)  # noqa: S506 - a BaseLoader
    except _Alias as error:
        raise LineReadError(
            _line(error, first_line), "the front matter has an alias (*name), which is not read. Write its value out."
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise LineReadError(
            _line(error, first_line), f"the front matter is not valid YAML ({problem}). Correct it or remove it."
        ) from error
    if fields and not isinstance(fields, dict):
        return {}, text
    found = {str(name).lower(): None if value in ("null", "~") else value for name, value in (fields or {}).items()}
    return found, text[match.end() :]


def _line(error: Exception, first_line: int) -> int:
    mark = getattr(error, "problem_mark", None)
    return first_line + (mark.line if mark else 0)
