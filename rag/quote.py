"""The built-in answerer: the sentences of the passages that answer, quoted as they stand.

Each sentence gets a score from a linear model over seven features (`Weights`); the best are then
picked one after the other, and a sentence gains by what it covers of the question that those already
picked leave open, so that a question of two parts gets a quote for each (maximal marginal relevance
turned to coverage: Carbonell and Goldstein 1998; Lin and Bilmes 2011).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embed import SentenceTransformerEmbeddings
from index.sentences import sentence_spans
from rag.answer import Passage
from rag.asked import asked_for, asks_about_now, newness, offers
from rag.facts import content_words
from rag.overlap import rarity_of, share
from rag.question import Question

_SHORTEST = 4  # words: less is a heading or a fragment
# In log-odds: what covering all of the question's open words is worth to a sentence, and how far below the best
# sentence a further one may lie. On two sets of news questions (n = 202) 0.67 are answered within what is shown, in 89
# words; without coverage and bar 0.67 in 98 words.
_COVERAGE = 4.0
_NEAR_BEST = 1.5

FloatArray = NDArray[np.float64]


class Quote(NamedTuple):
    """A sentence that answers: `passage.article.text[start:end]`, and how likely (0 to 1)."""

    passage: Passage
    start: int
    end: int
    score: float

    @property
    def text(self) -> str:
        return self.passage.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features, in the order of `Features`."""

    similarity: float = 4.0
    covered: float = 2.0
    covered_nearby: float = 1.5
    passage: float = 1.5
    offers: float = 1.0
    novelty: float = 0.5
    newest: float = 0.6
    bias: float = -4.0


class Candidate(NamedTuple):
    """A sentence with its stems and features (each 0 to 1, in the order of `Weights`)."""

    passage: Passage
    start: int
    end: int
    stems: frozenset[str]
    features: tuple[float, ...]


def quote(
    question: Question,
    passages: Sequence[Passage],
    embedder: SentenceTransformerEmbeddings,
    most: int,
    weights: Weights = Weights(),
) -> tuple[Quote, ...]:
    """The sentences that answer, best first, at most `most`; none where the passages hold no sentence."""
    candidates = candidates_of(question, passages, embedder)
    if not candidates:
        return ()
    *coefficients, bias = astuple(weights)
    logits = np.array([c.features for c in candidates]) @ np.array(coefficients) + bias
    return _pick(candidates, logits, content_words(question.search_text), most)


def candidates_of(
    question: Question, passages: Sequence[Passage], embedder: SentenceTransformerEmbeddings
) -> tuple[Candidate, ...]:
    """Every sentence of the passages once, with its features."""
    spans = _sentences(passages)
    if not spans:
        return ()
    texts = [passage.article.text[start:end] for passage, start, end in spans]
    stems = [content_words(text) for text in texts]
    wanted = content_words(question.search_text)
    vectors = embedder.encode_documents(
        [f"{p.article.title}. {text}" for (p, _, _), text in zip(spans, texts, strict=True)]
    )
    # A follow-up counts twice: as typed, for what is new in it, and with what it carries along, for its subject.
    readings = tuple(dict.fromkeys((question.raw, question.search_text)))
    similarity = (vectors @ embedder.encode_queries(readings).T).mean(axis=1)
    rarities = [rarity_of(content_words(reading), stems) for reading in readings]
    kind = asked_for(question.raw)
    new = newness([p.article for p in passages]) if asks_about_now(question.raw) else {}
    found = []
    for i, (passage, start, end) in enumerate(spans):
        nearby = stems[i] | content_words(passage.article.title)
        for j in (i - 1, i + 1):
            if 0 <= j < len(spans) and spans[j][0].article.article_id == passage.article.article_id:
                nearby |= stems[j]
        features = (
            float(similarity[i]),
            sum(share(stems[i] & rare.keys(), rare) for rare in rarities) / len(rarities),
            share(wanted & nearby, rarities[-1]),
            passage.score,
            float(offers(texts[i], kind, question.search_text)),
            min(len(stems[i] - wanted) / 5, 1.0),
            new.get(passage.article.article_id, 0.0),
        )
        found.append(Candidate(passage, start, end, stems[i], features))
    return tuple(found)


def _sentences(passages: Sequence[Passage]) -> list[tuple[Passage, int, int]]:
    """The sentences of all passages in reading order within each; those of overlapping passages once."""
    seen: set[tuple[str, int]] = set()
    spans = []
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            start, end = passage.start + start, passage.start + end
            text = passage.article.text[start:end]
            key = (passage.article.article_id, start)
            if key not in seen and len(text.split()) >= _SHORTEST and not text.endswith("?"):
                seen.add(key)
                spans.append((passage, start, end))
    return spans


def _pick(candidates: Sequence[Candidate], logits: FloatArray, wanted: frozenset[str], most: int) -> tuple[Quote, ...]:
    rarity = rarity_of(wanted, [c.stems for c in candidates])
    bar = float(logits.max()) - _NEAR_BEST
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
    return tuple(
        Quote(candidates[i].passage, candidates[i].start, candidates[i].end, 1 / (1 + math.exp(-logits[i])))
        for i in picked
    )


def _says_again(candidate: Candidate, picked: Sequence[Candidate]) -> bool:
    """Whether a picked sentence of the same article or story already holds nearly all of its words."""
    for other in picked:
        shorter = min(len(candidate.stems), len(other.stems))
        same = candidate.passage.article.story_id == other.passage.article.story_id
        if same and shorter and len(candidate.stems & other.stems) / shorter >= 0.8:
            return True
    return False
