"""Worked examples for the scorers of retrieval."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.case import Evidence
from eval.gold import resolve
from eval.run import Result
from eval.score import score_results
from eval.score.retrieval import score_all_evidence, score_articles, score_quotes, score_stories, score_top
from index.filters import Filters
from tests.eval.made import BRIDGE, BRIDGE_URL, COPY, FERRY, FERRY_URL, STORED, hurt_case, passage, refused

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


def test_stories_are_ranked_once_each_and_a_copy_is_its_story() -> None:
    scores = score_stories([passage(BRIDGE), passage(BRIDGE, "The council"), passage(COPY)], hurt_case(), GOLD)
    assert scores["story_recall_1"] == 0
    assert scores["story_recall_2"] == 1
    assert scores["story_rr_10"] == 0.5
    assert scores["story_ndcg_10"] == pytest.approx(0.6309, abs=1e-4)  # 1 / log2(3)


def test_at_the_level_of_articles_a_copy_holds_a_place_and_counts_where_it_names_the_gold_one() -> None:
    found = [passage(COPY), passage(BRIDGE), passage(FERRY), passage(FERRY, "The ferry")]
    scores = score_articles(found, hurt_case(), GOLD)
    assert (scores["article_recall_2"], scores["article_recall_4"]) == (0, 1)
    assert scores["article_rr_10"] == pytest.approx(1 / 3)
    assert scores["article_ndcg_10"] == 0.5  # 1 / log2(4)
    named = [replace(passage(COPY), copies=(FERRY,))]
    assert score_articles(named, hurt_case(), GOLD)["article_recall_1"] == 1


def test_a_judged_question_that_retrieved_nothing_counts_zero() -> None:
    assert set(score_articles([], hurt_case(), GOLD).values()) == {0.0}
    assert set(score_quotes([], hurt_case(), GOLD).values()) == {0.0}
    assert set(score_top([], hurt_case(), GOLD).values()) == {0.0}


def test_a_case_without_evidence_is_not_judged() -> None:
    case = hurt_case(evidence=(), answers=(), answerable=False)
    [scored] = score_results([Result(case, refused((passage(FERRY),)), 1.0)], STORED.get)
    assert scored.scores == {
        "false_answer": 0.0,
        "false_short": 0.0,
        "false_sure": 0.0,
        "right": 1.0,
        "crag": 1.0,
        "story_once": 1.0,
    }


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


def test_all_evidence_is_found_whole_or_not_at_all() -> None:
    gold = resolve(BOTH, STORED.get)
    far = [passage(FERRY, "Eleven people were hurt."), *[passage(FERRY, "The ferry")] * 3, passage(BRIDGE)]
    assert score_all_evidence(far, BOTH, gold) == {"all_evidence_4": 0, "all_evidence_10": 1}
    assert score_all_evidence(far[:4], BOTH, gold) == {"all_evidence_4": 0, "all_evidence_10": 0}
    assert score_all_evidence(far, hurt_case(), GOLD) == {}


def test_evidence_without_a_quote_is_found_with_any_passage_of_its_story() -> None:
    case = replace(BOTH, evidence=(Evidence(FERRY_URL, ""), Evidence(BRIDGE_URL, "The council voted 9 to 3.")))
    gold = resolve(case, STORED.get)
    assert score_all_evidence([passage(COPY, "The ferry"), passage(BRIDGE)], case, gold)["all_evidence_4"] == 1
    assert score_all_evidence([passage(COPY, "The ferry")], case, gold)["all_evidence_4"] == 0


def test_questions_under_filters_have_figures_of_their_own() -> None:
    case = hurt_case(limits=Filters(publishers=("Coast Post",)))
    scores = score_top([passage(BRIDGE), passage(FERRY)], case, GOLD)
    assert scores["filtered_article_first"] == scores["article_first"] == 0
    assert scores["filtered_answer_in_4"] == scores["answer_in_4"] == 1
    assert not [name for name in score_top([passage(FERRY)], hurt_case(), GOLD) if name.startswith("filtered")]


def test_an_answer_in_a_passage_is_read_by_the_day_of_its_article() -> None:
    told = replace(FERRY, text="The ferry ran aground on Monday.")  # published on Tuesday, 5 March 2024
    case = hurt_case(answers=("2024-03-04",))
    assert score_top([passage(told)], case, GOLD)["answer_in_4"] == 1


def test_copies_that_the_case_names_are_one_story() -> None:
    case = hurt_case(copies=(FERRY_URL, BRIDGE_URL))
    gold = resolve(case, STORED.get)
    assert score_stories([passage(BRIDGE)], case, gold)["story_recall_1"] == 1
    assert resolve(hurt_case(copies=(FERRY_URL, "gone")), STORED.get).problems == ("hurt: no stored article is gone",)


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
