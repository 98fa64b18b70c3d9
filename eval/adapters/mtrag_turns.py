"""MTRAG's labelled turns: which are refused, against the labels of whether their passages answer them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import AliasChoices, Field

from eval.adapters.addresses import document_url
from eval.adapters.benchmark import Asked, Collection, Counted, Document, Download, Outcome, spread
from eval.adapters.figures import mean_line, owns
from eval.adapters.read import Record, read_lines
from eval.case import Case
from rag.answer import Turn

WHERE = "https://github.com/IBM/mt-rag-benchmark"
LABELLED = {
    "MTRAG": Download("mtrag-human/generation_tasks/reference.jsonl", WHERE, needed=False),
    "MTRAG-UN": Download("mtragun-human/generation_tasks/reference.jsonl", WHERE, needed=False, tail=3),
}
_LABELS = ("answerable", "partial", "unanswerable", "underspecified")


class MtPassage(Record):
    """A passage, as the corpora and as the turns write it."""

    id: str = Field(validation_alias=AliasChoices("_id", "document_id", "id"), min_length=1)
    text: str
    title: str | None = None


class _Turn(Record):
    speaker: str
    text: str


class LabelledTurn(Record):
    """The last turn of a conversation with its own passages, and whether they answer it."""

    task_id: str = Field(min_length=1)
    input: list[_Turn] = Field(min_length=1)
    contexts: list[MtPassage]
    label: list[str] = Field(validation_alias=AliasChoices("Answerability", "answerability"), min_length=1)


def load_labelled(name: str, path: Path, limit: int | None) -> list[LabelledTurn]:
    """The turns of one of the files in `LABELLED`."""
    every = list(read_lines(path, LabelledTurn, LABELLED[name]))
    return [every[at] for at in spread(len(every), limit)]


def labelled_collection(name: str, turns: Sequence[LabelledTurn]) -> Collection:
    """Each turn with its own passages; those of several turns are indexed once. A turn without any is asked of all of
    them: its refusal would say nothing where there is nothing to answer from.
    """

    def documents() -> Iterator[Document]:
        yield from {given.url: given for turn in turns for given in map(_given, turn.contexts)}.values()

    return Collection(name, documents, tuple(_asked(name, turn) for turn in turns))


def count_refusals(outcomes: Sequence[Outcome]) -> Counted:
    """The share refused by label; and of the answerable and unanswerable the share rightly answered or refused."""
    scores: dict[str, dict[str, float]] = {}
    for outcome in outcomes:
        label, refused = outcome.case.kind, float(outcome.refused)
        scores[outcome.case.case_id] = {label: refused}
        if label in ("answerable", "unanswerable"):
            scores[outcome.case.case_id]["right"] = refused if label == "unanswerable" else 1 - refused
    columns = {**{label: label for label in _LABELS}, "rightly answered or refused": "right"}
    names = dict.fromkeys(outcome.collection for outcome in outcomes)
    own = {name: owns([each for each in outcomes if each.collection == name], scores) for name in names}
    return Counted(tuple(mean_line("refusals", name, own[name], columns) for name in names), scores)


def _asked(name: str, turn: LabelledTurn) -> Asked:
    *before, last = turn.input
    label = turn.label[0].lower()
    case = Case(
        f"{name}/{turn.task_id}",
        last.text,
        answerable=label in ("answerable", "partial"),
        kind=label,
        history=tuple(Turn("user" if each.speaker == "user" else "assistant", each.text) for each in before),
    )
    given = tuple(_given(passage).article_id for passage in turn.contexts)
    return Asked(case, given or None, conversation(turn.task_id))


def conversation(query: str) -> str:
    """The conversation that a query or a turn is of: 'c1' of 'c1<::>2'."""
    return query.split("<::>")[0]


def _given(passage: MtPassage) -> Document:
    return Document(document_url("mtrag", passage.id), passage.text, passage.title or "")
