"""Haystack as its documents use it: a splitter, an embedder, the store in memory, and a retriever, in pipelines.

Defaults throughout: pieces of 200 words, none shared, the bare text embedded, ten passages to the chat model.
Its first example searches by words (BM25L) alone, so that is a peer of its own.
"""

# Without `from __future__ import annotations`: Haystack joins components by the types it reads off their methods.
import os
from collections.abc import Sequence
from dataclasses import replace
from importlib import metadata as packages
from typing import Any, Literal

from eval.case import Case
from eval.peers.peer import DEPTH, Embedder, allowed, asked, metadata, passage_of
from index.article import Article
from rag.answer import Passage

_ID = "article"  # the field of a document's metadata that names the article


class HaystackDefault:
    """Haystack over articles, in memory: by `meaning` (vectors) or by `words` (BM25). Needs the extra `peers`."""

    hands_on = 10  # top_k of its retrievers

    def __init__(self, search: Literal["meaning", "words"] = "meaning") -> None:
        self.name = "Haystack" if search == "meaning" else "Haystack BM25"
        self._by_meaning = search == "meaning"
        self._articles: dict[str, Article] = {}
        self._query: Any = None

    @property
    def version(self) -> str:
        return packages.version("haystack-ai")

    def build(self, articles: Sequence[Article], embedder: Embedder) -> None:
        """Cuts, embeds and stores the articles."""
        os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # read when it is imported
        from haystack import Document, Pipeline
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.components.writers import DocumentWriter
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self._articles = {article.article_id: article for article in articles}
        store = InMemoryDocumentStore()
        writing, self._query = Pipeline(), Pipeline()
        writing.add_component("splitter", DocumentSplitter())
        writing.add_component("writer", DocumentWriter(store))
        if self._by_meaning:
            of_documents, of_question = _embedders(embedder)
            writing.add_component("embedder", of_documents)
            writing.connect("splitter", "embedder")
            writing.connect("embedder", "writer")
            self._query.add_component("embedder", of_question)
            self._query.add_component("retriever", InMemoryEmbeddingRetriever(store, top_k=DEPTH))
            self._query.connect("embedder.embedding", "retriever.query_embedding")
        else:
            writing.connect("splitter", "writer")
            self._query.add_component("retriever", InMemoryBM25Retriever(store, top_k=DEPTH))
        documents = [
            Document(content=article.text, meta={_ID: article.article_id, **metadata(article)}) for article in articles
        ]
        if documents:
            writing.run({"splitter": {"documents": documents}})

    def retrieve(self, case: Case) -> tuple[Passage, ...]:
        """The best chunks, best first; `score` is the dot product, or that of BM25L."""
        ids = allowed(case, self._articles)
        if not self._articles or ids == []:
            return ()
        among = None if ids is None else {"field": f"meta.{_ID}", "operator": "in", "value": ids}
        question = asked(case)
        inputs: dict[str, dict[str, object]] = {"retriever": {"filters": among}}
        if self._by_meaning:
            inputs["embedder"] = {"text": question}
        else:
            inputs["retriever"]["query"] = question
        return tuple(
            passage_of(
                at,
                self._articles[found.meta[_ID]],
                found.content,
                found.meta["split_idx_start"],
                float(found.score),
            )
            for at, found in enumerate(self._query.run(inputs)["retriever"]["documents"])
        )


def _embedders(embedder: Embedder) -> tuple[object, object]:
    """The embedding model as two components: one for documents, one for a question."""
    from haystack import Document, component

    @component
    class OfDocuments:
        @component.output_types(documents=list[Document])
        def run(self, documents: list[Document]) -> dict[str, list[Document]]:
            vectors = embedder.encode_documents([document.content for document in documents]).tolist()
            pairs = zip(documents, vectors, strict=True)
            return {"documents": [replace(document, embedding=vector) for document, vector in pairs]}

    @component
    class OfQuestion:
        @component.output_types(embedding=list[float])
        def run(self, text: str) -> dict[str, list[float]]:
            return {"embedding": embedder.encode_query(text).tolist()}

    return OfDocuments(), OfQuestion()
