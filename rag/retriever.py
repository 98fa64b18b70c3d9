"""Dateline's retrieval as a part of LangChain. Importing it imports much of LangChain: nothing else here needs it."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.filters import Filters
from index.library import Library
from rag.answer import Passage
from rag.question import understand
from rag.reader.read import Reader
from rag.retrieve import retrieve
from rag.settings import RagSettings


class NewsRetriever(BaseRetriever):
    """Dateline's retrieval for anybody's LangChain code: a question in, `Document`s out, best first.

    `page_content` is the passage; `metadata` holds article_id, title, publisher, published (ISO date or
    None), url, source, start, end and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    settings: RagSettings = RagSettings()
    filters: Filters = Filters()
    reader: Reader | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        passages = retrieve(self.library, understand(query, filters=self.filters), self.settings, self.reader)
        return [as_document(passage) for passage in passages]


def as_document(passage: Passage) -> Document:
    """A passage as LangChain carries it."""
    article = passage.article
    return Document(
        page_content=passage.text,
        metadata={
            "article_id": article.article_id,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published and article.published.isoformat(),
            "url": article.url,
            "source": article.source,
            "start": passage.start,
            "end": passage.end,
            "score": passage.score,
        },
    )
