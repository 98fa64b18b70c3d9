"""LlamaIndex as its starter example uses it: `VectorStoreIndex.from_documents`, then the index's own retriever.

Defaults throughout: sentences packed into chunks of 1,024 tokens with 20 shared, the title and the other
metadata embedded in front of each, vectors compared in memory; two passages go to the chat model.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata as packages
from typing import Any

from eval.case import Case
from eval.peers.peer import DEPTH, Embedder, allowed, asked, metadata, passage_of
from index.article import Article
from rag.answer import Passage

_ID = "article"  # the field of a document's metadata that names the article; nobody reads it but this module


class LlamaIndexDefault:
    """LlamaIndex over articles, in memory. Needs the extra `peers`."""

    name = "LlamaIndex"
    hands_on = 2  # similarity_top_k of its retriever

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._index: Any = None

    @property
    def version(self) -> str:
        return packages.version("llama-index-core")

    def build(self, articles: Sequence[Article], embedder: Embedder) -> None:
        """Cuts, embeds and stores the articles."""
        from llama_index.core import Document, VectorStoreIndex

        self._articles = {article.article_id: article for article in articles}
        documents = [
            Document(
                text=article.text,
                metadata={_ID: article.article_id, **metadata(article)},
                excluded_embed_metadata_keys=[_ID],
                excluded_llm_metadata_keys=[_ID],
            )
            for article in articles
        ]
        self._index = VectorStoreIndex.from_documents(documents, embed_model=_embedding(embedder))

    def retrieve(self, case: Case) -> tuple[Passage, ...]:
        """The nearest chunks, best first; `score` is the cosine."""
        ids = allowed(case, self._articles)
        if not self._articles or ids == []:
            return ()
        retriever = self._index.as_retriever(similarity_top_k=DEPTH, filters=_among(ids))
        return tuple(
            passage_of(
                at,
                self._articles[found.node.metadata[_ID]],
                found.node.get_content(),
                found.node.start_char_idx,
                float(found.score),
            )
            for at, found in enumerate(retriever.retrieve(asked(case)))
        )


def _among(ids: list[str] | None) -> object:
    """The filter for these articles; None for all."""
    from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters

    if ids is None:
        return None
    return MetadataFilters(filters=[MetadataFilter(key=_ID, value=ids, operator=FilterOperator.IN)])


def _embedding(embedder: Embedder) -> object:
    """The embedding model as LlamaIndex takes it."""
    from llama_index.core.embeddings import BaseEmbedding

    class Shared(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            vector: list[float] = embedder.encode_query(query).tolist()
            return vector

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = embedder.encode_documents(texts).tolist()
            return vectors

    return Shared(model_name="shared")
