"""Worked examples for the scorers of answers, refusals and short answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.case import Evidence
from eval.score.answers import score_correct, score_crag
from eval.score.refusals import confusion, score_refusal
from eval.score.short import score_short, token_f1
from rag.answer import Answer, ShortAnswer
from tests.eval.made import BRIDGE, FERRY, FERRY_URL, hurt_case, quoted, refused

BOTH = hurt_case(
    answers=("eleven", "9 to 3"),
    evidence=(
        Evidence(FERRY_URL, "Eleven people were hurt."),
        Evidence(BRIDGE.article_id, "The council voted 9 to 3."),
    ),
    note="all",
)
ONE = quoted((FERRY, "Eleven people were hurt."))
TWO = quoted((FERRY, "Eleven people were hurt."), (BRIDGE, "The council voted 9 to 3."))
UNANSWERABLE = hurt_case(answerable=False, answers=(), evidence=())


def short(answer: Answer, *texts: str) -> Answer:
    """The answer with short answers, each from the citation at its place."""
    return replace(answer, short=tuple(ShortAnswer(text, n) for n, text in enumerate(texts, 1)))


def test_an_answer_is_correct_by_any_accepted_form_or_by_all_of_its_parts() -> None:
    assert score_correct(hurt_case(), ONE) == {
        "correct": 1,
        "first_quote": 1,
        "correct_if_answered": 1,
        "sure_first": 1,
    }
    assert score_correct(BOTH, ONE)["correct"] == 0
    assert score_correct(BOTH, ONE)["parts_found"] == 0.5
    assert score_correct(BOTH, TWO)["correct"] == score_correct(BOTH, TWO)["parts_found"] == 1


def test_what_is_said_to_be_not_sure_is_counted_apart() -> None:
    scores = score_correct(hurt_case(), replace(ONE, sure=False))
    assert scores["unsure_first"] == 1
    assert "sure_first" not in scores
    assert "unsure_first" not in score_correct(hurt_case(), refused())


def test_each_part_may_have_forms_of_its_own() -> None:
    forms = replace(BOTH, answers=("a dozen", "9 to 3"), aliases=(("eleven",), ()))
    assert score_correct(forms, TWO)["correct"] == 1
    assert score_correct(replace(forms, aliases=()), TWO)["correct"] == 0


def test_a_date_in_a_sentence_is_read_by_the_day_of_the_article_it_cites() -> None:
    told = replace(BRIDGE, text="It will close on Sunday.")  # published on Monday, 1 July 2024
    case = hurt_case(answers=("2024-07-07",))
    assert score_correct(case, quoted((told, "It will close on Sunday.")))["correct"] == 1
    assert score_correct(case, quoted((replace(told, published=None), "It will close on Sunday.")))["correct"] == 0


def test_only_the_first_quote_counts_as_first() -> None:
    answer = quoted((FERRY, "All 212 passengers left by boat."), (FERRY, "Eleven people were hurt."))
    assert score_correct(hurt_case(), answer)["first_quote"] == 0
    assert score_correct(hurt_case(), answer)["correct"] == 1


def test_a_refusal_of_an_answerable_question_is_wrong_and_not_among_the_answered() -> None:
    assert score_correct(hurt_case(), refused()) == {"correct": 0, "first_quote": 0}
    assert score_refusal(hurt_case(), refused()) == {"false_refusal": 1, "right": 0}


def test_an_answer_to_an_unanswerable_question_is_a_false_answer() -> None:
    case = hurt_case(answerable=False, answers=())
    quotes = quoted((FERRY, "Eleven people were hurt."))
    assert score_refusal(case, quotes) == {"false_answer": 1, "false_short": 0, "false_sure": 1, "right": 0}
    assert score_refusal(case, short(quotes, "Eleven"))["false_short"] == 1
    assert score_refusal(case, replace(quotes, sure=False))["false_sure"] == 0


def test_crag_gives_a_point_for_right_none_for_nothing_and_takes_one_for_wrong() -> None:
    wrong = quoted((FERRY, "All 212 passengers left by boat."))
    marks = [
        score_crag(hurt_case(), ONE),
        score_crag(hurt_case(), wrong),
        score_crag(hurt_case(), refused()),
        score_crag(UNANSWERABLE, refused()),
        score_crag(UNANSWERABLE, ONE),
    ]
    assert [mark["crag"] for mark in marks] == [1, -1, 0, 1, -1]
    assert score_crag(hurt_case(answers=()), ONE) == {}


def test_a_refusal_is_right_for_the_right_reason() -> None:
    early = replace(UNANSWERABLE, reason="outside_dates")
    assert score_refusal(early, refused()) == {
        "false_answer": 0,
        "false_short": 0,
        "false_sure": 0,
        "right": 1,
        "reason_right": 0,
    }
    assert score_refusal(replace(early, reason="not_covered"), refused())["reason_right"] == 1
    assert "reason_right" not in score_refusal(early, ONE)


def test_refusals_are_counted_by_what_was_expected_and_given() -> None:
    early = replace(UNANSWERABLE, reason="outside_dates")
    told = [(hurt_case(), ONE), (hurt_case(), refused()), (UNANSWERABLE, refused()), (early, ONE), (early, refused())]
    assert confusion(told) == {
        "answer": {"answer": 1, "not_covered": 1},
        "outside_dates, fact": {"answer": 1, "not_covered": 1},
        "refusal, fact": {"not_covered": 1},
    }


def test_token_f1_by_hand() -> None:
    """'old bridge closed' and 'old bridge': precision 2/3, recall 1, F1 4/5."""
    assert token_f1(["old", "bridge", "closed"], ["old", "bridge"]) == pytest.approx(0.8)
    assert token_f1(["a", "a"], ["a"]) == pytest.approx(2 / 3)  # a token counts as often as it stands there
    assert token_f1([], ["a"]) == token_f1(["b"], ["a"]) == 0


def test_what_is_shown_first_is_compared_with_the_best_accepted_answer() -> None:
    """'Eleven people were hurt' against '11 people': two of four tokens shown, both of those wanted: 2/3."""
    case = hurt_case(answers=("twelve", "the 11 people"))
    assert score_short(case, ONE) == {"token_f1": pytest.approx(2 / 3), "short_given": 0}
    assert score_short(case, short(ONE, "Eleven people")) == {"token_f1": 1, "short_exact": 1, "short_given": 1}
    assert score_short(case, short(ONE, "Eleven")) == {
        "token_f1": pytest.approx(2 / 3),
        "short_exact": 0,
        "short_given": 1,
    }
    assert score_short(case, refused()) == {"token_f1": 0}
    assert score_short(UNANSWERABLE, ONE) == {}


def test_a_short_date_is_exact_in_any_spelling() -> None:
    said = short(quoted((FERRY, "The ferry Solvei ran aground off Larsholm.")), "Monday")  # before 5 March 2024
    assert score_short(hurt_case(answers=("2024-03-04",)), said)["short_exact"] == 1
    assert score_short(hurt_case(answers=("2024-03-04",)), said)["token_f1"] == 1
    assert score_short(hurt_case(answers=("2024-03-12",)), said)["short_exact"] == 0


def test_where_all_parts_are_needed_the_short_answers_are_those_parts() -> None:
    assert score_short(BOTH, short(TWO, "9 to 3", "Eleven"))["short_exact"] == 1
    assert score_short(BOTH, short(TWO, "Eleven"))["short_exact"] == 0
    assert score_short(BOTH, short(TWO, "Eleven"))["token_f1"] == pytest.approx(0.4)  # 1 of 1, 1 of 4
    assert score_short(BOTH, short(TWO, "Eleven", "9 to 3", "boat"))["short_exact"] == 0


def test_a_second_short_answer_that_is_wrong_is_not_exact() -> None:
    assert score_short(hurt_case(), short(TWO, "11", "9 to 3"))["short_exact"] == 0
    assert score_short(hurt_case(), short(TWO, "11", "eleven"))["short_exact"] == 1
