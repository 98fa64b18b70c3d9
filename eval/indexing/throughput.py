"""Articles a second: Dateline, the bare encoder on the same chunks, and the plain recipe, each in its own process.

The plain recipe is what LangChain's tutorials do: chunks of 1,000 characters with 200 shared, sentence-transformers
with its defaults in float32, chunk and vector to Chroma.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from eval.indexing.apart import Cost, Watch
from eval.indexing.archive import write_archive
from eval.indexing.vectors import MadeEmbeddings
from eval.peers.recipe import CHUNK_CHARACTERS, OVERLAP_CHARACTERS
from index.chunk import chunk_text
from index.embed import SentenceTransformerEmbeddings
from index.encoder import packaged_folder
from index.library import Library
from index.settings import IndexSettings

_BATCH = 256


class Indexed(NamedTuple):
    """A collection that was made, and what it took; loading the model and the libraries is not counted."""

    articles: int
    chunks: int
    cost: Cost
    cores: int
    arithmetic: str


def index_archive(home: Path, archive: Path, settings: IndexSettings, made: bool) -> Indexed:
    """Dateline's way, from the file to the stored collection."""
    from index.network import cores

    embedder = _embedder(settings, made)
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "home", settings, embedder) as library:
        library.sync([write_archive(Path(folder) / "made.jsonl", 1)])  # loads model and libraries
    with Library.open(home, settings, embedder) as library:
        watch = Watch()
        library.sync([archive])
        cost = watch.cost()
        overview = library.overview()
        arithmetic = "made" if made else embedder.arithmetic
    return Indexed(overview.articles, overview.chunks, cost, cores(), arithmetic)


def sync_again(home: Path, archive: Path, settings: IndexSettings, made: bool) -> Cost:
    """A sync over what is stored already: nothing has to be embedded."""
    with Library.open(home, settings, _embedder(settings, made), create=False) as library:
        watch = Watch()
        library.sync([archive])
        return watch.cost()


def encode_alone(home: Path, settings: IndexSettings) -> Cost:
    """The encoder on the texts of every stored chunk, in batches as large as it likes: nothing read, nothing stored."""
    embedder = SentenceTransformerEmbeddings(settings.embedding_model, settings.precision, settings.batch_size)
    embedder.encode_query("ready")
    with Library.open(home, settings, embedder, create=False) as library:
        texts = list(_texts(library))
    watch = Watch()
    for start in range(0, len(texts), _BATCH):
        embedder.encode_documents(texts[start : start + _BATCH])
    return watch.cost()


def plain_recipe(folder: Path, archive: Path) -> Indexed:
    """The plain recipe over the same file."""
    import chromadb
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    from index.network import cores

    model = SentenceTransformer(str(packaged_folder()), local_files_only=True)
    model.encode(["ready"], show_progress_bar=False)
    collection = chromadb.PersistentClient(str(folder)).create_collection("news", embedding_function=None)
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS)
    watch = Watch()
    articles, stored = 0, 0
    waiting: list[tuple[str, dict[str, str]]] = []

    def store() -> None:
        texts = [text for text, _ in waiting]
        collection.add(
            ids=[str(stored + i) for i in range(len(texts))],
            documents=texts,
            metadatas=[metadata for _, metadata in waiting],
            embeddings=model.encode(texts, show_progress_bar=False),
        )

    with archive.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            articles += 1
            metadata = {"url": record.get("url") or "", "title": record.get("title") or ""}
            waiting += [(text, metadata) for text in splitter.split_text(record["text"])]
            if len(waiting) >= _BATCH:
                store()
                stored += len(waiting)
                waiting.clear()
    if waiting:
        store()
        stored += len(waiting)
    return Indexed(articles, stored, watch.cost(), cores(), "float32")


def _embedder(settings: IndexSettings, made: bool) -> SentenceTransformerEmbeddings:
    if made:
        return MadeEmbeddings()
    return SentenceTransformerEmbeddings(settings.embedding_model, settings.precision, settings.batch_size)


def _texts(library: Library) -> Iterator[str]:
    for article, chunks in library.chunked():
        yield from (chunk_text(article, chunk) for chunk in chunks)
