"""What a public benchmark is: files to download, documents and questions made of them, and its own way to count.

None of its text is part of the project. The user downloads the files; the documents are indexed in a home of
their own, the questions are put to the chain, and `Task.count` turns what came back into the published figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from eval.case import Case
from eval.intervals import Figure
from eval.usage import NO_USAGE, Usage
from index.article import make_article_id
from rag.answer import Answer, Passage
from rag.support import Evidence


class Download(NamedTuple):
    """A file that the user downloads: its path where it comes from, and where that is.

    In the user's folder it may lie under that path, or under an end of it of at least `tail` parts (1: its name).
    """

    path: str
    where: str
    needed: bool = True
    tail: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A document to index. `url` tells it from all others; `published` is an ISO date or ""."""

    url: str
    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""

    @property
    def article_id(self) -> str:
        return make_article_id(self.url, "")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the ids of the only articles that may answer it; None for the whole collection.

    Questions of one `cluster`, on an article or in a conversation, are not independent; "" for one of its own.
    """

    case: Case
    articles: tuple[str, ...] | None = None
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents that are searched together, and what is asked of them.

    `documents` gives them anew at each call, for there may be more than memory holds. With `top` no answer is
    made: that many passages are searched for, and nothing else.
    """

    name: str
    documents: Callable[[], Iterator[Document]]
    asked: tuple[Asked, ...]
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question: the passages found, best first, and the answer, or the error that was raised.

    `ms`, `tries` and `usage` are those of `eval.run.Result`.
    """

    collection: str
    case: Case
    passages: tuple[Passage, ...] = ()
    answer: Answer | None = None
    error: str | None = None
    cluster: str = ""
    ms: float = 0.0
    tries: int = 1
    usage: Usage = NO_USAGE

    @property
    def group(self) -> str:
        """The group of questions that this one is not independent of."""
        return self.cluster or self.case.case_id

    @property
    def status(self) -> str:
        """`answered`, `refused`, `searched` (nothing was to be answered) or `error`."""
        return "error" if self.error else self.answer.status if self.answer else "searched"

    @property
    def refused(self) -> bool:
        return self.answer is not None and self.answer.status == "refused"

    @property
    def said(self) -> str:
        """The words of the answer without its markers; "" for a refusal or an error."""
        if self.answer is None or self.answer.refusal is not None:
            return ""
        short = "; ".join(one.text for one in self.answer.short)
        long = " ".join(sentence.text for sentence in self.answer.sentences)
        return f"{short}. {long}" if short else long

    @property
    def spans(self) -> tuple[str, ...]:
        """The short answers, or the first sentence in their place; none for a refusal or an error."""
        if self.answer is None or self.answer.refusal is not None:
            return ()
        return tuple(one.text for one in self.answer.short) or tuple(s.text for s in self.answer.sentences[:1])


class Line(NamedTuple):
    """A line of one of the benchmark's tables: Dateline's figures, each a share (0 to 1), by column."""

    table: str
    row: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Counted:
    """Dateline's lines, and each question's own scores by the question's id."""

    lines: tuple[Line, ...]
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


class Claim(NamedTuple):
    """A statement of an answer, and the words that it cites."""

    text: str
    cited: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A benchmark as loaded. `count` gets the outcomes of the questions that were asked and came to no error, in the
    order of the collections.

    `notes` say what differs from the published setting in this data. Where citations are scored, `claims` gives
    the statements of an answer; None where the benchmark leaves an answer out.
    """

    collections: tuple[Collection, ...]
    count: Callable[[Sequence[Outcome]], Counted]
    notes: tuple[str, ...] = ()
    claims: Callable[[Outcome], tuple[Claim, ...] | None] | None = None


class Benchmark(Protocol):
    """A public benchmark. Its tables stand in `tables/NAME.toml`."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def citation(self) -> str: ...
    @property
    def licence(self) -> str: ...
    @property
    def downloads(self) -> tuple[Download, ...]: ...

    def load(self, data: Path, limit: int | None) -> Task:
        """The task from the files in `data`, with at most about `limit` questions of each kind of task.

        Raises CaseError where a file is missing or is not what it should be.
        """
        ...


def describe(benchmark: Benchmark) -> str:
    """What it is, and what to download from where, as text for a terminal."""
    files = "\n".join(
        f"  {download.path}  from {download.where}{'' if download.needed else '  (optional)'}"
        for download in benchmark.downloads
    )
    return (
        f"{benchmark.title}: {benchmark.citation}\nlicence: {benchmark.licence}\ndownload into a folder:\n{files}\n"
        f"then: dateline eval public {benchmark.name} --data FOLDER"
    )


def spread(count: int, limit: int | None) -> range | list[int]:
    """The places of at most `limit` of `count` items, evenly spread, so that every part of a file has its share."""
    if limit is None or limit >= count:
        return range(count)
    return [at * count // limit for at in range(limit)]
