"""What a peer is: a system that retrieves passages, as its own documents say it is used.

Every peer gets the same articles, the same embedding model and the same questions. What it finds is
mapped back to spans of the articles, so that the scorers that judge Dateline judge it too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from eval.case import Case
from index.article import Article
from rag.answer import Passage

DEPTH = 10  # passages asked of everybody
_TURNS = 2  # of the conversation, put before a question by those that have no way of their own


class Embedder(Protocol):
    """The part of the embedding model that is needed here. Vectors are float32 of unit length."""

    def encode_documents(self, texts: Sequence[str], /) -> NDArray[np.float32]: ...

    def encode_query(self, text: str, /) -> NDArray[np.float32]: ...


class Peer(Protocol):
    """A system under comparison. `hands_on` is how many passages it gives to a chat model by default."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def hands_on(self) -> int: ...

    def build(self, articles: Sequence[Article], embedder: Embedder) -> None:
        """Cuts, embeds and stores the articles; forgets what was there before."""

    def retrieve(self, case: Case) -> tuple[Passage, ...]:
        """At most `DEPTH` passages, best first, from what was published by the day of asking."""


def asked(case: Case) -> str:
    """The question with the last two turns of its conversation in front: what a plain recipe searches for."""
    return "\n".join([*(turn.content for turn in case.history[-_TURNS:]), case.question])


def metadata(article: Article) -> dict[str, str]:
    """What goes along with an article's text, where it is known: title, publisher, day of publication.

    Whether it is embedded with the text is left to each library's default.
    """
    fields = {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published and article.published.isoformat(),
    }
    return {name: value for name, value in fields.items() if value}


def allowed(case: Case, articles: Mapping[str, Article]) -> list[str] | None:
    """Ids of the articles that may answer; None where all may."""
    if case.filters.is_empty:
        return None
    return [article_id for article_id, article in articles.items() if case.filters.accepts(article)]


def passage_of(number: int, article: Article, text: str, start: int | None, score: float) -> Passage:
    """A chunk of a library's as a passage of the article.

    `start` is where the library says that it stands; where that is not so it is looked for, and a chunk
    that the article does not hold as it is counts as the whole article, in the peer's favour.
    """
    if start is None or not article.text.startswith(text, start):
        start = article.text.find(text)
    if start < 0:
        return Passage(number, article, 0, len(article.text), score)
    return Passage(number, article, start, start + len(text), score)
