"""The sentences that an answer may quote, each with the features that speak for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.days import WEEKDAYS, without_dates
from index.embed import SentenceTransformerEmbeddings
from index.sentences import sentence_spans
from rag.answer import Passage
from rag.asked import Kind, asked_for, asks_about_now, newness, offers
from rag.dateline import dateline_end
from rag.facts import content_words
from rag.overlap import rarity_of, share
from rag.question import Question
from rag.read import reading_of
from rag.reader.reading import Span

_NO_SPAN = -20.0  # score of the best words where there are none
_SHORTEST = 4  # words: less is a heading or a fragment
_LONGEST_DATE = 40  # characters: 'Wednesday, September 24, 2025, 10:15 p.m.'
_WORDS = re.compile(rf"(?!(?:{'|'.join(WEEKDAYS)}|[ap]\.?m|utc|gmt)\b)\b[^\W\d_]{{2,}}", re.IGNORECASE)

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a sentence's features, in the order in which `candidates_of` gives them, and a bias."""

    similarity: float = 0.0  # cosine of the sentence to the question
    covered: float = 0.0  # share of the question's words in the sentence, rare ones counting more
    covered_nearby: float = 0.0  # the same with its neighbours and the title
    passage: float = 0.0  # the passage's own score
    offers: float = 0.0  # holds the kind of thing asked for
    novelty: float = 0.0  # has words that the question has not
    newest: float = 0.0  # newness of the article, for questions about now
    span: float = 0.0  # the reader's best span in it, log-odds in tens
    relevance: float = 0.0  # the reader's relevance of the passage, log-odds in tens
    bias: float = 0.0


UNREAD = Weights(
    similarity=4.0, covered=2.0, covered_nearby=1.5, passage=1.5, offers=1.0, novelty=0.5, newest=0.6, bias=-4.0
)
# Conditional logit over 202 questions (`scripts/fit.py`), rounded; similarity adds nothing to what the reader finds.
READ = Weights(covered=1.0, covered_nearby=1.15, passage=4.5, offers=0.85, newest=1.0, span=3.35, bias=-4.0)


class Candidate(NamedTuple):
    """A sentence with its stems, its features in the order of `Weights`, and its words that answer best."""

    passage: Passage
    start: int
    end: int
    stems: frozenset[str]
    features: tuple[float, ...]
    span: Span | None

    @property
    def text(self) -> str:
        return self.passage.article.text[self.start : self.end]


def candidates_of(
    question: Question, passages: Sequence[Passage], embedder: SentenceTransformerEmbeddings | None
) -> tuple[Candidate, ...]:
    """Every sentence of the passages once, with its features; `similarity` is 0 where there is no embedder."""
    told = [one for one in _sentences(passages) if not question.shown or _text(*one) not in question.shown]
    kind = asked_for(question.raw)
    spans = [(passage, _report_start(passage, start, end, kind), end) for passage, start, end in told]
    if not spans:
        return ()
    texts = [passage.article.text[start:end] for passage, start, end in spans]
    stems = [content_words(text) for text in texts]
    wanted = content_words(question.search_text)
    # A follow-up counts twice: as typed, for what is new in it, and with what it carries along, for its subject.
    readings = tuple(dict.fromkeys((question.raw, question.search_text)))
    similarity = _similarity(readings, spans, texts, embedder) if embedder else np.zeros(len(spans))
    rarities = [rarity_of(content_words(reading), stems) for reading in readings]
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
            *_read(passage, best := _best_words(passage, start, end)),
        )
        found.append(Candidate(passage, start, end, stems[i], features, best))
    return tuple(found)


def _similarity(
    readings: Sequence[str],
    spans: Sequence[tuple[Passage, int, int]],
    texts: Sequence[str],
    embedder: SentenceTransformerEmbeddings,
) -> FloatArray:
    """The mean cosine of each sentence, under its title, to the readings of the question: (sentences,)."""
    titled = [f"{passage.article.title}. {text}" for (passage, _, _), text in zip(spans, texts, strict=True)]
    cosines: FloatArray = (embedder.encode_documents(titled) @ embedder.encode_queries(readings).T).mean(axis=1)
    return cosines


def _best_words(passage: Passage, start: int, end: int) -> Span | None:
    """The words of the sentence that answer best, as places in the article's text."""
    reading = reading_of(passage)
    if reading is None:
        return None
    found = reading.best(start - passage.start, end - passage.start)
    return found and Span(found.start + passage.start, found.end + passage.start, found.score)


def _report_start(passage: Passage, start: int, end: int, kind: Kind) -> int:
    """Where the sentence starts after a dateline, unless a place or a time is asked for and that stands in it."""
    report = start + dateline_end(passage.article.text[start:end])
    best = _best_words(passage, start, end) if report > start and kind in ("place", "time") else None
    return start if best is not None and best.end <= report else report


def _read(passage: Passage, best: Span | None) -> tuple[float, float]:
    """What the reader thinks of a sentence's best words and of its passage, log-odds in tens."""
    reading = reading_of(passage)
    if reading is None:
        return 0.0, 0.0
    return (best.score if best else _NO_SPAN) / 10, reading.relevance_score / 10


def _text(passage: Passage, start: int, end: int) -> str:
    return passage.article.text[start:end]


def _sentences(passages: Sequence[Passage]) -> list[tuple[Passage, int, int]]:
    """The sentences of all passages in reading order within each; those of overlapping passages once."""
    seen: set[tuple[str, int]] = set()
    spans = []
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            start, end = passage.start + start, passage.start + end
            text = passage.article.text[start:end]
            key = (passage.article.article_id, start)
            if key not in seen and len(text.split()) >= _SHORTEST and not text.endswith("?") and not _is_date(text):
                seen.add(key)
                spans.append((passage, start, end))
    return spans


def _is_date(text: str) -> bool:
    """Whether a line holds a date and nothing else."""
    return len(text) < _LONGEST_DATE and not _WORDS.search(without_dates(text))
