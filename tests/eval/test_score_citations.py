"""Worked examples for the scorers of citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from eval.case import Evidence
from eval.gold import resolve
from eval.score.citations import score_cited_articles, score_proof, score_support
from index.article import Article
from rag.answer import Answer, Citation, Sentence
from rag.verify import Evidence as Cited
from tests.eval.made import BRIDGE, COPY, FERRY, FERRY_URL, STORED, hurt_case, quoted, refused

GOLD = resolve(hurt_case(), STORED.get)
BOTH = hurt_case(
    answers=("eleven", "9 to 3"),
    evidence=(
        Evidence(FERRY_URL, "Eleven people were hurt."),
        Evidence(BRIDGE.article_id, "The council voted 9 to 3."),
    ),
    note="all",
)
HURT, LEFT, VOTE = (
    (FERRY, "Eleven people were hurt."),
    (FERRY, "All 212 passengers left by boat."),
    (BRIDGE, "The council voted 9 to 3."),
)


def written(text: str, *cited: tuple[Article, str]) -> Answer:
    """An answer of one sentence that is nobody's own words, with these citations."""
    answer = quoted(*cited)
    return replace(answer, sentences=(Sentence(text, tuple(citation.n for citation in answer.citations)),))


def test_citations_are_judged_by_story() -> None:
    answer = quoted((COPY, "Eleven people were hurt."), (BRIDGE, "The council voted 9 to 3."))
    assert score_cited_articles(hurt_case(), answer, GOLD) == {"cited_article": 1, "cited_gold": 0.5}
    only_ferry = quoted((FERRY, "Eleven people were hurt."))
    assert score_cited_articles(BOTH, only_ferry, resolve(BOTH, STORED.get))["cited_article"] == 0.5
    assert score_cited_articles(hurt_case(), refused(), GOLD) == {}


def test_sentences_without_a_citation_that_is_there_are_uncited() -> None:
    answer = quoted((FERRY, "Eleven people were hurt."))
    loose = replace(answer, sentences=(*answer.sentences, Sentence("It sank.", ()), Sentence("It burned.", (7,))))
    assert score_proof(loose, STORED.get)["sentences_cited"] == pytest.approx(1 / 3)
    assert score_proof(loose, STORED.get)["words_shown"] == 8


def test_a_quote_that_is_not_in_the_stored_article_is_not_verbatim() -> None:
    changed = replace(FERRY, text=FERRY.text.replace("Eleven", "Twelve"))
    answer = quoted((FERRY, "Eleven people were hurt."), (FERRY, "All 212 passengers left by boat."))
    lookup: dict[str, Article] = {FERRY.article_id: changed}
    assert score_proof(answer, STORED.get)["quotes_verbatim"] == 1
    assert score_proof(answer, lookup.get)["quotes_verbatim"] == 0.5
    assert score_proof(replace(answer, citations=(Citation(1, FERRY, 3, 3),)), STORED.get)["quotes_verbatim"] == 0


def test_a_sentence_is_supported_by_its_citations_together() -> None:
    """The ferry's article needs both quotes for this sentence: the words 'hurt' and '212' stand apart."""
    together = written("All 212 passengers left the Solvei, and a council voted 9 to 3.", LEFT, VOTE)
    assert score_support(hurt_case(), together) == {"citation_recall": 1, "citation_precision": 1}
    alone = written("All 212 passengers left the Solvei, and a council voted 9 to 3.", LEFT)
    assert score_support(hurt_case(), alone) == {"citation_recall": 0, "citation_precision": 0}


def test_a_citation_that_adds_nothing_is_not_needed() -> None:
    """The vote supports nothing of it alone, and without it all is supported: one citation of two is needed."""
    answer = written("On the ferry, eleven people were hurt.", HURT, VOTE)
    assert score_support(hurt_case(), answer) == {"citation_recall": 1, "citation_precision": 0.5}


def test_two_citations_that_each_support_the_sentence_are_both_needed() -> None:
    answer = written("On the ferry, eleven people were hurt.", HURT, (COPY, "Eleven people were hurt."))
    assert score_support(hurt_case(), answer) == {"citation_recall": 1, "citation_precision": 1}


def test_sentences_and_citations_are_averaged_apart() -> None:
    """Three sentences, the second supported by nothing, the third without a citation: recall 1/3; of the three
    citations those of the first sentence count: 1 and 0, that of the second is in vain: precision 1/3.
    """
    answer = replace(
        quoted(HURT, VOTE, LEFT),
        sentences=(
            Sentence("Eleven people were hurt.", (1, 2)),
            Sentence("It sank.", (3,)),
            Sentence("It burned.", ()),
        ),
    )
    assert score_support(hurt_case(), answer) == {
        "citation_recall": pytest.approx(1 / 3),
        "citation_precision": pytest.approx(1 / 3),
    }


def test_a_model_can_say_what_supports_but_is_not_asked_about_verbatim_quotes() -> None:
    asked: list[tuple[str, list[str]]] = []

    def supports(claim: str, evidence: Sequence[Cited]) -> bool:
        asked.append((claim, [item.article.text[item.start : item.end] for item in evidence]))
        return len(evidence) == 2

    answer = written("Many were hurt.", HURT, VOTE)
    assert score_support(hurt_case(), answer, supports) == {"citation_recall": 1, "citation_precision": 1}
    assert asked[0] == ("Many were hurt.", [HURT[1], VOTE[1]])
    assert len(asked) == 5  # together, each alone, and each left out
    assert score_support(hurt_case(), quoted(HURT), supports) == {"citation_recall": 1, "citation_precision": 1}
    assert len(asked) == 5


def test_a_refusal_has_no_citations_to_judge() -> None:
    assert score_support(hurt_case(), refused()) == {}
