"""The figures of a report: their names, their headings, and which way is better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple


class Measure(NamedTuple):
    """One figure. `unit` says how it is shown: a share of 1, words, or milliseconds."""

    name: str
    title: str
    group: str
    better: Literal["high", "low", ""] = "high"
    unit: Literal["share", "words", "ms"] = "share"


MEASURES = (
    Measure("right", "right outcome: correct, or rightly refused", "answers"),
    Measure("correct", "correct (a refusal counts as wrong)", "answers"),
    Measure("correct_if_answered", "correct, of those answered", "answers"),
    Measure("first_quote", "first quote holds the answer", "answers"),
    Measure("cited_article", "gold article cited", "citations"),
    Measure("citation_precision", "citations from gold articles", "citations"),
    Measure("sentences_cited", "sentences with a citation", "citations"),
    Measure("quotes_verbatim", "quotes verbatim in the stored article", "citations"),
    Measure("words_shown", "words shown", "citations", "", "words"),
    Measure("false_refusal", "false refusals, of answerable questions", "refusals", "low"),
    Measure("false_answer", "false answers, of unanswerable questions", "refusals", "low"),
    Measure("article_first", "right article first", "retrieval"),
    Measure("article_in_4", "right article in 4 passages", "retrieval"),
    Measure("answer_in_4", "answer in 4 passages", "retrieval"),
    Measure("answer_in_10", "answer in 10 passages", "retrieval"),
    Measure("article_recall_1", "articles: recall@1", "retrieval"),
    Measure("article_recall_2", "articles: recall@2", "retrieval"),
    Measure("article_recall_4", "articles: recall@4", "retrieval"),
    Measure("article_recall_10", "articles: recall@10", "retrieval"),
    Measure("article_ndcg_10", "articles: nDCG@10", "retrieval"),
    Measure("article_rr_10", "articles: reciprocal rank@10", "retrieval"),
    Measure("quote_recall_1", "gold quotes: recall@1", "retrieval"),
    Measure("quote_recall_2", "gold quotes: recall@2", "retrieval"),
    Measure("quote_recall_4", "gold quotes: recall@4", "retrieval"),
    Measure("quote_recall_10", "gold quotes: recall@10", "retrieval"),
    Measure("quote_ndcg_10", "gold quotes: nDCG@10", "retrieval"),
    Measure("quote_rr_10", "gold quotes: reciprocal rank@10", "retrieval"),
)

# What a report begins with, where it was measured.
HEADLINES = (
    "right",
    "correct",
    "false_refusal",
    "false_answer",
    "cited_article",
    "quotes_verbatim",
    "article_first",
    "answer_in_4",
)
BASELINE = ("article_first", "article_in_4", "answer_in_4", "quote_recall_4")  # what the plain recipe is measured by


def groups() -> Iterator[tuple[str, tuple[Measure, ...]]]:
    """The measures by their group, in order."""
    for group in dict.fromkeys(measure.group for measure in MEASURES):
        yield group, tuple(measure for measure in MEASURES if measure.group == group)


def shown(measure: Measure, value: float) -> str:
    """A value as a report writes it: `.931`, `1`, `24.1`."""
    if measure.unit != "share":
        return f"{value:.1f}"
    text = f"{value:.3f}"
    return text[1:] if text.startswith("0.") else text
