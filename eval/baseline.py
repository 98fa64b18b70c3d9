"""The plain recipe (`peers/recipe.py`) measured beside Dateline in the same run."""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import Case
from eval.figures import Figure, bootstrap
from eval.gold import Lookup, resolve
from eval.measures import BASELINE
from eval.peers.peer import Peer
from eval.score.retrieval import score_quotes, score_top


def measure_baseline(cases: Sequence[Case], baseline: Peer, lookup: Lookup) -> dict[str, Figure]:
    """The plain recipe's figures, by the names in `measures.BASELINE`, over all cases that tell."""
    columns: dict[str, list[float]] = {name: [] for name in BASELINE}
    for case in cases:
        gold = resolve(case, lookup)
        passages = baseline.retrieve(case)
        scores = score_top(passages, case, gold) | score_quotes(passages, case, gold)
        for name in BASELINE:
            if name in scores:
                columns[name].append(scores[name])
    return {name: bootstrap(values) for name, values in columns.items() if values}
