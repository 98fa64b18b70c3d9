"""An article becomes chunks: whole sentences with exact offsets, never longer than the embedder reads.

Sentences are packed greedily up to about `settings.chunk_words` words, and a chunk rather ends with a
paragraph. Every sentence is in a chunk: one that alone is too long for the embedder is cut at spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from index.article import Article, Chunk, make_chunk_id, written
from index.sentences import sentence_spans
from index.settings import IndexSettings

# Longer headers would leave no room for the text: these hold any headline, and 256 tokens hold them.
_TITLE_CHARS, _PUBLISHER_CHARS = 160, 40
_LEAST_BUDGET = 16  # tokens of text a chunk gets, however long the header is
_WORD = re.compile(r"\S+")


class TokenCounter(Protocol):
    """What chunking asks of an embedder."""

    @property
    def max_tokens(self) -> int: ...
    def count_tokens(self, texts: Sequence[str]) -> list[int]: ...


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


def chunk_articles(
    articles: Sequence[Article], counter: TokenCounter, settings: IndexSettings
) -> list[tuple[Chunk, ...]]:
    """The chunks of each article, in order. Many articles at once, because counting tokens pays in batches.

    `header` + chunk has at most `counter.max_tokens` tokens by the counter's own tokenizer. An article
    without text has no chunks.
    """
    special = counter.count_tokens([""])[0]
    budgets = [
        max(counter.max_tokens - tokens, _LEAST_BUDGET)
        for tokens in counter.count_tokens([header(a) for a in articles])
    ]
    spans = [sentence_spans(article.text) for article in articles]
    texts = [article.text[start:end] for article, found in zip(articles, spans, strict=True) for start, end in found]
    counts = iter(counter.count_tokens(texts))
    chunked = []
    for article, found, budget in zip(articles, spans, budgets, strict=True):
        sentences = [(start, end, next(counts) - special) for start, end in found]
        chunked.append(_chunk(article, sentences, budget, special, counter, settings))
    return chunked


def _chunk(
    article: Article,
    sentences: Sequence[tuple[int, int, int]],
    budget: int,
    special: int,
    counter: TokenCounter,
    settings: IndexSettings,
) -> tuple[Chunk, ...]:
    """Packs the sentences; where a tokenizer counts a chunk longer than its sentences, packs again, tighter."""
    room = budget
    while True:
        units = list(_units(article.text, sentences, room, special, counter))
        spans = _pack(units, room, settings)
        longest = max(counter.count_tokens([article.text[start:end] for start, end in spans]), default=0) - special
        if longest <= budget or room <= _LEAST_BUDGET:
            break
        room = max(room - (longest - budget), _LEAST_BUDGET)
    version = article.content_hash
    return tuple(
        Chunk(make_chunk_id(article.article_id, version, ordinal), article.article_id, ordinal, start, end)
        for ordinal, (start, end) in enumerate(spans)
    )


def _units(
    text: str, sentences: Sequence[tuple[int, int, int]], budget: int, special: int, counter: TokenCounter
) -> Iterator[_Unit]:
    for position, (start, end, tokens) in enumerate(sentences):
        following = sentences[position + 1][0] if position + 1 < len(sentences) else len(text)
        ends_paragraph = "\n" in text[end:following]
        if tokens <= budget:
            yield _Unit(start, end, tokens, len(text[start:end].split()), ends_paragraph)
        else:
            yield from _pieces(text, start, end, budget, special, counter)


def _pieces(text: str, start: int, end: int, budget: int, special: int, counter: TokenCounter) -> Iterator[_Unit]:
    """A sentence over the budget, cut at spaces; a word over the budget (a long address, say) is cut anywhere."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    counts = [count - special for count in counter.count_tokens([text[a:b] for a, b in words])]
    parts: list[tuple[int, int, int]] = []
    for (a, b), count in zip(words, counts, strict=True):
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


def _pack(units: Sequence[_Unit], budget: int, settings: IndexSettings) -> list[tuple[int, int]]:
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
