"""What a comparison comes to: each system's figures, and Dateline tested against each peer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from eval.clusters import clusters
from eval.figures import Latency
from eval.intervals import Figure, clustered_mean, paired_mean
from eval.measures import PRIMARY, Measure
from eval.peers.ask import COMPARED, Asked
from eval.peers.entrant import Entrant
from eval.significance import holm, randomisation_p

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Standing:
    """One system: its figures by the names in `COMPARED`, the time of its searches, and of indexing."""

    name: str
    version: str
    hands_on: int
    index_seconds: float | None
    latency: Latency
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class PeerTest:
    """Dateline against a peer in one measure, over the cases that tell.

    `difference` is the mean of the paired differences, above 0 where Dateline is higher; `wins` and
    `losses` are Dateline's. `p` is by approximate randomisation, `p_holm` adjusted over the tests of primary
    measures against all peers; None of the other measures, which are exploratory.
    """

    peer: str
    measure: Measure
    difference: Figure
    wins: int
    losses: int
    p: float
    p_holm: float | None = None

    @property
    def significant(self) -> bool:
        return self.p_holm is not None and self.p_holm < LEVEL


@dataclass(frozen=True, slots=True)
class Outcome:
    """`standings` in the order of the systems, Dateline first."""

    standings: tuple[Standing, ...]
    tests: tuple[PeerTest, ...]

    def test(self, peer: str, measure: Measure) -> PeerTest | None:
        """The test of a peer in a measure; None where there is none."""
        return next((test for test in self.tests if (test.peer, test.measure) == (peer, measure)), None)


def outcome(entrants: Sequence[Entrant], asked: Mapping[str, Sequence[Asked]]) -> Outcome:
    """The figures and tests of what `ask_everybody` gave. The first system is tested against all the others."""
    first, *others = entrants
    groups = clusters([item.about for item in asked[first.name]])
    tests = [
        test
        for other in others
        for measure in COMPARED
        if measure.better and (test := _test(other.name, measure, asked[first.name], asked[other.name], groups))
    ]
    primary = [at for at, test in enumerate(tests) if test.measure.name in PRIMARY]
    for at, p in zip(primary, holm([tests[at].p for at in primary]), strict=True):
        tests[at] = replace(tests[at], p_holm=p)
    return Outcome(
        standings=tuple(_standing(entrant, asked[entrant.name], groups) for entrant in entrants),
        tests=tuple(tests),
    )


def _standing(entrant: Entrant, asked: Sequence[Asked], groups: Sequence[int]) -> Standing:
    told = {m: [at for at, item in enumerate(asked) if m.name in item.scores] for m in COMPARED}
    ms = [item.ms for item in asked]
    return Standing(
        name=entrant.name,
        version=entrant.version,
        hands_on=entrant.hands_on,
        index_seconds=entrant.index_seconds,
        latency=Latency(float(np.percentile(ms, 50)), float(np.percentile(ms, 95)), len(ms)),
        figures={
            m.name: clustered_mean([asked[at].scores[m.name] for at in places], [groups[at] for at in places], m.bounds)
            for m, places in told.items()
            if places
        },
    )


def _test(
    peer: str, measure: Measure, ours: Sequence[Asked], theirs: Sequence[Asked], clustered: Sequence[int]
) -> PeerTest | None:
    name = measure.name
    pairs = zip(ours, theirs, clustered, strict=True)
    told = [(our.scores[name] - their.scores[name], group) for our, their, group in pairs if name in our.scores]
    deltas, groups = [delta for delta, _ in told], [group for _, group in told]
    if not deltas:
        return None
    return PeerTest(
        peer=peer,
        measure=measure,
        difference=paired_mean(deltas, groups, measure.bounds),
        wins=sum(delta > 0 for delta in deltas),
        losses=sum(delta < 0 for delta in deltas),
        p=randomisation_p(deltas, groups),
    )
