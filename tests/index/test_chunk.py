"""Chunks: whole sentences, exact offsets, never longer than the embedder reads."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from index.article import Article, Chunk
from index.chunk import chunk_articles, chunk_text, header
from index.embed import SentenceTransformerEmbeddings
from index.sentences import sentence_spans
from index.settings import IndexSettings
from tests.index.hashing import HashEmbeddings


def _article(text: str, title: str = "Harbour reopens", **fields: object) -> Article:
    return Article("a1", "/news/a.txt", title, text, publisher="Brimley Echo", published=date(2025, 10, 4), **fields)  # type: ignore[arg-type]


def _sentence(number: int, words: int) -> str:
    return f"Ferry {number} " + " ".join(["sailed"] * (words - 2)) + "."


def _chunks(text: str, **settings: int) -> tuple[Chunk, ...]:
    return chunk_articles([_article(text)], HashEmbeddings(), IndexSettings(**settings))[0].chunks  # type: ignore[arg-type]


def test_header_is_title_then_publisher_and_date() -> None:
    article = _article("The harbour reopened.")
    assert header(article) == "Harbour reopens\nBrimley Echo, 4 October 2025"
    chunk = Chunk(1, "a1", 0, 0, 21)
    assert chunk_text(article, chunk) == "Harbour reopens\nBrimley Echo, 4 October 2025\n\nThe harbour reopened."


def test_header_leaves_out_what_nobody_knows() -> None:
    assert header(Article("a1", "/a.txt", "Harbour reopens", "Text.")) == "Harbour reopens"
    assert chunk_text(Article("a1", "/a.txt", "", "Text."), Chunk(1, "a1", 0, 0, 5)) == "Text."


def test_an_article_without_text_has_no_chunks() -> None:
    assert _chunks("") == ()


def test_chunks_are_whole_sentences_that_together_hold_every_sentence() -> None:
    paragraphs = [" ".join(_sentence(10 * p + s, 9) for s in range(7)) for p in range(8)]
    text = "\n\n".join(paragraphs)
    spans = sentence_spans(text)
    chunks = _chunks(text, chunk_words=60)
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    assert all(chunk.start in starts and chunk.end in ends for chunk in chunks)
    assert [chunk.ordinal for chunk in chunks] == list(range(len(chunks)))
    assert len({chunk.chunk_id for chunk in chunks}) == len(chunks)
    held = [span for chunk in chunks for span in spans if chunk.start <= span[0] and span[1] <= chunk.end]
    assert held == list(spans)


def test_a_chunk_rather_ends_with_a_paragraph() -> None:
    first = " ".join(_sentence(n, 10) for n in range(8))
    second = " ".join(_sentence(n, 10) for n in range(8, 16))
    chunks = _chunks(f"{first}\n\n{second}", chunk_words=100)
    assert [(chunk.start, chunk.end) for chunk in chunks] == [(0, len(first)), (len(first) + 2, len(first) * 2 + 2 + 6)]


def test_the_last_chunk_is_not_a_scrap() -> None:
    text = " ".join(_sentence(n, 10) for n in range(11))
    chunks = _chunks(text, chunk_words=100)
    assert len(chunks) == 2
    assert len(text[chunks[1].start : chunks[1].end].split()) >= 33


def test_overlap_repeats_sentences_and_ends() -> None:
    text = " ".join(_sentence(n, 10) for n in range(12))
    chunks = _chunks(text, chunk_words=40, chunk_overlap_sentences=1)
    for before, after in pairwise(chunks):
        assert before.start < after.start < before.end < after.end
    assert chunks[-1].end == len(text)


def test_header_and_chunk_never_exceed_the_embedders_limit(embedder: SentenceTransformerEmbeddings) -> None:
    hard = "Ødegård-Łukasiewicz's antidisestablishmentarianism cost €1,234,567.89 at 03:14:15"
    texts = [
        " ".join(f"{hard}, no. {n}." for n in range(40)),  # many tokens a word
        "no full stop " * 900,  # one endless sentence
        "• item one\n• item two\n" * 200,  # lists
        "x" * 5000 + " and " + "https://news.example/" + "a/b?c=d&" * 700,  # words longer than the limit
        "東京で会議が開かれた。" * 300,
    ]
    titles = ["Harbour reopens", "A title of many words " * 40, "!" * 400]
    articles = [_article(text, title) for text in texts for title in titles]
    settings = IndexSettings(chunk_words=400)
    for article, (chunks, _) in zip(articles, chunk_articles(articles, embedder, settings), strict=True):
        counts = embedder.count_tokens([chunk_text(article, chunk) for chunk in chunks])
        assert max(counts) <= embedder.max_tokens
        held = "".join("".join(article.text[chunk.start : chunk.end].split()) for chunk in chunks)
        assert held.replace("•", "") == "".join(article.text.split()).replace("•", "")
