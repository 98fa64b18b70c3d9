"""What became of one case between two runs: its outcome, its passages, its answer and its proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from eval.saved_case import SavedPart, SavedResult

Verdict = Literal[
    "came right", "went wrong", "now fails", "works again", "still right", "still wrong", "still fails", "unscored"
]


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case in both runs. Passages and citations are the same where they are the same words of the same article."""

    before: SavedResult
    after: SavedResult
    verdict: Verdict
    passages_new: int
    citations_new: int
    citations_gone: int

    @property
    def id(self) -> str:
        return self.after.id

    @property
    def case_changed(self) -> bool:
        """Whether the case itself is another one: asked or judged otherwise, so that a difference proves little."""
        return _asked(self.before) != _asked(self.after)

    @property
    def status_changed(self) -> bool:
        return (self.before.status, self.before.reason) != (self.after.status, self.after.reason)

    @property
    def retrieval_changed(self) -> bool:
        return self.passages_new > 0 or _parts(self.before.passages) != _parts(self.after.passages)

    @property
    def answer_changed(self) -> bool:
        return self.before.answer != self.after.answer

    @property
    def citations_changed(self) -> bool:
        return self.citations_new > 0 or self.citations_gone > 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What changed, in words; empty where nothing did."""
        return tuple(_notes(self))


def case_change(before: SavedResult, after: SavedResult) -> CaseChange:
    """What changed in a case from an earlier run to a later one."""
    cited_before, cited_after = set(_parts(before.citations)), set(_parts(after.citations))
    return CaseChange(
        before=before,
        after=after,
        verdict=_verdict(before.outcome, after.outcome),
        passages_new=len(set(_parts(after.passages)) - set(_parts(before.passages))),
        citations_new=len(cited_after - cited_before),
        citations_gone=len(cited_before - cited_after),
    )


def _verdict(before: str, after: str) -> Verdict:
    if "error" in (before, after):
        return "still fails" if before == after else "now fails" if after == "error" else "works again"
    if "unscored" in (before, after):
        return "unscored"
    if before == after:
        return "still right" if after == "right" else "still wrong"
    return "came right" if after == "right" else "went wrong"


def _notes(change: CaseChange) -> Iterator[str]:
    before, after = change.before, change.after
    if change.case_changed:
        yield "the case itself was changed"
    if change.status_changed:
        yield f"{_status(before)} -> {_status(after)}"
    if before.gold_rank != after.gold_rank:
        yield f"gold passage {_rank(before.gold_rank)} -> {_rank(after.gold_rank)}"
    if change.passages_new:
        yield f"{change.passages_new} of {len(after.passages)} passages new"
    elif change.retrieval_changed:
        yield "passages in another order" if len(before.passages) == len(after.passages) else "fewer passages"
    if change.answer_changed and before.status == after.status == "answered":
        yield "answer changed"
    if change.citations_changed:
        yield f"citations: {change.citations_new} new, {change.citations_gone} gone"


def _status(result: SavedResult) -> str:
    return f"{result.status} ({result.reason})" if result.reason else result.status


def _rank(rank: int | None) -> str:
    return "not found" if rank is None else f"at {rank}"


def _parts(parts: tuple[SavedPart, ...]) -> list[tuple[str, int, int]]:
    return [(part.article_id, part.start, part.end) for part in parts]


def _asked(result: SavedResult) -> tuple[object, ...]:
    return (
        result.question,
        result.history,
        result.as_of,
        result.answerable,
        (result.accepted, result.parts),
        result.evidence,
    )
