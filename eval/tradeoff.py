"""False refusals against false answers, at every threshold that the gate could have had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eval.score import Scored


class Point(NamedTuple):
    """The two error rates, 0 to 1, with a refusal below `threshold`."""

    threshold: float
    false_refusals: float
    false_answers: float


def tradeoff(scored: Sequence[Scored]) -> tuple[Point, ...]:
    """The curve of the gate alone, from refusing nothing to refusing everything.

    Questions that no passage was found for are left out: they are refused at any threshold. Empty where a
    suite has only answerable or only unanswerable questions, for there is nothing to trade.
    """
    confidence: dict[bool, list[float]] = {True: [], False: []}
    for item in scored:
        case, answer = item.result.case, item.result.answer
        if answer is not None and answer.covered is not None:
            confidence[case.answerable].append(answer.covered)
    return curve(confidence[True], confidence[False])


def curve(answerable: Sequence[float], unanswerable: Sequence[float]) -> tuple[Point, ...]:
    """The points for confidences (0 to 1) of questions that have an answer and of those that have none."""
    if not answerable or not unanswerable:
        return ()
    thresholds = [0.0, *sorted({*answerable, *unanswerable}), 1.01]
    return tuple(
        Point(
            threshold,
            sum(value < threshold for value in answerable) / len(answerable),
            sum(value >= threshold for value in unanswerable) / len(unanswerable),
        )
        for threshold in thresholds
    )
