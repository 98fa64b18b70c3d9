"""Measures a reader: `python -m rag.reader.evaluate DIR --squad dev-v2.0.json --wice dev.jsonl`.

SQuAD 2.0 (Rajpurkar et al. 2018): F1 over all questions at the best threshold, F1 of the answerable ones
when it must answer, and how well its scores tell answerable from unanswerable (AUC). WiCE (Kamoi et al.
2023): how well the support head tells supported claims from the others. Intervals: 95%, bootstrap over
articles (SQuAD) or claims (WiCE).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import string
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from index.errors import ReadError
from rag.reader.read import Arithmetic, Reader
from rag.reader.reading import Span

Floats = NDArray[np.float64]


class Judged(NamedTuple):
    """One SQuAD question read: the best span's F1 and exact match, both scores, and the article it is of."""

    f1: float  # of the best span against the best gold answer; 0 where there is none
    exact: float
    span: float
    relevance: float
    answerable: bool
    article: str


def squad_questions(path: Path, most: int | None = None, seed: int = 0) -> list[tuple[str, str, list[str], str]]:
    """(question, paragraph, gold answers, article) of a SQuAD 2.0 file, all or a sample of `most`."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    questions = [
        (qa["question"], paragraph["context"], [answer["text"] for answer in qa["answers"]], article["title"])
        for article in articles
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
    ]
    if most is None:
        return questions
    return random.Random(seed).sample(questions, min(most, len(questions)))  # noqa: S311


def judge(reader: Reader, questions: Sequence[tuple[str, str, list[str], str]]) -> list[Judged]:
    """The reader on each question and its paragraph, without a header."""
    readings = reader.read_pairs([(question, "", text) for question, text, _, _ in questions])
    judged = []
    for (_, text, golds, article), reading in zip(questions, readings, strict=True):
        span = reading.best(0, len(text)) or Span(0, 0, float("-inf"))
        said = text[span.start : span.end]
        f1 = max((token_f1(said, gold) for gold in golds), default=0.0)
        exact = float(any(_normal(said) == _normal(gold) for gold in golds))
        judged.append(Judged(f1, exact, span.score, reading.relevance, bool(golds), article))
    return judged


def squad_figures(judged: Sequence[Judged]) -> dict[str, float]:
    """F1 and exact over all at the best span threshold, of the answerable, and the AUC of three scores."""
    f1 = np.array([one.f1 for one in judged])
    exact = np.array([one.exact for one in judged])
    span = np.array([one.span for one in judged])
    relevance = np.array([one.relevance for one in judged])
    answerable = np.array([one.answerable for one in judged])
    both = span + np.log(np.clip(relevance, 1e-6, 1 - 1e-6) / np.clip(1 - relevance, 1e-6, 1))
    all_f1, threshold = _best(f1, span, answerable)
    return {
        "f1": all_f1,
        "exact": _best(exact, span, answerable)[0],
        "threshold": threshold,
        "f1 with relevance": _best(f1, both, answerable)[0],
        "answerable f1": float(f1[answerable].mean()),
        "answerable exact": float(exact[answerable].mean()),
        "auc span": auc(span, answerable),
        "auc relevance": auc(relevance, answerable),
        "auc both": auc(both, answerable),
    }


def _squad_figure(judged: Sequence[Judged], name: str, chosen: NDArray[np.int_]) -> float:
    return squad_figures([judged[i] for i in chosen])[name]


def _best(gain: Floats, score: Floats, answerable: NDArray[np.bool_]) -> tuple[float, float]:
    """The best mean gain over thresholds: `gain` where the score is above it, else 1 for an unanswerable one."""
    order = np.argsort(-score)
    answered = np.concatenate([[0.0], np.cumsum(gain[order])])
    refused = (~answerable).sum() - np.concatenate([[0.0], np.cumsum(~answerable[order])])
    best = int(np.argmax(answered + refused))
    threshold = score[order[best - 1]] if best else np.inf
    return float((answered + refused)[best] / len(gain)), float(threshold)


def wice_figures(reader: Reader, path: Path, seed: int = 0) -> dict[str, float]:
    """AUC of P(supports), the highest over stretches of the evidence, against WiCE's labels."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs, owner = [], []
    for n, line in enumerate(lines):
        for stretch in _stretches(line["evidence"]):
            pairs.append((line["claim"], stretch))
            owner.append(n)
    highest = np.zeros(len(lines))
    for n, (supports, _, _) in zip(owner, reader.support(pairs), strict=True):
        highest[n] = max(highest[n], supports)
    labels = np.array([line["label"] for line in lines])
    full, none = labels == "supported", labels == "not_supported"
    low, high = interval(lambda chosen: auc(highest[chosen], full[chosen]), list(range(len(lines))), seed)
    return {
        "auc supported against the rest": auc(highest, full),
        "low": low,
        "high": high,
        "auc supported against not": auc(highest[full | none], full[full | none]),
    }


