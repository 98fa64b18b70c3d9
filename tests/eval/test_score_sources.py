"""Worked examples for the scorers of dates, filters, copies and nuggets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from eval.case import Nugget
from eval.gold import resolve
from eval.score.copies import score_copies
from eval.score.dates import score_limits, score_superseded
from eval.score.nuggets import Assignment, score_nuggets
from index.filters import Filters
from rag.agree import agreement
from rag.answer import Answer, ShortAnswer
from tests.eval.made import BRIDGE, COPY, FERRY, FERRY_URL, STORED, hurt_case, passage, quoted, refused

GOLD = resolve(hurt_case(), STORED.get)
HURT, LEFT, VOTE = (
    (FERRY, "Eleven people were hurt."),
    (FERRY, "All 212 passengers left by boat."),
    (BRIDGE, "The council voted 9 to 3."),
)


def agreed(answer: Answer) -> Answer:
    return replace(answer, agreement=agreement(answer.citations))


def test_what_is_shown_must_not_be_later_than_the_day_asked() -> None:
    case = hurt_case(as_of=date(2024, 6, 30))  # the bridge's article is of 1 July
    assert score_limits(case, quoted(HURT, passages=(passage(FERRY),))) == {"as_of_obeyed": 1}
    assert score_limits(case, quoted(HURT, passages=(passage(FERRY), passage(BRIDGE)))) == {"as_of_obeyed": 0}
    assert score_limits(case, quoted(VOTE)) == {"as_of_obeyed": 0}
    assert score_limits(case, refused((replace(passage(FERRY), copies=(BRIDGE,)),))) == {"as_of_obeyed": 0}
    updated = replace(FERRY, updated=date(2024, 7, 2))
    assert score_limits(case, quoted((updated, HURT[1]))) == {"as_of_obeyed": 0}
    assert score_limits(hurt_case(), quoted(VOTE)) == {}


def test_what_is_shown_must_pass_the_filters() -> None:
    case = hurt_case(limits=Filters(publishers=("Coast Post",), until=date(2024, 12, 31)))
    assert score_limits(case, quoted(HURT)) == {"filters_obeyed": 1}
    assert score_limits(case, quoted(HURT, VOTE)) == {"filters_obeyed": 0}
    assert score_limits(case, refused()) == {"filters_obeyed": 1}


def test_an_old_value_is_avoided_where_the_current_one_is_given_with_it() -> None:
    case = hurt_case(superseded=("212",))
    assert score_superseded(case, quoted(HURT, LEFT)) == {"superseded_avoided": 1}
    assert score_superseded(case, quoted(LEFT, HURT)) == {"superseded_avoided": 0}
    assert score_superseded(case, quoted((FERRY, FERRY.text))) == {"superseded_avoided": 1}
    assert score_superseded(case, quoted(VOTE)) == {"superseded_avoided": 1}
    assert score_superseded(case, refused()) == {}
    assert score_superseded(hurt_case(), quoted(LEFT)) == {}


def test_a_short_answer_is_looked_at_before_the_quote() -> None:
    case = hurt_case(superseded=("212",))
    short = (ShortAnswer("Eleven", 2),)
    assert score_superseded(case, replace(quoted(LEFT, HURT), short=short)) == {"superseded_avoided": 1}
    assert score_superseded(case, replace(quoted(HURT, LEFT), short=(ShortAnswer("212", 2),))) == {
        "superseded_avoided": 0
    }


def test_one_story_from_two_articles_counts_once() -> None:
    twice = quoted(HURT, (COPY, HURT[1]))
    assert score_copies(hurt_case(), agreed(quoted(HURT, VOTE)), GOLD) == {"story_once": 1}
    assert score_copies(hurt_case(), agreed(twice), GOLD) == {"story_once": 0}
    assert score_copies(hurt_case(), refused((passage(FERRY), passage(COPY))), GOLD) == {"story_once": 0}
    assert score_copies(hurt_case(), refused(), GOLD) == {}


def test_other_words_of_a_copy_and_further_words_of_an_article_are_no_repetition() -> None:
    assert score_copies(hurt_case(), agreed(quoted(HURT, (COPY, LEFT[1]))), GOLD) == {"story_once": 1}
    passages = (passage(FERRY, HURT[1]), passage(FERRY))
    assert score_copies(hurt_case(), refused(passages), GOLD) == {"story_once": 1}


def test_more_reports_than_stories_are_one_story_too_often() -> None:
    answer = agreed(quoted(HURT, (COPY, LEFT[1])))
    assert answer.agreement is not None
    boasting = replace(answer, agreement=replace(answer.agreement, independent=2))
    assert score_copies(hurt_case(), boasting, GOLD) == {"story_once": 0}


def test_the_number_of_independent_reports_is_the_one_that_the_case_gives() -> None:
    answer = agreed(quoted(HURT, VOTE))
    assert score_copies(hurt_case(independent=2), answer, GOLD)["independent_right"] == 1
    assert score_copies(hurt_case(independent=1), answer, GOLD)["independent_right"] == 0
    case = hurt_case(copies=(FERRY_URL, BRIDGE.article_id), independent=1)  # the author knows better than the index
    assert score_copies(case, answer, resolve(case, STORED.get)) == {"story_once": 0, "independent_right": 0}


NUGGETS = hurt_case(
    nuggets=(
        Nugget("Eleven people were hurt", True, ("11",)),
        Nugget("The ferry ran aground off Larsholm", True),
        Nugget("All left by boat", False, ("212 passengers left at noon",)),
    )
)


def test_nuggets_by_hand() -> None:
    """Shown: 'Eleven people were hurt. All 212 passengers left by boat.', 46 characters without spaces.

    The first nugget is held. Of 'ferry ran aground off Larsholm' nothing is. Of the third form three of five
    words are there: partial support. All: (1 + 0 + .5) / 3; strictly 1/3. Vital: 1/2. Weighted:
    (1 + 0 + .5 * .5) / 2.5. F3: recall 1/2, allowance 100, precision 1: 10 * .5 / (9 + .5).
    """
    assert score_nuggets(NUGGETS, quoted(HURT, LEFT)) == {
        "nuggets_all": pytest.approx(0.5),
        "nuggets_all_strict": pytest.approx(1 / 3),
        "nuggets_vital": 0.5,
        "nuggets_vital_strict": 0.5,
        "nuggets_weighted": pytest.approx(0.5),
        "nuggets_f3": pytest.approx(5 / 9.5),
    }


def test_length_costs_once_it_is_beyond_a_hundred_characters_a_nugget() -> None:
    """171 characters, one nugget found: precision 1 - 71/171 = .585, recall 1/2."""
    long = quoted(HURT, (BRIDGE, BRIDGE.text), (FERRY, FERRY.text))
    length = len("".join(f"{HURT[1]}{BRIDGE.text}{FERRY.text}".split()))
    case = replace(NUGGETS, nuggets=(NUGGETS.nuggets[0], Nugget("It sank", True)))
    precision = 1 - (length - 100) / length
    scores = score_nuggets(case, long)
    assert scores["nuggets_f3"] == pytest.approx(10 * precision * 0.5 / (9 * precision + 0.5))
    assert scores["nuggets_f3"] < score_nuggets(case, quoted(HURT))["nuggets_f3"]


def test_a_refusal_holds_no_nugget_and_a_case_without_any_is_not_judged() -> None:
    assert set(score_nuggets(NUGGETS, refused()).values()) == {0.0}
    assert score_nuggets(hurt_case(), quoted(HURT)) == {}


def test_okay_nuggets_alone_have_no_vital_figures() -> None:
    case = hurt_case(nuggets=(Nugget("Eleven people were hurt", False),))
    assert score_nuggets(case, quoted(HURT)) == {"nuggets_all": 1, "nuggets_all_strict": 1, "nuggets_weighted": 1}


def test_a_judge_can_assign_nuggets() -> None:
    seen: list[tuple[str, str, str]] = []

    def assign(question: str, nugget: str, text: str) -> Assignment:
        seen.append((question, nugget, text))
        return "partial_support"

    scores = score_nuggets(NUGGETS, quoted(HURT, LEFT), assign)
    assert (scores["nuggets_all"], scores["nuggets_all_strict"]) == (0.5, 0)
    assert seen[0] == (NUGGETS.question, "Eleven people were hurt", f"{HURT[1]} {LEFT[1]}")
