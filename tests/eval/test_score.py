"""Worked examples for every scorer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.case import Evidence
from eval.gold import resolve
from eval.run import Result
from eval.score import score_results
from eval.score.answers import score_cited_articles, score_correct, score_proof, score_refusal
from eval.score.retrieval import score_articles, score_quotes, score_top
from index.article import Article
from rag.answer import Citation, Sentence
from tests.eval.made import BRIDGE, BRIDGE_URL, COPY, FERRY, FERRY_URL, STORED, hurt_case, passage, quoted, refused

GOLD = resolve(hurt_case(), STORED.get)
BOTH = hurt_case(
    answers=("eleven", "9 to 3"),
    evidence=(
        Evidence(FERRY_URL, "Eleven people were hurt."),
        Evidence(BRIDGE.article_id, "The council voted 9 to 3."),
    ),
    note="all",
)


def test_gold_is_found_by_url_and_by_id() -> None:
    gold = resolve(BOTH, STORED.get)
    assert gold.stories == ("story-ferry", "story-bridge")
    assert gold.problems == ()


def test_evidence_that_is_not_stored_is_named_and_counts_as_missed() -> None:
    case = hurt_case(evidence=(Evidence("https://news.example/gone", "Lost."), Evidence(FERRY_URL, "Never said.")))
    gold = resolve(case, STORED.get)
    assert len(gold.problems) == 2
    assert score_articles([passage(FERRY)], replace(case, note="all"), gold)["article_recall_10"] == 0.5


def test_articles_are_ranked_once_each_and_a_copy_is_its_story() -> None:
    scores = score_articles([passage(BRIDGE), passage(BRIDGE, "The council"), passage(COPY)], hurt_case(), GOLD)
    assert scores["article_recall_1"] == 0
    assert scores["article_recall_2"] == 1
    assert scores["article_rr_10"] == 0.5
    assert scores["article_ndcg_10"] == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)


def test_a_judged_question_that_retrieved_nothing_counts_zero() -> None:
    assert set(score_articles([], hurt_case(), GOLD).values()) == {0.0}
    assert set(score_quotes([], hurt_case(), GOLD).values()) == {0.0}
    assert set(score_top([], hurt_case(), GOLD).values()) == {0.0}


def test_a_case_without_evidence_is_not_judged() -> None:
    case = hurt_case(evidence=(), answers=(), answerable=False)
    [scored] = score_results([Result(case, refused((passage(FERRY),)), 1.0)], STORED.get)
    assert scored.scores == {"false_answer": 0.0, "right": 1.0}


def test_each_gold_quote_is_a_search_of_its_own() -> None:
    gold = resolve(BOTH, STORED.get)
    scores = score_quotes([passage(FERRY, "Eleven people were hurt."), passage(FERRY), passage(BRIDGE)], BOTH, gold)
    assert scores["quote_recall_1"] == 0.5
    assert scores["quote_recall_4"] == 1
    assert scores["quote_rr_10"] == pytest.approx((1 + 1 / 3) / 2)


def test_evidence_of_which_one_piece_is_enough_counts_by_the_first_found() -> None:
    either = replace(BOTH, note="either will do")
    gold = resolve(either, STORED.get)
    found = [passage(BRIDGE)]
    assert score_articles(found, either, gold)["article_recall_1"] == 1
    assert score_quotes(found, either, gold)["quote_recall_1"] == 1
    assert score_articles(found, BOTH, gold)["article_recall_1"] == 0.5


def test_the_answer_in_four_passages_needs_all_where_the_case_does() -> None:
    gold = resolve(BOTH, STORED.get)
    far = [passage(FERRY, "Eleven people were hurt."), *[passage(FERRY, "The ferry")] * 3, passage(BRIDGE)]
    assert score_top(far, BOTH, gold) == {"article_first": 1, "article_in_4": 1, "answer_in_4": 0, "answer_in_10": 1}


def test_an_answer_is_correct_by_any_accepted_form_or_by_all_of_them() -> None:
    one = quoted((FERRY, "Eleven people were hurt."))
    two = quoted((FERRY, "Eleven people were hurt."), (BRIDGE, "The council voted 9 to 3."))
    assert score_correct(hurt_case(), one) == {"correct": 1, "first_quote": 1, "correct_if_answered": 1}
    assert score_correct(BOTH, one)["correct"] == 0
    assert score_correct(BOTH, two)["correct"] == 1


def test_only_the_first_quote_counts_as_first() -> None:
    answer = quoted((FERRY, "All 212 passengers left by boat."), (FERRY, "Eleven people were hurt."))
    assert score_correct(hurt_case(), answer)["first_quote"] == 0
    assert score_correct(hurt_case(), answer)["correct"] == 1


def test_a_refusal_of_an_answerable_question_is_wrong_and_not_among_the_answered() -> None:
    assert score_correct(hurt_case(), refused()) == {"correct": 0, "first_quote": 0}
    assert score_refusal(hurt_case(), refused()) == {"false_refusal": 1, "right": 0}


def test_an_answer_to_an_unanswerable_question_is_a_false_answer() -> None:
    case = hurt_case(answerable=False, answers=())
    assert score_refusal(case, quoted((FERRY, "Eleven people were hurt."))) == {"false_answer": 1, "right": 0}


def test_citations_are_judged_by_story() -> None:
    answer = quoted((COPY, "Eleven people were hurt."), (BRIDGE, "The council voted 9 to 3."))
    assert score_cited_articles(hurt_case(), answer, GOLD) == {"cited_article": 1, "citation_precision": 0.5}
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


def test_an_error_gets_no_scores() -> None:
    [scored] = score_results([Result(hurt_case(), None, 1.0, "ValueError: broken")], STORED.get)
    assert scored.scores == {}
    assert scored.failed


def test_one_article_is_found_by_either_spelling_of_its_url() -> None:
    case = hurt_case(evidence=(Evidence("http://NEWS.example/ferry/?utm_source=x", ""),))
    assert (
        resolve(case, STORED.get).stories == resolve(hurt_case(evidence=(Evidence(FERRY_URL, ""),)), STORED.get).stories
    )
    assert BRIDGE_URL not in resolve(case, STORED.get).stories
