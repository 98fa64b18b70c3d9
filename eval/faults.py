"""What is wrong with a field of a file or a setting, in plain words: what stands there, and what is expected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

_LONGEST = 40  # characters of a wrong value that are shown
_KINDS = {
    "string": "a text",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "finite_number": "a number",
    "date": "a date such as 2025-10-14",
    "datetime": "a time such as 2025-10-14T09:30",
    "list": "a list",
    "tuple": "a list",
    "dict": "an object",
    "model": "an object",
    "dataclass": "an object",
    "path": "a path",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "{} or more"),
    "greater_than": ("gt", "more than {}"),
    "less_than_equal": ("le", "{} or less"),
    "less_than": ("lt", "less than {}"),
}


def expected(error: ErrorDetails) -> str:
    """What should stand there: 'a whole number', "'user' or 'assistant'", '1 or more'."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error" or kind == "enum":
        return str(context["expected"])
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return words.format(context[name])
    if kind.startswith("date_from_datetime"):
        return _KINDS["date"]
    return next((words for start, words in _KINDS.items() if kind == start or kind.startswith(f"{start}_")), "")


def fault(error: ErrorDetails) -> str:
    """One thing that is wrong, without a full stop: 'as_of is "14 October"; a date such as 2025-10-14 is expected'.

    `error` is one of a ValidationError's `errors()`.
    """
    kind, context = error["type"], error.get("ctx", {})
    name = ".".join(str(part) for part in error["loc"] if not _is_type(part)) or "it"
    if kind == "missing":
        return f"{name} is missing"
    if kind == "extra_forbidden":
        return f"{name} is no field that there is"
    if kind == "json_invalid":
        return f"it is not JSON ({str(context['error']).replace(' at line 1 column ', ' at column ')})"
    if kind in ("string_too_short", "string_pattern_mismatch", "too_short"):
        return f"{name} is empty"
    if kind == "value_error":
        told = "" if isinstance(error["input"], Mapping | list | tuple) else f" is {_shown(error['input'])}"
        return f"{name}{told}: {context['error']}"
    wanted = expected(error)
    if not wanted:
        return f"{name} is {_shown(error['input'])}: {error['msg']}"
    return f"{name} is {_shown(error['input'])}; {wanted} is expected"


def faults(errors: Iterable[ErrorDetails]) -> tuple[str, ...]:
    """Each thing that is wrong, once, in the order of the fields."""
    return tuple(dict.fromkeys(map(fault, errors)))


def _is_type(part: int | str) -> bool:
    """Whether a part of the place is a name of our own types and validators, which says nothing to others."""
    return isinstance(part, str) and "[" in part


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]}…{text[-1]}"
