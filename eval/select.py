"""A part of a suite: some kinds of questions, a sample, the first so many."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from eval.case import Case, off_subject
from index.errors import CaseError


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cases to ask: of these kinds (all where there are none), `sample` of those, the first `limit` of these.

    With `off_subject`, they are asked of articles on other subjects: each has to be refused.

    A sample has each kind in its share and keeps the order of the suite. The same `seed` draws the same cases,
    and a smaller sample of a kind is a part of a larger one.
    """

    kinds: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0
    limit: int | None = None
    off_subject: bool = False

    def of(self, suite: Sequence[Case]) -> tuple[Case, ...]:
        """The chosen cases. Raises CaseError on a kind that the suite has no case of, or where none is left."""
        known = dict.fromkeys(case.kind for case in suite)
        for kind in self.kinds:
            if kind not in known:
                raise CaseError(f"The suite has no case of the kind {kind!r}. It has: {', '.join(known)}.")
        chosen = [case for case in suite if not self.kinds or case.kind in self.kinds]
        if self.sample is not None:
            chosen = _sample(chosen, self.sample, self.seed)
        if not chosen[: self.limit]:
            raise CaseError("No case is left to ask. Choose at least one.")
        asked = chosen[: self.limit]
        return tuple(map(off_subject, asked) if self.off_subject else asked)


EVERYTHING = Selection()


def _sample(cases: Sequence[Case], size: int, seed: int) -> list[Case]:
    by_kind: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda case: _draw(case, seed)):
        by_kind.setdefault(case.kind, []).append(case)
    shares = _shares({kind: len(of_kind) for kind, of_kind in by_kind.items()}, min(size, len(cases)))
    drawn = {case.case_id for kind, of_kind in by_kind.items() for case in of_kind[: shares[kind]]}
    return [case for case in cases if case.case_id in drawn]


def _shares(sizes: dict[str, int], total: int) -> dict[str, int]:
    """How many of each kind: its part of the total, rounded by the largest remainder."""
    everything = sum(sizes.values()) or 1
    shares = {kind: size * total // everything for kind, size in sizes.items()}
    remainders = sorted(sizes, key=lambda kind: (-(sizes[kind] * total % everything), kind))
    for kind in remainders[: total - sum(shares.values())]:
        shares[kind] += 1
    return shares


def _draw(case: Case, seed: int) -> str:
    """The case's place in the draw: by its id alone, so that other cases do not change it."""
    return hashlib.blake2b(f"{seed}/{case.case_id}".encode("utf-8", "replace"), digest_size=16).hexdigest()
