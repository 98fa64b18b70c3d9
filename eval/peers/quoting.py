"""The plainest answerer: the sentences of the passages that are nearest to the question.

It stands in for what a chat model would write from a peer's passages, so that nothing is asked of a model
and every peer is treated alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.case import Case
from eval.peers.peer import Embedder, asked
from index.article import Article
from index.sentences import Span, sentence_spans
from rag.answer import Answer, Citation, Passage, Sentence

MODEL = "nearest sentences"


class NearestSentences:
    """Quotes at most `most` sentences, the nearest first. Keeps the vectors of the articles' sentences."""

    def __init__(self, embedder: Embedder, most: int) -> None:
        self._embedder = embedder
        self._most = most
        self._sentences: dict[str, tuple[list[Span], NDArray[np.float32]]] = {}

    def answer(self, case: Case, passages: Sequence[Passage]) -> Answer:
        """An answer of quotes; one without sentences where there is no passage.

        A sentence that a passage holds a part of counts as a whole, in the peer's favour.
        """
        spans: dict[tuple[str, Span], tuple[Article, NDArray[np.float32]]] = {}
        for passage in passages:
            for span, vector in zip(*self._of(passage.article), strict=True):
                if span[0] < passage.end and span[1] > passage.start:
                    spans[passage.article.article_id, span] = (passage.article, vector)
        wanted = self._embedder.encode_query(asked(case))
        best = sorted(spans.items(), key=lambda item: -float(item[1][1] @ wanted))[: self._most]
        citations = tuple(
            Citation(n, article, start, end) for n, ((_, (start, end)), (article, _)) in enumerate(best, start=1)
        )
        return Answer(
            question=case.question,
            standalone_question=case.question,
            status="answered",
            model=MODEL,
            sentences=tuple(Sentence(citation.quote, (citation.n,), quoted=True) for citation in citations),
            citations=citations,
            passages=tuple(passages),
        )

    def _of(self, article: Article) -> tuple[list[Span], NDArray[np.float32]]:
        """The article's sentences and their vectors, a row each."""
        if article.article_id not in self._sentences:
            spans = list(sentence_spans(article.text))
            vectors = self._embedder.encode_documents([article.text[start:end] for start, end in spans])
            self._sentences[article.article_id] = (spans, vectors)
        return self._sentences[article.article_id]
