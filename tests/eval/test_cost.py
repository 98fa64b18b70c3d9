"""What a run cost: tokens and money by hand, and 'unknown' wherever nobody told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.cost import Prices, charge, cost, cost_record, money, prices_of
from eval.figures import summarise
from eval.measures import MEASURES, shown
from eval.report.cases import case_view
from eval.run import Result
from eval.saved_case import SavedResult
from eval.score import Scored, score_results
from eval.tables import usage_lines
from eval.usage import Usage, total
from rag.settings import RagSettings
from tests.eval.made import FERRY, STORED, hurt_case, quoted, refused

PRICES = Prices(2.0, 8.0)  # a million tokens
FRESH = Usage(calls=1, input_tokens=1000, output_tokens=50)
KEPT = Usage(1, 1, 3000, 100, 0, 3000, 100)
UNTOLD = Usage(calls=1, untold=1)


def scored(*usages: Usage) -> tuple[Scored, ...]:
    results = [
        Result(hurt_case(case_id=str(at)), quoted((FERRY, "Eleven people were hurt.")), 1.0, usage=usage)
        for at, usage in enumerate(usages)
    ]
    return score_results(results, STORED.get)


def test_the_cost_is_tokens_by_price() -> None:
    assert cost(FRESH, PRICES) == pytest.approx((1000 * 2 + 50 * 8) / 1e6)
    assert cost(FRESH, Prices(read=2.0)) == pytest.approx(0.002)  # of one price alone the other is 0
    assert cost(Usage(), PRICES) == 0  # refused without a call
    assert cost(FRESH, Prices()) is None
    assert cost(FRESH.plus(UNTOLD), PRICES) is None


def test_what_the_cache_answered_costs_nothing_now_and_counts_all_the_same() -> None:
    record = cost_record(total((FRESH, KEPT)), PRICES, 2)
    assert record == {
        "price_input": 2.0,
        "price_output": 8.0,
        "total": pytest.approx(0.0024 + 0.0068),
        "paid": pytest.approx(0.0024),
        "a_question": pytest.approx(0.0046),
    }
    assert money(record) == "cost 0.0092, 0.0046 a question, 0.0024 of it paid now"
    assert set(cost_record(UNTOLD, PRICES, 1).values()) == {2.0, 8.0, None}


def test_each_question_has_its_tokens_and_its_cost_and_errors_have_none() -> None:
    items = (*scored(FRESH, KEPT, Usage()), replace(scored(FRESH)[0], result=Result(hurt_case(), None, 1.0, "boom")))
    charged = charge(items, PRICES)
    assert [item.scores.get("cost") for item in charged] == [pytest.approx(0.0024), pytest.approx(0.0068), 0.0, None]
    figure = summarise(charged).overall["tokens_read"]
    assert figure.mean == pytest.approx(4000 / 3)
    assert figure.n == 3
    assert summarise(charged).overall["cost"].mean == pytest.approx(0.0092 / 3)


def test_unknown_is_no_number() -> None:
    [item] = charge(scored(UNTOLD), PRICES)
    assert not {"cost", "tokens_read", "tokens_written"} & set(item.scores)
    [item] = charge(scored(FRESH), Prices())
    assert "cost" not in item.scores
    assert item.scores["tokens_read"] == 1000
    assert prices_of(RagSettings()) is None  # the built-in answerer asks no one
    assert prices_of(RagSettings(model="openai:x", price_input=1.0)) == Prices(1.0, None)


@pytest.mark.parametrize(
    ("usage", "prices", "words"),
    [
        (FRESH, PRICES, "1,000 tokens read, 50 written; cost 0.0024, 0.0012 a question; 1 retried"),
        (FRESH, Prices(), "1,000 tokens read, 50 written; cost unknown, for no price is set; 1 retried"),
        (UNTOLD, PRICES, "tokens unknown; cost unknown; 1 retried"),
        (FRESH.plus(UNTOLD), PRICES, "1,000 tokens read, 50 written (told of 1 of 2 calls); cost unknown; 1 retried"),
    ],
)
def test_a_run_says_what_it_cost(usage: Usage, prices: Prices, words: str) -> None:
    [line] = usage_lines({"usage": usage._asdict(), "cost": cost_record(usage, prices, 2), "retries": 1})
    assert line.partition("; ")[2] == words
    assert not list(usage_lines({"usage": Usage()._asdict(), "cost": None}))


def test_runs_of_before_are_read() -> None:
    [line] = usage_lines({"usage": {"calls": 2, "cached": 1, "input_tokens": 9, "output_tokens": 1}, "retries": 0})
    assert "9 tokens read, 1 written; cost unknown" in line


def test_the_report_tells_it_of_each_question() -> None:
    result = SavedResult(
        id="1", question="?", status="answered", scores={}, usage=KEPT._asdict(), cost=cost(KEPT, PRICES)
    )
    spent = "1 call of the chat model, 1 from the cache; 3,000 tokens read, 100 written; cost 0.0068"
    assert case_view(0, result, None).spent == spent
    assert case_view(0, result.model_copy(update={"cost": None}), None).spent.endswith("cost unknown")
    assert case_view(0, result.model_copy(update={"usage": {}}), None).spent == ""


def test_money_is_shown_to_six_places_and_no_more() -> None:
    by_name = {measure.name: measure for measure in MEASURES}
    assert shown(by_name["cost"], 0.00012345) == "0.000123"
    assert shown(by_name["cost"], 12.0) == "12"
    assert shown(by_name["tokens_read"], 1333.333) == "1333.3"


def test_a_refusal_without_a_call_costs_nothing() -> None:
    [item] = charge(score_results([Result(hurt_case(), refused(), 1.0)], STORED.get), PRICES)
    assert (item.scores["cost"], item.scores["tokens_read"]) == (0.0, 0.0)
