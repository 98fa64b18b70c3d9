"""False refusals against false answers, at every threshold that the gate could have had."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.intervals import Figure, bootstrap_of

_ALLOWED = 0.1  # share of the answerable questions refused
_MOST_POINTS = 200
_NO_PASSAGE = -1.0  # confidence where nothing was found: below every threshold

Floats = NDArray[np.float64]


class Point(NamedTuple):
    """The two error rates, 0 to 1, with a refusal below `threshold`."""

    threshold: float
    false_refusals: float
    false_answers: float


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """The curve of the gate alone, from refusing nothing to refusing everything, and what it comes to.

    `auc`: the chance that an answerable question gets a higher confidence than an unanswerable one, ties by
    half (Hanley and McNeil 1982, "The Meaning and Use of the Area under a ROC Curve", Radiology 143); .5 is
    blind. `false_answers_at_10`: the least false answers that a threshold allows which refuses at most 10% of
    the answerable questions; 1 where none does.
    """

    points: tuple[Point, ...]
    auc: Figure
    false_answers_at_10: Figure


def tradeoff(
    confidences: Sequence[float | None], answerable: Sequence[bool], groups: Sequence[Hashable]
) -> Tradeoff | None:
    """The trade-off for the gate's confidence (0 to 1) in each question, None where no passage was found: such
    a question is refused at any threshold. `groups` names each question's cluster (see `intervals`).

    None where the questions are all answerable, or all unanswerable: there is nothing to trade.
    """
    sure = np.asarray([_NO_PASSAGE if value is None else value for value in confidences], dtype=float)
    has_answer = np.asarray(answerable, dtype=bool)

    def area(at: NDArray[np.intp]) -> float | None:
        return auc(sure[at][has_answer[at]], sure[at][~has_answer[at]])

    def at_10(at: NDArray[np.intp]) -> float | None:
        return _false_answers_allowing(sure[at][has_answer[at]], sure[at][~has_answer[at]])

    fewest = min(len({group for group, has in zip(groups, has_answer, strict=True) if has == kind}) for kind in (0, 1))
    whole, allowed = bootstrap_of(area, groups, fewest), bootstrap_of(at_10, groups, fewest)
    if whole is None or allowed is None:
        return None
    return Tradeoff(curve(sure[has_answer], sure[~has_answer]), whole, allowed)


def curve(answerable: Sequence[float] | Floats, unanswerable: Sequence[float] | Floats) -> tuple[Point, ...]:
    """The points for confidences of questions that have an answer and of those that have none: one for each
    confidence, thinned out evenly to about 200.
    """
    with_answer, without = np.asarray(answerable, dtype=float), np.asarray(unanswerable, dtype=float)
    if not len(with_answer) or not len(without):
        return ()
    found = np.unique(np.concatenate([with_answer, without]))
    found = found[found > 0]
    kept = found[np.unique(np.linspace(0, len(found) - 1, min(len(found), _MOST_POINTS)).round().astype(int))]
    return tuple(
        Point(float(threshold), float((with_answer < threshold).mean()), float((without >= threshold).mean()))
        for threshold in (0.0, *kept, 1.01)
    )


def auc(answerable: Floats, unanswerable: Floats) -> float | None:
    """The area under the curve of the hits against the false alarms; None without one of the two kinds."""
    if not len(answerable) or not len(unanswerable):
        return None
    ordered = np.sort(unanswerable)
    below, upto = np.searchsorted(ordered, answerable, "left"), np.searchsorted(ordered, answerable, "right")
    return float(((below + upto) / 2).mean() / len(ordered))


def _false_answers_allowing(answerable: Floats, unanswerable: Floats, share: float = _ALLOWED) -> float | None:
    """False answers at the highest threshold that refuses no more than `share` of the answerable questions."""
    if not len(answerable) or not len(unanswerable):
        return None
    threshold = np.sort(answerable)[int(share * len(answerable) + 1e-9)]
    return 1.0 if threshold == _NO_PASSAGE else float((unanswerable >= threshold).mean())
