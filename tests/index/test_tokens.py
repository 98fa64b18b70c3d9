"""Tokens found once: a part of a text has the tokens that it has alone."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from index.article import Article
from index.chunk import chunk_articles, chunk_text
from index.embed import SentenceTransformerEmbeddings
from index.sentences import sentence_spans
from index.settings import IndexSettings

_HARD = (
    "• The ferry sailed.\n• It came back.\n\n1. A list of two\n2. items, “Hi.”The next began.",
    "Ødegård’s café cost €1,234,567.89 at 03:14:15. Cafe\u0301 no. 2 closed; İzmir’s did not.",
    "東京で会議が開かれた。参加者は三百人。 The council of Brimley was there.",
    "unbreakable" * 30 + " and https://news.example/" + "a/b?c=d&" * 400,
    "no full stop " * 600,
    "A long report says little. " * 2000,
    "",
)


@pytest.mark.parametrize("text", _HARD)
def test_a_part_has_the_tokens_that_it_has_alone(text: str, embedder: SentenceTransformerEmbeddings) -> None:
    (tokenized,) = embedder.tokenized([text])
    special = embedder.count_tokens([""])[0]
    words = [(at, at + 7) for at in range(0, max(len(text) - 7, 0), 97)]  # most of them begin or end within a word
    for spans in (sentence_spans(text), words):
        alone = [count - special for count in embedder.count_tokens([text[start:end] for start, end in spans])]
        assert tokenized.counts(spans) == alone
        assert [len(ids) for ids in tokenized.ids(spans)] == alone


def test_vectors_from_known_tokens_are_those_of_the_texts(embedder: SentenceTransformerEmbeddings) -> None:
    articles = [
        Article(f"a{n}", "/a.txt", title, text, publisher="Brimley Echo", published=date(2025, 10, 4))
        for n, (text, title) in enumerate(zip(_HARD, ("Café ‘Ø’ reopens", "") * 4, strict=False))
    ]
    for article, cut in zip(articles, chunk_articles(articles, embedder, IndexSettings()), strict=True):
        texts = [chunk_text(article, chunk) for chunk in cut.chunks]
        assert len(cut.tokens) == len(texts)
        np.testing.assert_allclose(
            embedder.encode_documents(texts, cut.tokens), embedder.encode_documents(texts), atol=1e-3
        )
