"""An unfinished run in its folder: each answer is on disk as soon as it is there, so that a killed run can go on.

`unfinished.jsonl` holds first what the run was made with, then a line for each case that came to an answer.
Articles stand in it by their ids, and are looked up when it is read. Errors are not kept: they are tried again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from eval.case import Case
from eval.gold import Lookup
from eval.run import Result
from eval.usage import Usage
from index.article import Article
from index.errors import CaseError
from rag.answer import Answer

UNFINISHED = "unfinished.jsonl"
_LOCK = ".running"
_ARTICLE = "article_id"


class Journal:
    """The journal of one run; `open_journal` opens it.

    `finished` has the results of the run that was stopped, by case id, where it was made with the same
    (`made_with`, of JSON values, compared by name); else `changed` says what differs, and it starts anew.
    """

    def __init__(
        self, path: Path, file: IO[bytes], made_with: Mapping[str, Any], cases: Sequence[Case], lookup: Lookup
    ) -> None:
        """Use `open_journal`."""
        self.finished: dict[str, Result] = {}
        self.changed: tuple[str, ...] = ()
        self._path = path
        self._file = file
        self._cases = {case.case_id: case for case in cases}
        self._lookup = lookup
        end = self._read(made_with)
        file.seek(end)
        file.truncate()
        if end == 0:
            self._write(made_with)

    def keep(self, result: Result) -> None:
        """Appends a result and waits until it is on the disk."""
        if result.answer is not None and result.error is None:
            self._write(
                {"id": result.case.case_id, "ms": result.ms, "tries": result.tries, "usage": result.usage}
                | {"answer": _plain(result.answer)}
            )

    def remove(self) -> None:
        """Ends the journal: the run is complete."""
        self._path.unlink(missing_ok=True)

    def _write(self, record: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def _read(self, made_with: Mapping[str, Any]) -> int:
        """Reads what is there; returns the place up to which it holds. A torn line, and what follows it, does not."""
        header = _parsed(self._file.readline())
        if header is None:
            return 0
        self.changed = tuple(_differences(header, made_with))
        if self.changed:
            return 0
        end = self._file.tell()
        for line in self._file:
            result = self._result(_parsed(line))
            if result is None:
                break
            self.finished[result.case.case_id] = result
            end += len(line)
        return end

    def _result(self, record: Mapping[str, Any] | None) -> Result | None:
        try:
            if record is None:
                return None
            answer = _ANSWERS.validate_python(_with_articles(record["answer"], self._lookup))
            case = self._cases[record["id"]]
            return Result(case, answer, record["ms"], tries=record["tries"], usage=Usage(*record["usage"]))
        except (LookupError, TypeError, ValidationError):
            return None


@contextmanager
def open_journal(
    folder: Path, made_with: Mapping[str, Any], cases: Sequence[Case], lookup: Lookup
) -> Iterator[Journal]:
    """The journal of the run in `folder`, which a second run is kept out of meanwhile.

    Raises CaseError where another run is writing there.
    """
    path = folder / UNFINISHED
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise CaseError(f"Another evaluation is writing into {folder}. Wait for it, or choose another --out.") from None
    try:
        with path.open("r+b" if path.exists() else "w+b") as file:
            yield Journal(path, file, made_with, cases, lookup)
    finally:
        lock.release()


_ANSWERS = TypeAdapter(Answer)


def _parsed(line: bytes) -> dict[str, Any] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _plain(value: Any) -> Any:
    """A value of an answer as JSON values, articles by their id."""
    if isinstance(value, Article):
        return {_ARTICLE: value.article_id}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _with_articles(value: Any, lookup: Lookup) -> Any:
    """The same with the articles in their places. Raises LookupError where one is not stored any more."""
    if isinstance(value, list):
        return [_with_articles(item, lookup) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {_ARTICLE}:
        article = lookup(value[_ARTICLE])
        if article is None:
            raise LookupError(value[_ARTICLE])
        return article
    return {name: _with_articles(item, lookup) for name, item in value.items()}


def _differences(before: Mapping[str, Any], now: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """What differs, by its path: `settings.rag.passages was 10, is 20`; of a digest only its name."""
    for name in dict.fromkeys([*before, *now]):
        old, new = before.get(name), now.get(name)
        if old == new:
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _differences(old, new, f"{prefix}{name}.")
        elif prefix:
            yield f"{prefix}{name} was {old}, is {new}"
        else:
            yield f"the {name} changed"
