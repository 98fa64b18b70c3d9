"""Exact match and F1 of short answers as SQuAD counts them, and whether a passage holds an answer as DPR counts it.

The first two after `evaluate-v2.0.py` (Rajpurkar, Jia and Liang 2018, "Know What You Don't Know: Unanswerable
Questions for SQuAD", ACL), the last after Karpukhin et al. 2020, "Dense Passage Retrieval for Open-Domain Question
Answering", EMNLP.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_MARKS = str.maketrans("", "", string.punctuation)
# Letters, digits and the accents that NFD parts from them are a token; so is any other sign.
_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[^\s]")


class Threshold(NamedTuple):
    """The best score that refusing above a no-answer probability of `threshold` gives, 0 to 1."""

    score: float
    threshold: float


def normalise(text: str) -> str:
    """Lower case, without ASCII punctuation, without articles, white space as single blanks: in this order."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_MARKS)).split())


def golds(answers: Sequence[str]) -> tuple[str, ...]:
    """The right answers of a question; the empty one where there is none, or none that normalisation leaves."""
    return tuple(answer for answer in answers if normalise(answer)) or ("",)


def exact(prediction: str, answers: Sequence[str]) -> float:
    """1 where the prediction is one of the right answers, normalised; "" is right where there is none."""
    return float(any(normalise(prediction) == normalise(answer) for answer in golds(answers)))


def f1(prediction: str, answers: Sequence[str]) -> float:
    """The best word F1 with a right answer; where either is empty, 1 if both are."""
    return max(_f1(normalise(prediction).split(), normalise(answer).split()) for answer in golds(answers))


def best_threshold(
    scores: NDArray[np.float64],
    no_answer: NDArray[np.float64],
    answerable: NDArray[np.bool_],
    predicted: NDArray[np.bool_],
) -> Threshold:
    """`best_exact` or `best_f1`: the best mean score, were every question above some no-answer probability refused.

    One element a question: its score, its no-answer probability, whether it has an answer, whether the prediction
    is not "". Refusing all, every question without an answer is right; then, from the least probability up, an
    answerable question adds its score, and a wrongly answered one takes 1 away. Ties stay in the order given.
    """
    order = np.argsort(no_answer, kind="stable")
    steps = np.where(answerable, scores, -predicted.astype(float))[order]
    refused_all = float((~answerable).sum())
    reached = refused_all + np.cumsum(steps)
    best = int(np.argmax(reached))
    if reached[best] <= refused_all:
        return Threshold(refused_all / len(scores), 0.0)
    return Threshold(float(reached[best]) / len(scores), float(no_answer[order][best]))


def has_answer(text: str, answers: Sequence[str]) -> bool:
    """Whether the tokens of an answer stand in the text, side by side and in order, whatever the case."""
    tokens = _tokens(text)
    return any(_stands(tokens, _tokens(answer)) for answer in answers)


def _f1(predicted: list[str], gold: list[str]) -> float:
    if not predicted or not gold:
        return float(predicted == gold)
    common = sum((Counter(predicted) & Counter(gold)).values())
    return 2 * common / (len(predicted) + len(gold))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFD", text).lower())


def _stands(tokens: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return size > 0 and any(tokens[at : at + size] == wanted for at in range(len(tokens) - size + 1))
