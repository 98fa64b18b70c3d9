"""The chunks' words, in tantivy: BM25 over title and body.

Questions never reach tantivy's query language: they are analysed into words as the texts are, and the
words become term queries.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import StoreError
from index.spelling import with_other_spellings
from index.store.failure import explained
from index.store.values import Hit

if TYPE_CHECKING:
    import tantivy

_ANALYZER = "news"
_TITLE_BOOST = 1.5
_MOST_WORDS = 64  # of a question; more only cost time
_HEAP_BYTES = 50_000_000
_REPAIR = "Run `dateline check --repair`: it rebuilds the index from the stored articles."


class Words(NamedTuple):
    """What is indexed of a chunk."""

    chunk_id: int
    title: str
    body: str


class LexicalStore:
    """The lexical index. Safe to share between threads; writers of other processes are kept out by a lock."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Opens the index at `path`. Raises StoreError if it is damaged, or missing and not to be created."""

        self.path = path
        self._linked: TemporaryDirectory[str] | None = None
        if create:
            path.mkdir(parents=True, exist_ok=True)
        elif not (path / "meta.json").exists():
            raise StoreError(f"The lexical index in {path} is missing. {_REPAIR}")
        with self._explained():
            self._analyzer = _analyzer()
            self._open()
        self._writer: tantivy.IndexWriter | None = None

    def _open(self) -> None:
        import tantivy

        folder = self.path
        # tantivy makes a lock in the folder even to read it: a folder of links to its files will do.
        if not os.access(folder, os.W_OK):
            before, self._linked = self._linked, TemporaryDirectory(prefix="dateline-")
            if before is not None:
                before.cleanup()
            folder = Path(self._linked.name)
            for file in self.path.resolve().iterdir():
                if not file.name.endswith(".lock"):
                    (folder / file.name).symlink_to(file)
        self._index = tantivy.Index(_schema(), path=str(folder), reuse=True)
        self._index.register_tokenizer(_ANALYZER, self._analyzer)
        self._index.config_reader("manual")
        self._index.reload()

    def reopen(self) -> None:
        """Sees what another process committed."""
        with self._explained():
            if self._linked is None:
                self._index.reload()
            else:
                self._open()

    def write(self, add: Sequence[Words], delete: Sequence[int] = ()) -> None:
        """Removes chunks and adds others, in one commit. A chunk that is there already is written over.

        The first write takes tantivy's own lock; `release` gives it back.
        """
        import tantivy

        with self._explained():
            if self._writer is None:
                self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
            # Not delete_documents_by_term: tantivy-py 0.27 silently matches nothing in an unsigned field.
            if gone := [*delete, *(words.chunk_id for words in add)]:
                self._writer.delete_documents_by_query(
                    tantivy.Query.term_set_query(self._index.schema, "chunk_id", gone)
                )
            for words in add:
                self._writer.add_document(tantivy.Document.from_dict(words._asdict(), self._index.schema))
            self._writer.commit()
            self._index.reload()

    def close(self) -> None:
        """Lets the files go. The object is of no use afterwards."""
        self.release()
        if self._linked is not None:
            self._linked.cleanup()

    def release(self) -> None:
        """Ends writing: drops what is not committed, waits for merges, lets tantivy's own lock go."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with self._explained():
                writer.rollback()
                writer.wait_merging_threads()

    def search(self, query: str, k: int, among: Sequence[int] | None = None) -> list[Hit]:
        """The k best by BM25 (k1 1.2, b 0.75), title and body added up, best first. Any string is safe.

        With `among` only these chunks; the scores are the same as without.
        """
        import tantivy

        sound = query.encode("utf-8", "replace").decode()  # without lone surrogates, which Rust cannot hold
        words = list(dict.fromkeys(self._analyzer.analyze(with_other_spellings(sound))))[:_MOST_WORDS]
        schema = self._index.schema
        terms = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, word, "freq"), boost),
            )
            for word in words
            for field, boost in (("title", _TITLE_BOOST), ("body", 1.0))
        ]
        if not terms:
            return []
        wanted = tantivy.Query.boolean_query(terms)
        if among is not None:
            chosen = tantivy.Query.const_score_query(tantivy.Query.term_set_query(schema, "chunk_id", list(among)), 0.0)
            must = tantivy.Occur.Must
            wanted = tantivy.Query.boolean_query([(must, wanted), (must, chosen)])
        return self._hits(wanted, k)

    def ids(self) -> list[int]:
        """The id of every document, one for each (a chunk that stands there twice is there twice)."""
        import tantivy

        return [hit.chunk_id for hit in self._hits(tantivy.Query.all_query(), max(self._index.searcher().num_docs, 1))]

    def _hits(self, query: tantivy.Query, k: int) -> list[Hit]:
        with self._explained():
            searcher = self._index.searcher()
            found = searcher.search(query, limit=k, count=False).hits
            ids: list[Any] = searcher.fast_field_values("chunk_id", [address for _, address in found])
        return [Hit(chunk_id, score) for (score, _), chunk_id in zip(found, ids, strict=True)]

    def _explained(self) -> AbstractContextManager[None]:
        return explained("The lexical index in", self.path, _REPAIR)


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("chunk_id", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_ANALYZER, index_option="freq")
    builder.add_text_field("body", tokenizer_name=_ANALYZER, index_option="freq")
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    """Words without case, accents and English endings."""
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()
