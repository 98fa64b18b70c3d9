"""What ALCE takes for the statements of an answer, and for the passages that each of them cites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eval.adapters.benchmark import Claim, Outcome
from rag.answer import Answer
from rag.support import Evidence

_MARKER = re.compile(r" ?\[\d+")
_MOST_CITED = 3  # passages of a statement, as eval.py takes them by default


def plain(text: str) -> str:
    """The text as it is counted: its first line, without citation marks."""
    first = text.strip().split("\n")[0]
    return _MARKER.sub("", first).replace(" |", "").replace("]", "")


def sentences(outcome: Outcome) -> tuple[Claim, ...] | None:
    """Each sentence of an answer with the passages it cites, three at most; None for a refusal, which is left out."""
    answer = outcome.answer
    if answer is None or answer.refusal is not None:
        return None
    return tuple(_claim(sentence.text, sentence.citations, answer) for sentence in answer.sentences)


def items(outcome: Outcome) -> tuple[Claim, ...]:
    """Each item of the list behind the question, with the passage it cites; a refusal is one item without any."""
    answer = outcome.answer
    if answer is None or answer.refusal is not None:
        return (Claim(f"{outcome.case.question} ", ()),)
    listed: list[tuple[str, tuple[int, ...]]] = [(one.text, (one.n,)) for one in answer.short]
    listed = listed or [(sentence.text, sentence.citations) for sentence in answer.sentences[:1]]
    return tuple(_claim(f"{outcome.case.question} {plain(text)}", numbers, answer) for text, numbers in listed)


def _claim(text: str, numbers: Sequence[int], answer: Answer) -> Claim:
    """A statement with the whole passages that the numbers cite: that is what an answer cites there."""
    by_number = {citation.n: citation.article for citation in answer.citations}
    cited = {by_number[n].article_id: by_number[n] for n in numbers if n in by_number}
    passages = tuple(Evidence(article, 0, len(article.text)) for article in cited.values())
    return Claim(text, passages[:_MOST_CITED])
