"""Does the proof hold? Citations against the gold articles, against their sentences, and against the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from eval.case import Case
from eval.gold import Gold, Lookup
from eval.match import squeeze
from eval.score.answers import said_in
from rag.answer import Answer, Citation
from rag.verify import Evidence, check

Supports = Callable[[str, Sequence[Evidence]], bool]  # whether the cited words together support a sentence
Holds = Callable[[str, Sequence[Citation]], bool]
T = TypeVar("T")


def score_cited_articles(case: Case, answer: Answer, gold: Gold) -> dict[str, float]:
    """`cited_article`: a gold article is cited; where the case needs all, the share of them that is.
    `cited_gold`: the share of the citations that come from a gold article. Copies of a story count as the story.

    Both are recall and precision of the citations against the gold articles, as KILT measures provenance
    (Petroni et al. 2021, "KILT: a Benchmark for Knowledge Intensive Language Tasks", NAACL).
    """
    if answer.status != "answered" or not gold.stories:
        return {}
    cited = [gold.story(citation.article) for citation in answer.citations]
    found = sum(story in cited for story in gold.stories)
    recall = found / len(gold.stories) if case.needs_all else float(found > 0)
    return {
        "cited_article": recall,
        "cited_gold": sum(story in gold.stories for story in cited) / len(cited) if cited else 0.0,
    }


def score_support(case: Case, answer: Answer, supports: Supports | None = None) -> dict[str, float]:
    """`citation_recall` and `citation_precision` (`alce`), where `supports` says what supports a sentence, by default
    the support check of `rag.verify`. A sentence that stands in a cited quote word for word is supported.
    """
    typed = "\n".join([*(turn.content for turn in case.history if turn.role == "user"), case.question])

    def holds(claim: str, cited: Sequence[Citation]) -> bool:
        if any(squeeze(claim) in squeeze(citation.quote) for citation in cited):
            return True
        evidence = evidence_of(cited)
        return supports(claim, evidence) if supports else check(claim, evidence, typed).ok

    return alce(answer, holds)


def alce(answer: Answer, holds: Holds) -> dict[str, float]:
    """`citation_recall`: the share of the sentences that their citations together support. `citation_precision`:
    the share of the citations that are needed, for a sentence that is supported: one is not where it does
    not support the sentence alone and the others support it without it. A sentence without a citation is not
    supported; nothing is scored of a refusal.

    As ALCE defines them (Gao et al. 2023, "Enabling Large Language Models to Generate Text with Citations",
    EMNLP, section 4.3), where an entailment model says what `holds`.
    """
    if answer.status != "answered" or not answer.sentences:
        return {}
    by_number = {citation.n: citation for citation in answer.citations}
    claims = [
        (sentence.text, [by_number[n] for n in sentence.citations if n in by_number]) for sentence in answer.sentences
    ]
    return alce_of(claims, holds)


def alce_of(claims: Sequence[tuple[str, Sequence[T]]], holds: Callable[[str, Sequence[T]], bool]) -> dict[str, float]:
    """The same of any statements, one or more, each with what it cites."""
    supported: list[bool] = []
    needed: list[bool] = []
    for text, cited in claims:
        supported.append(bool(cited) and holds(text, cited))
        for at, citation in enumerate(cited):
            others = [*cited[:at], *cited[at + 1 :]]
            needed.append(supported[-1] and (not others or holds(text, [citation]) or not holds(text, others)))
    return {
        "citation_recall": sum(supported) / len(supported),
        "citation_precision": sum(needed) / len(needed) if needed else 0.0,
    }


def evidence_of(cited: Sequence[Citation]) -> tuple[Evidence, ...]:
    """The cited words."""
    return tuple(Evidence(citation.article, citation.start, citation.end) for citation in cited)


def score_proof(answer: Answer, lookup: Lookup) -> dict[str, float]:
    """`sentences_cited`: the share of the sentences with a citation that is there. `quotes_verbatim`: the
    share of the citations whose quote is what the stored article holds at that place; 1 is expected.
    `words_shown`: words of the answer, its short answers included.
    """
    if answer.status != "answered" or not answer.sentences:
        return {}
    numbers = {citation.n for citation in answer.citations}
    cited = [bool(sentence.citations) and numbers.issuperset(sentence.citations) for sentence in answer.sentences]
    words = sum(len(said.text.split()) for said in said_in(answer))
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
