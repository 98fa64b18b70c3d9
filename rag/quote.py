"""The built-in answerer: the sentences of the passages that answer, quoted as they stand.

Each sentence gets a score from a linear model over its features (`Weights`; `scripts/fit.py` fits them);
the best are then picked one after the other, and a sentence gains by what it covers of the question that
those already picked leave open, so that a question of two parts gets a quote for each (maximal marginal
relevance turned to coverage: Carbonell and Goldstein 1998; Lin and Bilmes 2011).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple
from typing import NamedTuple

import numpy as np

from index.embed import SentenceTransformerEmbeddings
from rag.about_another import of_another
from rag.answer import Passage
from rag.candidates import READ, UNREAD, Candidate, FloatArray, Weights, candidates_of
from rag.denials import denials_behind
from rag.facts import content_words, names
from rag.injected import injected
from rag.overlap import rarity_of, share, sigmoid
from rag.question import Question
from rag.read import reading_of
from rag.reader.reading import Span
from rag.unrelated import related

# In log-odds: what covering all of the question's open words is worth to a sentence, and how far below the best
# sentence a further one may lie. On 202 questions about news .79 are answered within what is shown, in 75 words; with a
# bar at 1.5 .75 in 58 words; without the worth of coverage .77 in 70 words.
_COVERAGE = 4.0
NEAR_BEST = 2.5
_UNRELATED = 2.5  # what a sentence loses whose article knows nothing of what the question names
_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|those|these)\b", re.IGNORECASE
)


class Quote(NamedTuple):
    """A sentence that answers: `passage.article.text[start:end]`, and how likely (0 to 1).

    `span` are its words that answer best, as places in the article's text; None where it was not read.
    """

    passage: Passage
    start: int
    end: int
    score: float
    span: Span | None = None

    @property
    def text(self) -> str:
        return self.passage.article.text[self.start : self.end]


class Scored(NamedTuple):
    """A sentence with the log-odds that it answers."""

    candidate: Candidate
    logit: float


def scored(
    question: Question,
    passages: Sequence[Passage],
    embedder: SentenceTransformerEmbeddings | None,
    weights: Weights | None = None,
) -> tuple[Scored, ...]:
    """Every sentence of the passages with its score, but for those that speak to programs instead of telling news, and
    those of somebody else than the question's.

    A sentence whose article knows nothing of what the question names (`rag.unrelated`) loses its words and some of its
    score. `weights` default to `READ` or `UNREAD`, by whether a reader has read the passages; `embedder` may be
    None where their similarity weighs nothing.
    """
    if weights is None:
        weights = READ if any(reading_of(passage) is not None for passage in passages) else UNREAD
    candidates = candidates_of(question, passages, embedder if weights.similarity else None)
    if not candidates:
        return ()
    *coefficients, bias = astuple(weights)
    logits = np.array([c.features for c in candidates]) @ np.array(coefficients) + bias
    # A part without a pronoun has names of its own, or none: 'and how many worked at the mill?'.
    named = names(question.standalone) if question.history or _PRONOUN.search(question.raw) else question.named
    about = related(question, passages)
    return tuple(
        Scored(c._replace(span=None), logit - _UNRELATED)
        if about.lacks(c.passage.article, c.start, c.end)
        else Scored(c, logit)
        for c, logit in zip(candidates, denials_behind(question, candidates, logits.tolist()), strict=True)
        if not injected(c.passage.article.text, c.start, c.end)
        and not of_another(c.passage.article, c.start, c.end, named)
    )


def quote(
    question: Question,
    passages: Sequence[Passage],
    embedder: SentenceTransformerEmbeddings | None,
    most: int,
    weights: Weights | None = None,
) -> tuple[Quote, ...]:
    """The sentences that answer, best first, at most `most`; none where the passages hold no sentence. See `scored`."""
    return pick(question, scored(question, passages, embedder, weights), most)


def pick(question: Question, sentences: Sequence[Scored], most: int, near: float = NEAR_BEST) -> tuple[Quote, ...]:
    """Of the scored sentences those to quote, best first; a further one may lie `near` log-odds below the best."""
    if not sentences:
        return ()
    candidates = [one.candidate for one in sentences]
    logits = np.array([one.logit for one in sentences])
    return _pick(candidates, logits, content_words(question.search_text), most, near)


def as_quote(one: Scored) -> Quote:
    """A scored sentence as it is quoted."""
    candidate = one.candidate
    return Quote(candidate.passage, candidate.start, candidate.end, sigmoid(one.logit), candidate.span)


def _pick(
    candidates: Sequence[Candidate], logits: FloatArray, wanted: frozenset[str], most: int, near: float
) -> tuple[Quote, ...]:
    rarity = rarity_of(wanted, [c.stems for c in candidates])
    bar = float(logits.max()) - near
    open_words = wanted
    picked: list[int] = []
    while len(picked) < most:
        gains = np.array(
            [logits[i] + _COVERAGE * share(open_words & c.stems, rarity) for i, c in enumerate(candidates)]
        )
        for i, candidate in enumerate(candidates):
            if i in picked or _says_again(candidate, [candidates[j] for j in picked]):
                gains[i] = -np.inf
        best = int(np.argmax(gains if picked else logits))
        if picked and gains[best] < bar:
            break
        picked.append(best)
        open_words -= candidates[best].stems
    return tuple(as_quote(Scored(candidates[i], float(logits[i]))) for i in picked)


def _says_again(candidate: Candidate, picked: Sequence[Candidate]) -> bool:
    """Whether a picked sentence of the same article or story already holds nearly all of its words."""
    for other in picked:
        shorter = min(len(candidate.stems), len(other.stems))
        same = candidate.passage.article.story_id == other.passage.article.story_id
        if same and shorter and len(candidate.stems & other.stems) / shorter >= 0.8:
            return True
    return False
