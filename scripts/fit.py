"""Fits and cross-validates the weights of ranking, quoting, short answers and the gate:

    python scripts/fit.py HOME=CASES.jsonl [HOME=CASES.jsonl ...] [--weights DIR] [--keep FILE]

Each HOME is a Dateline home with the articles that its questions were written for. Every question is also put
to the other homes, where nothing answers it. Prints the weights for `rag/` and what they come to on questions
left out (ten folds). `--keep` holds what retrieval and the reader found, so that a second run takes seconds.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from eval.case import Case, load_cases
from eval.gold import Gold, resolve
from eval.match import holds_answer
from index.library import Library
from rag.answer import Passage
from rag.candidates import Candidate, Weights, candidates_of
from rag.evidence import Evidence, evidence
from rag.question import Question, understand
from rag.quote import quote
from rag.read import reading_of
from rag.reader.read import Reader
from rag.retrieve import retrieve
from rag.settings import RagSettings
from rag.short import features

Floats = NDArray[np.float64]
_FOLDS = 10
_ON_SUBJECT, _NEAR_MISS, _OFF_SUBJECT = "answerable", "near miss", "off subject"


class Asked(NamedTuple):
    """A question put to a collection, and all that is known of it."""

    case: Case
    sort: str
    question: Question
    passages: tuple[Passage, ...]
    candidates: tuple[Candidate, ...]
    evidence: Evidence
    gold: Gold


def ask_all(pairs: Sequence[tuple[Path, Path]], reader: Reader) -> list[Asked]:
    """Every question to every home."""
    settings = RagSettings()
    asked = []
    for home, _ in pairs:
        with Library.open(home) as library:
            for other, cases in pairs:
                for case in load_cases(cases):
                    question = understand(case.question, case.history, case.filters)
                    passages = retrieve(library, question, settings, reader)
                    own = home == other
                    sort = _OFF_SUBJECT if not own else _ON_SUBJECT if case.answerable else _NEAR_MISS
                    candidates = candidates_of(question, passages, None) if own else ()
                    gold = resolve(case, library.article) if own else Gold()
                    asked.append(Asked(case, sort, question, passages, candidates, evidence(question, passages), gold))
        print(f"{home}: {len(asked)} questions asked", flush=True)
    return asked


def fit_ranking(asked: Sequence[Asked], weight: float) -> None:
    """Right article first by the reader's weight in the ranking; the passages were made with `weight`."""
    print("\nRanking: reader_weight, right article first")
    known = [one for one in asked if one.gold.stories and one.passages]
    for trial in (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0):
        right = []
        for one in known:
            scores = []
            for passage in one.passages:
                reading = reading_of(passage)
                relevance = reading.relevance if reading else 0.0
                fused = (passage.score - weight * relevance) / (1 - weight)
                scores.append((1 - trial) * fused + trial * relevance)
            right.append(one.gold.story(one.passages[int(np.argmax(scores))].article) in one.gold.stories)
        print(f"  {trial:.2f}  {np.mean(right):.3f}  n={len(right)}")


def fit_quotes(asked: Sequence[Asked]) -> None:
    """Conditional logit: of a question's sentences, the ones that hold an answer."""
    data = []
    for one in asked:
        if one.sort != _ON_SUBJECT or not one.case.answers or not one.candidates:
            continue
        x = np.array([c.features for c in one.candidates])
        texts = [c.passage.article.text[c.start : c.end] for c in one.candidates]
        y = np.array([any(holds_answer(text, answer) for answer in one.case.answers) for text in texts])
        data.append((x, y))
    n = len(data)
    folds = np.random.default_rng(0).permutation(n) % _FOLDS
    first = np.zeros(n)
    for fold in range(_FOLDS):
        weights = _conditional([d for d, f in zip(data, folds, strict=True) if f != fold])
        for i in np.flatnonzero(folds == fold):
            x, y = data[i]
            first[i] = y[int(np.argmax(x @ weights))]
    weights = _conditional(data)
    names = [field.name for field in fields(Weights)][:-1]
    inside = np.mean([y[int(np.argmax(x @ weights))] for x, y in data])
    held = np.mean([y.any() for _, y in data])
    print(f"\nQuotes: first quote right {first.mean():.3f} left out, {inside:.3f} inside; possible {held:.3f}; n={n}")
    print("  " + ", ".join(f"{name}={weight:.2f}" for name, weight in zip(names, weights, strict=True)))


