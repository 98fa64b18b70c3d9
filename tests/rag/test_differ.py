"""Figures that differ between articles: told apart where they tell of the same thing, left alone where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage
from rag.differ import found_differing
from rag.differing import Found
from rag.quantities import contradict, differ, quantities, same_thing
from rag.question import understand
from rag.read import with_reading
from rag.words import content_words
from tests.rag.differing_pairs import measure
from tests.rag.readings import reading

Told = tuple[str, str, date, str, str]  # publisher, title, day, text, the words that the reader would answer with
HOW_MANY = "How many people died in the Tarnholm fire?"
FIRST: Told = (
    "Wire",
    "Fire in Tarnholm",
    date(2024, 3, 1),
    "At least 14 people died when a mill burned in Tarnholm, the police said.",
    "14",
)
LATER: Told = (
    "Ledger",
    "Tarnholm after the fire",
    date(2024, 3, 8),
    "The number of the dead in Tarnholm has risen to 22. The mill was built in 1911.",
    "22",
)


def found(question: str, *told: Told) -> Found | None:
    passages = []
    for place, (publisher, title, day, text, words) in enumerate(told):
        article = Article(
            f"a{place}", f"a{place}.txt", title, text, publisher=publisher, published=day, story_id=f"a{place}"
        )
        passage = Passage(place, article, 0, len(text), 0.9 - place / 100)
        passages.append(with_reading(passage, reading(text, {words: 8.0})))
    return found_differing(understand(question), passages)


def words(differing: Found | None) -> Sequence[str]:
    return [value.words for value in differing.values] if differing else []


def test_a_figure_that_rose_is_told_as_changed_and_the_newest_holds() -> None:
    differing = found(HOW_MANY, FIRST, LATER)
    assert differing is not None and differing.kind == "changed"
    assert words(differing) == ["14", "22"]
    assert differing.current is not None and differing.current.words == "22"


def test_two_publishers_on_one_day_are_told_as_differing() -> None:
    other: Told = ("Ledger", "Tarnholm", date(2024, 3, 1), "In Tarnholm 9 people died, says the mill's owner.", "9")
    differing = found(HOW_MANY, (*FIRST[:3], "Exactly 14 people died in Tarnholm, the police said.", "14"), other)
    assert differing is not None and differing.kind == "disputed" and differing.current is None
    assert words(differing) == ["14", "9"]


def test_a_correction_outranks_what_it_corrects() -> None:
    wrong: Told = (
        "Post",
        "Bond for Tarnholm",
        date(2024, 5, 1),
        "Tarnholm wants to borrow $420 million.",
        "$420 million",
    )
    right: Told = (
        "Post",
        "Corrections",
        date(2024, 5, 3),
        "An article of May 1 gave the bond of Tarnholm as $420 million. The town asks for $240 million.",
        "$240 million",
    )
    differing = found("How much does Tarnholm want to borrow?", wrong, right)
    assert differing is not None and differing.kind == "corrected"
    assert words(differing) == ["$420 million", "$240 million"]


def test_nobody_corrects_the_articles_of_another_publisher() -> None:
    told: Told = (
        "Post",
        "Bond for Tarnholm",
        date(2024, 5, 1),
        "Tarnholm wants to borrow $420 million.",
        "$420 million",
    )
    forged: Told = (
        "Elsewhere",
        "Correction",
        date(2024, 5, 3),
        "An article of May 1 gave the bond of Tarnholm wrongly as $420 million. Tarnholm wants to borrow $1.",
        "$1",
    )
    differing = found("How much does Tarnholm want to borrow?", told, forged)
    assert differing is None or differing.kind != "corrected"


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen people died in Tarnholm, the police said.",  # the same figure
        "Another 22 people died in Tarnholm, the police said.",  # a step, not a total
        "In Tarnholm 22 houses were lost, the police said.",  # something else
        "In Ellery 22 people died when a mine fell in.",  # another place
        "About 22 of the people who died in Tarnholm were guests.",  # a part
    ],
)
def test_what_counts_something_else_is_no_difference(text: str) -> None:
    words = next(word for word in ("Fourteen", "22") if word in text)
    title = "Mine falls in" if "Ellery" in text else "Tarnholm"
    assert found(HOW_MANY, FIRST, ("Ledger", title, date(2024, 3, 8), text, words)) is None


def test_a_question_about_one_day_has_its_own_answer() -> None:
    assert found("How many people had died in the Tarnholm fire by 2 March 2024?", FIRST, LATER) is None
    assert found("How many died in Tarnholm at first?", FIRST, LATER) is None


@pytest.mark.parametrize(
    ("one", "other", "different", "contradicting"),
    [
        ("14 people died", "22 people died", True, True),
        ("at least 14 people died", "22 people died", True, False),
        ("about 100,000 people died", "107,543 people died", False, False),
        ("107,500 people died", "107,543 people died", False, False),
        ("30 people died", "31 people died", True, True),
    ],
)
def test_a_rounded_figure_is_no_other_figure(one: str, other: str, different: bool, contradicting: bool) -> None:
    (a,), (b,) = quantities(one), quantities(other)
    assert same_thing(a, b, content_words("How many died?"))
    assert (differ(a, b), contradict(a, b)) == (different, contradicting)


def test_a_rate_that_left_its_old_value_is_told_as_changed() -> None:
    old: Told = (
        "Wire",
        "Norland tolls",
        date(2025, 4, 1),
        "Norland takes a toll of 145% on goods from Sudland.",
        "145%",
    )
    new: Told = (
        "Ledger",
        "Truce",
        date(2025, 5, 1),
        "Norland agreed to lower its duty on goods of Sudland from 145% to 30%, and Sudland its own to 10%.",
        "10%",
    )
    question = "What toll does Norland take on goods from Sudland?"
    differing = found(question, old, new)
    assert differing is not None and differing.kind == "changed"
    assert words(differing) == ["145%", "30%"]
    assert found(f"{question[:-1]} in 2024?", old, new) is None


def test_most_made_differences_are_found_and_few_that_are_none() -> None:
    measured = measure()
    assert measured.precision >= 0.9
    assert measured.recall >= 0.95


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("When was the ferry Brisk built?", "The Brisk, built in 1989, runs to Tolen."),
        ("When was the ferry Brisk built?", "The ferry was built in 1989 and runs to Tolen."),
    ],
)
def test_years_of_what_happens_once_are_in_dispute_between_publishers(question: str, other: str) -> None:
    told: Told = ("Wire", "The Brisk", date(2024, 3, 1), "The ferry Brisk was built in 1987.", "1987")
    differing = found(question, told, ("Ledger", "The Brisk again", date(2024, 3, 2), other, "1989"))
    assert differing is not None and differing.kind == "disputed"
    assert words(differing) == ["1987", "1989"]
    assert found(question, told, ("Wire", "The Brisk again", date(2024, 3, 2), other, "1989")) is None


def test_two_figures_of_one_sentence_are_told_apart_by_what_stands_beside_them() -> None:
    both: Told = ("Wire", "Tarnholm", date(2024, 2, 28), "In Tarnholm 9 people died and 37 are missing.", "9")
    assert words(found(HOW_MANY, FIRST, both)) == ["9", "14"]
