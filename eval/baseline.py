"""The plain recipe (`peers/recipe.py`) measured beside Dateline in the same run."""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import Case
from eval.clusters import clusters
from eval.gold import Lookup, resolve
from eval.intervals import SHARE, Figure, clustered_mean
from eval.measures import BASELINE
from eval.peers.peer import Peer
from eval.score.retrieval import score_quotes, score_top


def measure_baseline(cases: Sequence[Case], baseline: Peer, lookup: Lookup) -> dict[str, Figure]:
    """The plain recipe's figures, by the names in `measures.BASELINE`, over all cases that tell."""
    golds = [resolve(case, lookup) for case in cases]
    scores = [
        score_top(passages, case, gold) | score_quotes(passages, case, gold)
        for case, gold in zip(cases, golds, strict=True)
        for passages in [baseline.retrieve(case)]
    ]
    groups = clusters([gold.about for gold in golds])
    figures = {}
    for name in BASELINE:
        told = [at for at, each in enumerate(scores) if name in each]
        if told:
            figures[name] = clustered_mean([scores[at][name] for at in told], [groups[at] for at in told], SHARE)
    return figures
