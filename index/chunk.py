"""An article becomes chunks: whole sentences with exact offsets, never longer than the embedder reads.

Sentences are packed greedily up to about `settings.chunk_words` words, and a chunk rather ends with a
paragraph. Every sentence is in a chunk: one that alone is too long for the embedder is cut at spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from index.article import Article, Chunk, make_chunk_id, written
from index.sentences import Span, sentence_spans
from index.settings import IndexSettings
from index.tokens import Ids, Tokenized

# Longer headers would leave no room for the text: these hold any headline, and 256 tokens hold them.
_TITLE_CHARS, _PUBLISHER_CHARS = 160, 40
_LEAST_BUDGET = 16  # tokens of text a chunk gets, however long the header is
_WORD = re.compile(r"\S+")


class Tokenizer(Protocol):
    """What chunking asks of an embedder."""

    @property
    def max_tokens(self) -> int: ...
    def count_tokens(self, texts: Sequence[str]) -> list[int]: ...
    def tokenized(self, texts: Sequence[str]) -> list[Tokenized]: ...


class Cut(NamedTuple):
    """An article's chunks, and the tokens of what the embedder reads of each; none where it has to find them itself."""

    chunks: tuple[Chunk, ...]
    tokens: tuple[Ids, ...] = ()


class _Unit(NamedTuple):
    """A sentence, or a piece of one too long, with its length in tokens and words."""

    start: int
    end: int
    tokens: int
    words: int
    ends_paragraph: bool


def header(article: Article) -> str:
    """The lines that stand before every chunk of the article when it is embedded: title; publisher, date."""
    published = written(article.published) if article.published else ""
    publisher = _shorten(article.publisher or "", _PUBLISHER_CHARS)
    byline = ", ".join(part for part in (publisher, published) if part)
    return "\n".join(line for line in (_shorten(article.title, _TITLE_CHARS), byline) if line)


def chunk_text(article: Article, chunk: Chunk) -> str:
    """What the embedder reads of the chunk: the header, an empty line, the chunk."""
    text = article.text[chunk.start : chunk.end]
    head = header(article)
    return f"{head}\n\n{text}" if head else text


def chunk_articles(articles: Sequence[Article], tokenizer: Tokenizer, settings: IndexSettings) -> list[Cut]:
    """The chunks of each article, in order.

    `header` + chunk has at most `tokenizer.max_tokens` tokens. An article without text has no chunks.
    """
    room = tokenizer.max_tokens - tokenizer.count_tokens([""])[0]
    headers = [header(article) for article in articles]
    heads = tokenizer.tokenized(headers)
    bodies = tokenizer.tokenized([article.text for article in articles])
    cuts = []
    for article, line, head, body in zip(articles, headers, heads, bodies, strict=True):
        whole = [(0, len(line))]
        spans = _chunk(article.text, body, max(room - head.counts(whole)[0], _LEAST_BUDGET), settings)
        version = article.content_hash
        chunks = tuple(
            Chunk(make_chunk_id(article.article_id, version, ordinal), article.article_id, ordinal, start, end)
            for ordinal, (start, end) in enumerate(spans)
        )
        tokens = tuple(np.concatenate([before, ids]) for before in head.ids(whole) for ids in body.ids(spans))
        cuts.append(Cut(chunks, tokens))
    return cuts


def _chunk(text: str, tokens: Tokenized, budget: int, settings: IndexSettings) -> list[Span]:
    """Packs the sentences; where a chunk has more tokens than its sentences, packs again, tighter."""
    spans = sentence_spans(text)
    sentences = list(zip(spans, tokens.counts(spans), strict=True))
    room = budget
    while True:
        packed = _pack(list(_units(text, sentences, room, tokens)), room, settings)
        longest = max(tokens.counts(packed), default=0)
        if longest <= budget or room <= _LEAST_BUDGET:
            return packed
        room = max(room - (longest - budget), _LEAST_BUDGET)


def _units(text: str, sentences: Sequence[tuple[Span, int]], budget: int, tokens: Tokenized) -> Iterator[_Unit]:
    for position, ((start, end), count) in enumerate(sentences):
        following = sentences[position + 1][0][0] if position + 1 < len(sentences) else len(text)
        ends_paragraph = "\n" in text[end:following]
        if count <= budget:
            yield _Unit(start, end, count, len(text[start:end].split()), ends_paragraph)
        else:
            yield from _pieces(text, start, end, budget, tokens)


def _pieces(text: str, start: int, end: int, budget: int, tokenized: Tokenized) -> Iterator[_Unit]:
    """A sentence over the budget, cut at spaces; a word over the budget (a long address, say) is cut anywhere."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    parts: list[tuple[int, int, int]] = []
    for (a, b), count in zip(words, tokenized.counts(words), strict=True):
        step = b - a if count <= budget else max(budget // 4, 1)  # a character has at most four byte tokens
        parts += [(left, min(left + step, b), min(count, budget)) for left in range(a, b, step)]
    first, tokens, number = parts[0][0], 0, 0
    previous = first
    for a, b, count in parts:
        if number and tokens + count > budget:
            yield _Unit(first, previous, tokens, number, ends_paragraph=False)
            first, tokens, number = a, 0, 0
        tokens, number, previous = tokens + count, number + 1, b
    yield _Unit(first, previous, tokens, number, ends_paragraph=True)


def _pack(units: Sequence[_Unit], budget: int, settings: IndexSettings) -> list[Span]:
    """Runs of units, as (start, end) in the text: at most `budget` tokens, about `chunk_words` words.

    A run ends where the next unit would overfill it, or with a paragraph once it is two thirds full.
    """
    target = settings.chunk_words
    runs: list[list[_Unit]] = []
    run: list[_Unit] = []
    fresh = 0  # units of the run that the one before does not hold
    for unit in units:
        words = sum(u.words for u in run)
        full = words + unit.words > target or (run and run[-1].ends_paragraph and 3 * words >= 2 * target)
        if fresh and (full or sum(u.tokens for u in run) + unit.tokens > budget):
            runs.append(run)
            run, fresh = _overlap(run, unit, budget, settings), 0
        run = [*run, unit]
        fresh += 1
    if run:
        runs.append(run)
    if len(runs) > 1 and not settings.chunk_overlap_sentences:
        _fill_last(runs, budget, target // 3)
    return [(run[0].start, run[-1].end) for run in runs]


def _fill_last(runs: list[list[_Unit]], budget: int, least_words: int) -> None:
    """Moves sentences into a short last run: alone, its vector would be little more than the header's."""
    before, last = runs[-2], runs[-1]
    while (
        len(before) > 1
        and sum(u.words for u in last) < least_words
        and sum(u.tokens for u in (before[-1], *last)) <= budget
    ):
        last.insert(0, before.pop())


def _overlap(run: Sequence[_Unit], unit: _Unit, budget: int, settings: IndexSettings) -> list[_Unit]:
    """The last sentences of the run before, as many as the settings ask and the budget allows."""
    shared = list(run[-settings.chunk_overlap_sentences :]) if settings.chunk_overlap_sentences else []
    while shared and sum(u.tokens for u in shared) + unit.tokens > budget:
        shared.pop(0)
    return shared


def _shorten(text: str, limit: int) -> str:
    """One line of at most `limit` characters, cut at a space where there is one."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rpartition(" ")[0] or line[:limit]