def _conditional(data: Sequence[tuple[Floats, NDArray[np.bool_]]], penalty: float = 0.02) -> Floats:
    """The weights that make the right sentences most likely among each question's, softly held near 0."""
    known = [(x, y) for x, y in data if y.any() and not y.all()]
    spread = np.concatenate([x for x, _ in known]).std(axis=0)
    scale = np.where(spread > 1e-9, spread, 1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = penalty * len(known) * float(weights @ weights) / 2, penalty * len(known) * weights
        for x, y in known:
            scores = (x / scale) @ weights
            every = np.exp(scores - scores.max())
            right = every * y
            value -= float(np.log(right.sum() / every.sum()))
            slope = slope - (x / scale).T @ (right / right.sum() - every / every.sum())
        return value, slope

    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B")
    return np.asarray(np.where(spread > 1e-9, found.x, 0.0) / scale)


def fit_short(asked: Sequence[Asked]) -> None:
    """How likely the words of the first quote are right, by the reader's scores."""
    x, y = [], []
    for one in asked:
        if one.sort == _ON_SUBJECT and one.case.answers and one.candidates:
            quotes = quote(one.question, one.passages, None, RagSettings().max_quotes)
            span = quotes[0].span
            words = quotes[0].passage.article.text[span.start : span.end] if span else ""
            x.append(features(quotes))
            y.append(any(holds_answer(words, a) or holds_answer(a, words) for a in one.case.answers))
    points, right = np.array(x), np.array(y)
    model = LogisticRegression(C=10)
    sure = cross_val_predict(model, points, right, cv=_FOLDS, method="predict_proba")[:, 1]
    model.fit(points, right)
    print(f"\nShort answers: right {right.mean():.3f}, n={len(right)}; by threshold (shown, right of those):")
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        shown = sure >= least
        print(f"  {least:.1f}  {shown.mean():.2f}  {right[shown].mean() if shown.any() else 0:.2f}")
    print(f"  weights {model.coef_[0].round(2).tolist()} bias {model.intercept_[0]:.2f}")


def fit_gate(asked: Sequence[Asked]) -> None:
    """Answerable or not, near misses and questions off the subject counting the same together."""
    known = [one for one in asked if one.passages]
    x = np.array([one.evidence for one in known])
    y = np.array([one.sort == _ON_SUBJECT for one in known])
    sorts = np.array([one.sort for one in known])
    share = {sort: (sorts == sort).sum() for sort in np.unique(sorts)}
    weight = np.array([(2.0 if sort == _ON_SUBJECT else 1.0) / share[sort] for sort in sorts]) * len(sorts)
    best: Any = None
    for names in (Evidence._fields[:4], ("similarity", "covered_by_all", "span"), Evidence._fields):
        chosen = [Evidence._fields.index(name) for name in names]
        chances = np.zeros(len(y))
        for train, test in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(x, sorts):
            best = LogisticRegression(C=3, max_iter=2000).fit(x[train][:, chosen], y[train], weight[train])
            chances[test] = best.predict_proba(x[test][:, chosen])[:, 1]
        print(f"\nGate with {', '.join(names)}; left out:")
        for sort in (_NEAR_MISS, _OFF_SUBJECT):
            rows = y | (sorts == sort)
            line = [
                f"  against {sort} (n={int((sorts == sort).sum())}): AUC {roc_auc_score(y[rows], chances[rows]):.3f}"
            ]
            for refused in (0.02, 0.05, 0.1, 0.15):
                bar = np.quantile(chances[y], refused)
                line.append(
                    f"false answers {np.mean(chances[sorts == sort] >= bar):.2f} at {refused:.0%} (p={bar:.2f})"
                )
            print("; ".join(line))
        for low in np.arange(0, 1, 0.2):
            inside = (chances >= low) & (chances < low + 0.2)
            true = np.average(y[inside], weights=weight[inside]) if inside.any() else np.nan
            print(f"  p {low:.1f} to {low + 0.2:.1f}: {true:.2f} answerable (n={inside.sum()})")
        best = LogisticRegression(C=3, max_iter=2000).fit(x[:, chosen], y, weight)
        values = ", ".join(f"{name}={value:.2f}" for name, value in zip(names, best.coef_[0], strict=True))
        print(f"  {values}, bias={best.intercept_[0]:.2f}")


def main() -> None:
    """The command: see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", metavar="HOME=CASES")
    parser.add_argument("--weights", type=Path, help="folder of the reader; else the one that ships")
    parser.add_argument("--keep", type=Path, help="file to keep what was found in")
    given = parser.parse_args()
    if given.keep and given.keep.exists():
        kept: list[Asked] = pickle.loads(given.keep.read_bytes())  # noqa: S301  our own file
        asked = [one._replace(evidence=evidence(one.question, one.passages)) for one in kept]
    else:
        reader = Reader.load(given.weights)
        if reader is None:
            parser.error("there is no reader: train it first (python -m rag.reader.train)")
        pairs = [(Path(home), Path(cases)) for home, _, cases in (pair.partition("=") for pair in given.pairs)]
        asked = ask_all(pairs, reader)
        if given.keep:
            given.keep.write_bytes(pickle.dumps(asked))
    fit_ranking(asked, RagSettings().reader_weight)
    fit_quotes(asked)
    fit_short(asked)
    fit_gate(asked)


if __name__ == "__main__":
    main()