def _stretches(lines: Sequence[str], words: int = 120) -> list[str]:
    """The evidence's lines joined to stretches of about `words` words, each starting with the last line before it."""
    found: list[list[str]] = [[]]
    for line in lines:
        if sum(len(one.split()) for one in found[-1]) + len(line.split()) > words and found[-1]:
            found.append(found[-1][-1:])
        found[-1].append(line)
    return [" ".join(one) for one in found]


def auc(scores: Floats, positive: NDArray[np.bool_]) -> float:
    """Area under the ROC curve: the chance that a positive's score is above a negative's, ties half."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n, m = int(positive.sum()), int((~positive).sum())
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m)) if n and m else float("nan")


def interval(figure: Callable[[NDArray[np.int_]], float], groups: Sequence[object], seed: int) -> tuple[float, float]:
    """95% bootstrap interval of `figure(places)`, drawing whole groups (`groups[i]`: the group of place i)."""
    chance = np.random.default_rng(seed)
    members: dict[object, list[int]] = {}
    for i, group in enumerate(groups):
        members.setdefault(group, []).append(i)
    lists = [np.array(places) for places in members.values()]
    draws = [figure(np.concatenate([lists[i] for i in chance.integers(0, len(lists), len(lists))])) for _ in range(300)]
    return float(np.nanquantile(draws, 0.025)), float(np.nanquantile(draws, 0.975))


def token_f1(said: str, gold: str) -> float:
    """F1 of the words in common, after SQuAD's normalisation."""
    a, b = _normal(said).split(), _normal(gold).split()
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if common else float(a == b)


def _normal(text: str) -> str:
    """Lower case without punctuation and articles (SQuAD's evaluation script)."""
    bare = "".join(sign for sign in text.lower() if sign not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def main(arguments: Sequence[str] | None = None) -> None:
    """The command: see the module."""
    parser = argparse.ArgumentParser(prog="python -m rag.reader.evaluate", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with reader.safetensors")
    parser.add_argument("--squad", type=Path, help="SQuAD 2.0 development file")
    parser.add_argument("--wice", type=Path, help="WiCE development file (JSON lines)")
    parser.add_argument("--sample", type=int, help="read only so many SQuAD questions")
    parser.add_argument("--arithmetic", choices=get_args(Arithmetic), default="auto")
    given = parser.parse_args(arguments)
    reader = Reader.load(given.folder, given.arithmetic)
    if reader is None:
        raise ReadError(f"{given.folder} holds no reader.safetensors. Give the folder that training wrote.")
    figures: dict[str, dict[str, float]] = {}
    if given.squad:
        questions = squad_questions(given.squad, given.sample)
        begun = time.perf_counter()
        judged = judge(reader, questions)
        milliseconds = 1000 * (time.perf_counter() - begun) / len(judged)
        figures["squad2"] = {**squad_figures(judged), "questions": len(judged), "milliseconds a passage": milliseconds}
        articles = [one.article for one in judged]
        for name in ("f1", "answerable f1", "auc span"):
            low, high = interval(partial(_squad_figure, judged, name), articles, 0)
            figures["squad2"] |= {f"{name} low": low, f"{name} high": high}
    if given.wice:
        figures["wice"] = wice_figures(reader, given.wice)
    print(json.dumps(figures, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
