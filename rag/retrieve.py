"""Passages for a question: dense and lexical search, fused, each story once.

The two rankings are joined by a convex combination of their normalised scores, which needs one weight
and beats reciprocal rank fusion on news questions (Bruch, Gai and Ingber 2023, "An Analysis of Fusion
Functions for Hybrid Retrieval", ACM TOIS 42(1)).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from index.filters import Filters
from index.library import Hit, Library, Located
from rag.answer import Passage
from rag.asked import asks_about_now, newness
from rag.credit import is_original_of
from rag.period import Period
from rag.question import Question
from rag.rank import read_each, second_look
from rag.read import reading_of
from rag.reader.read import Reader
from rag.settings import RagSettings

_WORD = re.compile(r"\w+")
_READ_TOGETHER = 1.2  # of the passages that are read for one question, how many for several parts together
_LEAST_READ = 8  # passages, for each part
_COPY_OVERLAP = 0.8  # share of the shorter passage's words from which two passages of one story say the same


def retrieve(
    library: Library,
    question: Question,
    settings: RagSettings,
    reader: Reader | None = None,
    top: int | None = None,
) -> tuple[Passage, ...]:
    """The best passages for a question, best first; none where nothing matches its filters.

    With a `reader` the first of them are read, and carry what it found; else late interaction ranks them.
    `top` defaults to `settings.passages`. Scores lie in 0 to 1 and compare within one question only.
    """
    return retrieve_each(library, (question,), settings, reader, top)[0]


def retrieve_each(
    library: Library,
    questions: Sequence[Question],
    settings: RagSettings,
    reader: Reader | None = None,
    top: int | None = None,
) -> tuple[tuple[Passage, ...], ...]:
    """As `retrieve`, for each of several questions: they are embedded together, and their passages read together.

    Several questions share the reader's time: of each fewer passages are read.
    """
    wanted = top or settings.passages
    vectors = library.embedder.encode_queries([question.search_text for question in questions])
    fused = [
        _search(library, question, vector, settings, wanted)
        for question, vector in zip(questions, vectors, strict=True)
    ]
    if reader is not None:
        depth = settings.read if len(questions) == 1 else _share(settings.read, len(questions))
        to_read = [(question.to_read, passages) for question, passages in zip(questions, fused, strict=True)]
        looked = read_each(to_read, reader, depth, settings.reader_weight)
    else:
        looked = tuple(
            second_look(question.search_text, passages, library.embedder, settings.second_look, settings.late_weight)
            for question, passages in zip(questions, fused, strict=True)
        )
    return tuple(
        one_story_once(library, _aged(question, passages, settings), question.filters, wanted)
        for question, passages in zip(questions, looked, strict=True)
    )


def merge(found: Sequence[Sequence[Passage]], top: int) -> tuple[Passage, ...]:
    """The passages found for each part of a question as one list: the best of each part first, then the second of
    each, and so on; each chunk once, `top` at most.
    """
    once: dict[int, Passage] = {}
    for rank in zip_longest(*found):
        for passage in rank:
            if passage is not None:
                once.setdefault(passage.chunk_id, passage)
    return tuple(once.values())[:top]


def _share(read: int, parts: int) -> int:
    """How many passages are read for each of several parts."""
    return min(read, max(_LEAST_READ, round(read * _READ_TOGETHER / parts)))


def _search(
    library: Library, question: Question, vector: NDArray[np.float32], settings: RagSettings, wanted: int
) -> tuple[Passage, ...]:
    """What both searches find, fused."""
    depth = max(settings.candidates, 3 * wanted)
    dense = library.search_vectors(vector, depth, question.filters)
    lexical = library.search_words(question.search_text, depth, question.filters)
    located = library.locate([hit.chunk_id for hit in (*dense, *lexical)])
    return fuse(dense, lexical, located, settings.dense_weight)


def _aged(question: Question, passages: tuple[Passage, ...], settings: RagSettings) -> tuple[Passage, ...]:
    """The passages in an order that heeds their days, where the question asks about now or about a time."""
    if asks_about_now(question.search_text):
        return newest_first(passages, settings.newest_weight)
    return period_first(passages, question.period, settings.period_weight) if question.period else passages


def fuse(
    dense: Sequence[Hit], lexical: Sequence[Hit], located: dict[int, Located], dense_weight: float
) -> tuple[Passage, ...]:
    """Both rankings as one: `w * dense + (1 - w) * lexical`, each scaled to 0..1 over its own hits.

    A chunk that one search did not return scores 0 there. Ties are broken by chunk id, so that the
    order never depends on the stores.
    """
    dense_scaled = _scaled(dense, floor=min((hit.score for hit in dense), default=0.0))
    lexical_scaled = _scaled(lexical, floor=0.0)
    dense_raw = {hit.chunk_id: hit.score for hit in dense}
    lexical_raw = {hit.chunk_id: hit.score for hit in lexical}
    passages = [
        Passage(
            chunk_id=chunk_id,
            article=place.article,
            start=place.chunk.start,
            end=place.chunk.end,
            score=dense_weight * dense_scaled.get(chunk_id, 0.0)
            + (1 - dense_weight) * lexical_scaled.get(chunk_id, 0.0),
            dense=dense_raw.get(chunk_id),
            lexical=lexical_raw.get(chunk_id),
        )
        for chunk_id, place in located.items()
    ]
    return tuple(sorted(passages, key=lambda passage: (-passage.score, passage.chunk_id)))


def newest_first(passages: Sequence[Passage], weight: float) -> tuple[Passage, ...]:
    """The passages in a new order, for a question about now: `(score + weight * newness) / (1 + weight)`."""
    new = newness([passage.article for passage in passages])
    aged = [replace(p, score=(p.score + weight * new[p.article.article_id]) / (1 + weight)) for p in passages]
    return tuple(sorted(aged, key=lambda passage: (-passage.score, passage.chunk_id)))


def period_first(passages: Sequence[Passage], period: Period, weight: float) -> tuple[Passage, ...]:
    """The passages in a new order, for a question about a time: `score * (1 - weight * (1 - fit))`.

    What suits the time keeps its score, so that the scores stay comparable with those of other questions.
    """
    fitted = [replace(p, score=p.score * (1 - weight * (1 - period.fit(p.article.published)))) for p in passages]
    return tuple(sorted(fitted, key=lambda passage: (-passage.score, passage.chunk_id)))


def one_story_once(library: Library, ranked: Sequence[Passage], filters: Filters, top: int) -> tuple[Passage, ...]:
    """The first `top` passages, without those that repeat a better one from a copy of the same story.

    What a copy says of its own stays. A report takes the place of a copy that credits it. Each passage names the other
    articles of its story that the filters accept.
    """
    kept: list[Passage] = []
    for passage in ranked:
        place = next((i for i, other in enumerate(kept) if _repeats(passage, other)), None)
        if place is None and len(kept) < top:
            kept.append(passage)
        elif place is not None and is_original_of(passage.article, kept[place].article):
            better = kept[place]
            if reading_of(better) is None or reading_of(passage) is not None:
                kept[place] = replace(passage, score=better.score)
    return tuple(
        replace(passage, copies=tuple(copy for copy in library.copies(passage.article) if filters.accepts(copy)))
        for passage in kept
    )


def _scaled(hits: Sequence[Hit], floor: float) -> dict[int, float]:
    best = max((hit.score for hit in hits), default=0.0)
    if best <= floor:
        return {hit.chunk_id: 1.0 for hit in hits}
    return {hit.chunk_id: (hit.score - floor) / (best - floor) for hit in hits}


def _repeats(passage: Passage, better: Passage) -> bool:
    same_story = passage.article.story_id and passage.article.story_id == better.article.story_id
    if not same_story or passage.article.article_id == better.article.article_id:
        return False
    words = set(_WORD.findall(passage.text.casefold()))
    other = set(_WORD.findall(better.text.casefold()))
    shorter = min(len(words), len(other))
    return shorter > 0 and len(words & other) / shorter >= _COPY_OVERLAP
