"""The figures of a report: their names, their headings, and which way is better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple


class Measure(NamedTuple):
    """One figure. `unit` says how it is shown: a share of 1, a score from -1 to 1, words, tokens, money,
    or milliseconds.

    `given`: where it is 1 by construction, so that anything below is a fault and 1 no achievement: `always`, or
    where answers are `quoted` and nothing else.
    """

    name: str
    title: str
    group: str
    better: Literal["high", "low", ""] = "high"
    unit: Literal["share", "score", "words", "tokens", "money", "ms"] = "share"
    given: Literal["", "always", "quoted"] = ""

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The least and the greatest value that there can be; None where there is no greatest."""
        return {"share": (0.0, 1.0), "score": (-1.0, 1.0)}.get(self.unit)

    def is_given(self, quoting: bool) -> bool:
        """Whether it is 1 by construction, where the answers are quotes alone, or may be more."""
        return self.given == "always" or (quoting and self.given == "quoted")


MEASURES = (
    Measure("right", "right outcome: correct, or rightly refused", "answers"),
    Measure("correct", "correct (a refusal counts as wrong)", "answers"),
    Measure("correct_if_answered", "correct, of those answered", "answers"),
    Measure("parts_found", "parts of the answer found, of several", "answers"),
    Measure("first_quote", "first quote holds the answer", "answers"),
    Measure("sure_first", "first quote holds the answer, of answers given as sure", "answers"),
    Measure("unsure_first", "first quote holds the answer, of those said to be not sure", "answers", ""),
    Measure("crag", "CRAG: correct 1, refused 0, wrong -1", "answers", "high", "score"),
    Measure("token_f1", "token F1 of what is shown first", "answers"),
    Measure("short_exact", "short answer exact", "answers"),
    Measure("short_given", "short answer given, of those answered", "answers", ""),
    Measure("nuggets_all", "nuggets held", "nuggets"),
    Measure("nuggets_all_strict", "nuggets held, strictly", "nuggets"),
    Measure("nuggets_vital", "vital nuggets held", "nuggets"),
    Measure("nuggets_vital_strict", "vital nuggets held, strictly", "nuggets"),
    Measure("nuggets_weighted", "nuggets held, okay ones by half", "nuggets"),
    Measure("nuggets_f3", "nuggets: F3 of recall and brevity", "nuggets"),
    Measure("cited_article", "gold article cited", "citations"),
    Measure("cited_gold", "citations from gold articles", "citations"),
    Measure("citation_recall", "sentences that their citations support", "citations", given="quoted"),
    Measure("citation_precision", "citations that are needed", "citations", given="quoted"),
    Measure(
        "entailed_citation_recall",
        "entailment model: sentences that their citations support",
        "citations",
        given="quoted",
    ),
    Measure("entailed_citation_precision", "entailment model: citations that are needed", "citations", given="quoted"),
    Measure("sentences_cited", "sentences with a citation", "citations", given="always"),
    Measure("quotes_verbatim", "quotes verbatim in the stored article", "citations", given="always"),
    Measure("words_shown", "words shown", "citations", "", "words"),
    Measure("judge_correct", "judge: correct (a refusal counts as wrong)", "judge"),
    Measure("judge_citation_recall", "judge: sentences that their citations support", "judge"),
    Measure("judge_citation_precision", "judge: citations that are needed", "judge"),
    Measure("false_refusal", "false refusals, of answerable questions", "refusals", "low"),
    Measure("false_answer", "false answers, of unanswerable questions", "refusals", "low"),
    Measure("false_short", "false answers with a short answer, of unanswerable questions", "refusals", "low"),
    Measure("false_sure", "false answers given as sure, of unanswerable questions", "refusals", "low"),
    Measure("reason_right", "right reason, of right refusals", "refusals"),
    Measure("as_of_obeyed", "nothing shown is later than the day asked", "dates and sources", given="always"),
    Measure("superseded_avoided", "no superseded value without the current one", "dates and sources"),
    Measure("filters_obeyed", "nothing shown is outside the filters", "dates and sources", given="always"),
    Measure("story_once", "one story shown once", "dates and sources"),
    Measure("independent_right", "independent reports counted right", "dates and sources"),
    Measure("tokens_read", "tokens read, a question", "cost", "", "tokens"),
    Measure("tokens_written", "tokens written, a question", "cost", "", "tokens"),
    Measure("cost", "cost, a question", "cost", "", "money"),
    Measure("article_first", "right article first", "retrieval"),
    Measure("article_in_4", "right article in 4 passages", "retrieval"),
    Measure("answer_in_4", "answer in 4 passages", "retrieval"),
    Measure("answer_in_10", "answer in 10 passages", "retrieval"),
    Measure("all_evidence_4", "all evidence in 4 passages, of several pieces", "retrieval"),
    Measure("all_evidence_10", "all evidence in 10 passages, of several pieces", "retrieval"),
    Measure("filtered_article_first", "under filters: right article first", "retrieval"),
    Measure("filtered_article_in_4", "under filters: right article in 4 passages", "retrieval"),
    Measure("filtered_answer_in_4", "under filters: answer in 4 passages", "retrieval"),
    Measure("filtered_answer_in_10", "under filters: answer in 10 passages", "retrieval"),
    Measure("story_recall_1", "stories: recall@1", "retrieval"),
    Measure("story_recall_2", "stories: recall@2", "retrieval"),
    Measure("story_recall_4", "stories: recall@4", "retrieval"),
    Measure("story_recall_10", "stories: recall@10", "retrieval"),
    Measure("story_ndcg_10", "stories: nDCG@10", "retrieval"),
    Measure("story_rr_10", "stories: reciprocal rank@10", "retrieval"),
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

# What a comparison is decided by: one measure for each thing that a reader would miss. They are corrected for being
# several; all others are near to one of them, and exploratory.
PRIMARY = ("correct", "first_quote", "article_first", "false_refusal", "false_answer", "citation_recall")

GIVEN = "°"  # beside the title of a measure that is 1 by construction
GIVEN_NOTE = (
    f"{GIVEN} 1 by construction, no achievement: a sentence without a verbatim quote, or from an article that dates and"
    " filters leave out, is never shown; and a quote proves itself."
)

# What a run comes to, on a terminal.
OUTCOME = (*PRIMARY, "short_exact")

# What a report begins with, where it was measured.
HEADLINES = (
    "right",
    "correct",
    "first_quote",
    "short_exact",
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


def titled(measure: Measure, quoting: bool) -> str:
    """The measure's title, marked where it is 1 by construction."""
    return f"{measure.title} {GIVEN}" if measure.is_given(quoting) else measure.title


def shown(measure: Measure, value: float) -> str:
    """A value as a report writes it: `.931`, `1`, `24.1`."""
    if measure.unit == "money":
        return amount(value)
    if measure.unit not in ("share", "score"):
        return f"{value:.1f}"
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def amount(value: float) -> str:
    """Money with six decimal places at most: `0.0123`, `12`."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
