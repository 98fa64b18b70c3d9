"""Claims with a label and a score: F1, accuracy and the area under the ROC curve, as WiCE's script counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.adapters.benchmark import Line
from eval.adapters.figures import mean, resampled
from eval.intervals import Figure

LABELS = ("supported", "partially_supported", "not_supported")
SUPPORTED, PARTIALLY, NOT = LABELS
_STEPS = 100


class Judged(NamedTuple):
    """A claim with its label and the support that the check finds, 0 to 1. Claims of one `group`, an article, are not
    independent.
    """

    claim_id: str
    label: str
    score: float
    group: str = ""


def published_lines(dev: Sequence[Judged], test: Sequence[Judged], shipped: float) -> Iterator[Line]:
    """F1 and accuracy on test, at the threshold that is best on dev and at the check's own, `shipped`."""
    supported, scores = _arrays(test)
    groups = _groups(test)
    thresholds = {"threshold from dev": best_threshold(*_arrays(dev)), "as shipped": _just_below(shipped)}
    for row, threshold in thresholds.items():
        yield Line("oracle", row, _at_threshold(supported, scores > threshold, groups))


def own_lines(part: str, judged: Sequence[Judged], shipped: float) -> Iterator[Line]:
    """The check as it is shipped, and how well its score tells the labels apart."""
    supported, scores = _arrays(judged)
    let_through = scores > _just_below(shipped)
    shares = {label: [one for one in judged if one.label == label] for label in LABELS}
    yield Line(
        "check",
        part,
        _at_threshold(supported, let_through, _groups(judged))
        | {
            f"let through: {label}": mean([float(one.score >= shipped) for one in some], _groups(some))
            for label, some in shares.items()
            if some
        },
    )
    pairs = {
        "supported / rest": ((SUPPORTED,), (PARTIALLY, NOT)),
        "supported / partially": ((SUPPORTED,), (PARTIALLY,)),
        "partially / not": ((PARTIALLY,), (NOT,)),
        "supported / not": ((SUPPORTED,), (NOT,)),
    }
    areas: dict[str, Figure] = {}
    for name, (upper, lower) in pairs.items():
        two = [one for one in judged if one.label in (*upper, *lower)]
        positive = np.array([one.label in upper for one in two])
        if positive.any() and not positive.all():
            values = np.array([one.score for one in two])
            areas[name] = resampled(_over(area_under_curve, positive, values), _groups(two))
    yield Line("roc", part, areas)


def _at_threshold(
    supported: NDArray[np.bool_], predicted: NDArray[np.bool_], groups: Sequence[str]
) -> dict[str, Figure]:
    return {
        "F1": resampled(_over(f1, supported, predicted), groups),
        "accuracy": resampled(_over(accuracy, supported, predicted), groups),
    }


def _over(
    statistic: Callable[[NDArray[np.bool_], NDArray[np.generic]], float],
    labels: NDArray[np.bool_],
    values: NDArray[np.generic],
) -> Callable[[NDArray[np.intp]], float]:
    return lambda at: statistic(labels[at], values[at])


def _groups(judged: Sequence[Judged]) -> list[str]:
    return [one.group or one.claim_id for one in judged]


def _arrays(judged: Sequence[Judged]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    return np.array([one.label == SUPPORTED for one in judged]), np.array([one.score for one in judged])


def _just_below(score: float) -> float:
    """The published count takes what lies above a threshold; the check takes what lies at it, too."""
    return float(np.nextafter(score, 0))


def f1(labels: NDArray[np.bool_], predicted: NDArray[np.generic]) -> float:
    """F1 of predictions that are true or false; 0 where nothing is true on either side."""
    said = predicted.astype(bool)
    total = int(labels.sum() + said.sum())
    return 2 * int((labels & said).sum()) / total if total else 0.0


def accuracy(labels: NDArray[np.bool_], predicted: NDArray[np.generic]) -> float:
    return float((labels == predicted.astype(bool)).mean())


def best_threshold(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """The least of 0, .01 ... .99 above which F1 is best (as WiCE's `evaluate_performance.py` chooses it on dev)."""
    thresholds = np.arange(0.0, 1.0, 1 / _STEPS)
    return float(thresholds[int(np.argmax([f1(labels, scores > threshold) for threshold in thresholds]))])


def area_under_curve(labels: NDArray[np.bool_], scores: NDArray[np.generic]) -> float:
    """The chance that a score of a true label lies above one of a false label, ties counting half (Hanley and McNeil
    1982, Radiology 143(1)). NaN where all labels are the same.
    """
    values = scores.astype(float)
    upper, lower = values[labels], values[~labels]
    if not len(upper) or not len(lower):
        return float("nan")
    differences = upper[:, None] - lower[None, :]
    return float((differences > 0).mean() + (differences == 0).mean() / 2)
