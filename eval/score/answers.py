"""Is the answer right, and does its proof hold? Each scorer gives its figures for one case, or none where
the case does not tell.
"""

from __future__ import annotations

from eval.case import Case
from eval.gold import Gold, Lookup, story_of
from eval.match import holds_answer
from rag.answer import Answer


def score_correct(case: Case, answer: Answer) -> dict[str, float]:
    """`correct`: an accepted answer stands in a sentence shown (SQuAD-style containment, see `match`).

    Where the case needs all, each accepted answer must stand in some sentence. A refusal is 0: the
    articles did hold it. `correct_if_answered` leaves refusals out. `first_quote`: the first quote shown
    holds an accepted answer, one being enough, for a quote is one sentence.
    """
    if not case.answers:
        return {}
    need = all if case.needs_all else any
    shown = [sentence.text for sentence in answer.sentences]
    correct = float(need(any(holds_answer(text, accepted) for text in shown) for accepted in case.answers))
    first = answer.citations[0].quote if answer.citations else ""
    scores = {"correct": correct, "first_quote": float(any(holds_answer(first, accepted) for accepted in case.answers))}
    return scores | ({"correct_if_answered": correct} if answer.status == "answered" else {})


def score_cited_articles(case: Case, answer: Answer, gold: Gold) -> dict[str, float]:
    """`cited_article`: a gold article is cited; where the case needs all, the share of them that is.

    `citation_precision`: the share of the citations that come from a gold article. Both at the level of
    articles, after citation recall and precision of ALCE (Gao et al. 2023, "Enabling Large Language Models
    to Generate Text with Citations", EMNLP); copies of a story count as the story.
    """
    if answer.status != "answered" or not gold.stories:
        return {}
    cited = [story_of(citation.article) for citation in answer.citations]
    found = sum(story in cited for story in gold.stories)
    recall = found / len(gold.stories) if case.needs_all else float(found > 0)
    precision = sum(story in gold.stories for story in cited) / len(cited) if cited else 0.0
    return {"cited_article": recall, "citation_precision": precision}


def score_proof(answer: Answer, lookup: Lookup) -> dict[str, float]:
    """`sentences_cited`: the share of the sentences with a citation that is there. `quotes_verbatim`: the
    share of the citations whose quote is what the stored article holds at that place; 1 is expected.
    `words_shown`: words of the answer.
    """
    if answer.status != "answered" or not answer.sentences:
        return {}
    numbers = {citation.n for citation in answer.citations}
    cited = [bool(sentence.citations) and numbers.issuperset(sentence.citations) for sentence in answer.sentences]
    words = sum(len(sentence.text.split()) for sentence in answer.sentences)
    scores = {"sentences_cited": sum(cited) / len(cited), "words_shown": float(words)}
    if answer.citations:
        stored = [lookup(citation.article.article_id) for citation in answer.citations]
        verbatim = [
            article is not None
            and bool(citation.quote)
            and article.text[citation.start : citation.end] == citation.quote
            for article, citation in zip(stored, answer.citations, strict=True)
        ]
        scores["quotes_verbatim"] = sum(verbatim) / len(verbatim)
    return scores


def score_refusal(case: Case, answer: Answer) -> dict[str, float]:
    """`false_refusal`, of answerable cases: refused all the same. `false_answer`, of the others: answered
    all the same (the two error rates of SQuAD 2.0's no-answer task, Rajpurkar et al. 2018, ACL).
    `right`, of all: correct where there is an answer, refused where there is none.
    """
    refused = answer.status == "refused"
    if not case.answerable:
        return {"false_answer": float(not refused), "right": float(refused)}
    return {"false_refusal": float(refused)} | (
        {"right": score_correct(case, answer)["correct"]} if case.answers else {}
    )
