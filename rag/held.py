"""Which parts of a question have evidence: by the gate, or for the sentence that answers another part tells them."""

from __future__ import annotations

from collections.abc import Sequence

from index.embed import SentenceTransformerEmbeddings
from rag.answer import Passage
from rag.compose import Found
from rag.deeds import untold
from rag.evidence import evidence
from rag.gate import READ, UNREAD, covered
from rag.question import Question
from rag.quote import quote
from rag.read import reading_of
from rag.said import tells_own_words

_TOLD = 0.5  # the estimate, at least, where the words asked for are told as those of the one asked about
_OF_A_PART = 0.5  # share of the gate's threshold that a part needs where another part is answered


def found_for(question: Question, each: Sequence[Sequence[Passage]]) -> tuple[Found, ...]:
    """Each part of the question, or the question, that has passages, with the gate's estimate that these answer it.

    Left out is a part that takes for granted what no article tells.
    """
    found = tuple(Found(q, tuple(p), _covered(q, p)) for q, p in zip(question.each, each, strict=True) if p)
    if question.parts:
        found = tuple(one for one in found if untold(one.question.raw, one.passages) is None)
    return found


def held_by(
    question: Question, found: tuple[Found, ...], threshold: float, embedder: SentenceTransformerEmbeddings
) -> tuple[Found, ...]:
    """Those of `found` that have evidence; `threshold` is the gate's."""
    least = threshold * (_OF_A_PART if question.parts else 1.0)
    held = tuple(one for one in found if one.covered >= least or question.only_coverage)
    return _with_what_these_tell(question, held, found, embedder)


def _covered(question: Question, passages: Sequence[Passage]) -> float:
    """The gate's estimate, 0 to 1, that the passages answer."""
    if tells_own_words(question, passages):
        return max(_TOLD, _by_weights(question, passages))
    return _by_weights(question, passages)


def _by_weights(question: Question, passages: Sequence[Passage]) -> float:
    read = any(reading_of(passage) is not None for passage in passages)
    return covered(evidence(question, passages), READ if read else UNREAD)


def _with_what_these_tell(
    question: Question, held: tuple[Found, ...], found: tuple[Found, ...], embedder: SentenceTransformerEmbeddings
) -> tuple[Found, ...]:
    """The parts that have evidence, and those for whose words the reader takes the very sentence that answers one
    of these: 'by what majority?' alone says little to find it by.
    """
    if not question.parts or question.comparison is not None or len(held) == len(found):
        return held
    told = {one.question: quote(one.question, one.passages, embedder, 1) for one in found}
    shown = {(q.passage.article.article_id, q.start) for one in held for q in told[one.question]}
    return tuple(
        one
        for one in found
        if one in held
        or any(
            q.span is not None and q.span.score > 0 and (q.passage.article.article_id, q.start) in shown
            for q in told[one.question]
        )
    )
