"""What speaks for an answer standing in the passages, as numbers: the features of the gate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rag.answer import Passage
from rag.facts import content_words, names
from rag.overlap import rarity_of, share
from rag.question import Question
from rag.read import reading_of


class Evidence(NamedTuple):
    """How well the passages answer; all but the last lie in 0 to 1."""

    similarity: float  # best cosine of a passage to the question
    covered: float  # share of the question's words, rare ones counting more, in the best passage
    covered_by_all: float  # the same in all passages together
    names_found: float  # share of the question's names that stand in some passage
    span: float = 0.0  # the reader's best words of all passages over no answer, log-odds in tens; 0 if none was read


def evidence(question: Question, passages: Sequence[Passage]) -> Evidence:
    """The features of a question and what was found for it."""
    stems = [content_words(f"{p.article.title} {p.article.publisher or ''} {p.text}") for p in passages]
    wanted = content_words(question.search_text)
    together = frozenset[str]().union(*stems)
    rarity = rarity_of(wanted, stems)
    named = [content_words(name) for name in names(question.raw)]
    found = sum(bool(words) and words <= together for words in named)
    spans = [reading.span_score for passage in passages if (reading := reading_of(passage)) is not None]
    return Evidence(
        similarity=max((p.dense for p in passages if p.dense is not None), default=0.0),
        covered=max((share(wanted & words, rarity) for words in stems), default=0.0),
        covered_by_all=share(wanted & together, rarity),
        names_found=found / len(named) if named else 1.0,
        span=max(spans, default=0.0) / 10,
    )
