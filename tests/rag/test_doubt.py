"""Questions that cannot be answered as they stand: they could mean several things, or take a falsehood for granted."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.filters import Filters
from index.library import Overview
from rag.answer import Passage, Refusal, Turn
from rag.doubt import doubt, told_whole, with_nearest_words
from rag.foreign import NOT_READ
from rag.gate import refusal
from rag.question import in_its_time, understand
from rag.quote import Quote

FIRE = (
    "The mill fire in Tarnholm killed 31 people, the police said. The ferry left Port Ellery at seven in the morning."
    " Ruth Amsel, the mayor of Tarnholm, spoke of a black day."
)
COURT = "A court in Brennfeld heard Jonas Amsel, who had sold the mill. He denied all charges."


def passage(text: str, number: int = 1) -> Passage:
    name = f"a{number}"
    article = Article(
        name, f"{name}.txt", "Tarnholm", text, publisher="Wire", published=date(2024, 3, number), story_id=name
    )
    return Passage(number, article, 0, len(text), 0.9)


FOUND = [passage(FIRE), passage(COURT, 2)]


@pytest.mark.parametrize(
    ("question", "premise", "instead"),
    [
        ("Why did 45 people die in the Tarnholm fire?", "45", "killed 31 people"),
        ("When did the Tarnholm ferry leave Brennfeld?", "Brennfeld", "left Port Ellery"),
    ],
)
def test_a_false_premise_is_told_with_what_the_articles_say_instead(question: str, premise: str, instead: str) -> None:
    text = FIRE.replace("The ferry left", "The Tarnholm ferry left")
    refused = doubt(understand(question), [passage(text), passage(COURT, 2)])
    assert refused is not None and refused.reason == "false_premise"
    assert premise in refused.message
    assert instead in refused.instead[0].quote
    assert refused.nearest


@pytest.mark.parametrize(
    "question",
    [
        "Why did 31 people die in the Tarnholm fire?",
        "Why did about 30 people die in the Tarnholm fire?",
        "Did the 45 firemen of Tarnholm get a medal?",
        "When did the ferry leave Port Ellery?",
        "How many people died in the Tarnholm fire?",
        "When did the ferry leave Paris?",  # of which the articles know nothing: not covered, not contradicted
    ],
)
def test_what_the_articles_do_not_contradict_is_no_false_premise(question: str) -> None:
    assert doubt(understand(question), FOUND) is None


def test_a_town_is_not_contradicted_by_its_country() -> None:
    trip = passage("Ruth Amsel left Tarnholm on Sunday after ten hours of talks.")
    later = passage("His aunt and teacher of many years, the minister Ruth Amsel, had travelled to Norland.", 2)
    assert doubt(understand("Why did Ruth Amsel travel to Tarnholm?"), [trip, later]) is None


@pytest.mark.parametrize("question", ["What did he say?", "who owned it?", "How old is she?"])
def test_a_pronoun_that_stands_for_nothing_is_asked_about(question: str) -> None:
    refused = doubt(understand(question), FOUND)
    assert refused is not None and refused.reason == "ambiguous"
    history = (Turn("user", "Who sold the mill?"), Turn("assistant", "Jonas Amsel."))
    assert doubt(understand(question, history), FOUND) is None


@pytest.mark.parametrize(
    "question",
    [
        "Is it true that the mill burned?",
        "How long will it take to mend the bridge?",
        "What did they shoot the balloon down with?",
    ],
)
def test_a_pronoun_beside_a_subject_is_clear(question: str) -> None:
    assert doubt(understand(question), FOUND) is None


def test_a_surname_of_two_people_is_asked_about() -> None:
    refused = doubt(understand("What did Amsel say?"), FOUND)
    assert refused is not None and refused.reason == "ambiguous"
    assert "Ruth Amsel or Jonas Amsel" in refused.message
    assert doubt(understand("What did Jonas Amsel say?"), FOUND) is None
    known = [*FOUND, *(passage("Ruth Amsel spoke again.", number) for number in (3, 4, 5))]
    assert doubt(understand("What did Amsel say?"), known) is None  # one is by far the better known
    family = [passage(FIRE + " Her brother Jonas Amsel wept."), passage(COURT, 2)]
    assert doubt(understand("What did Amsel say?"), family) is None  # one article knows both: it tells them apart


def test_a_refusal_quotes_what_the_articles_do_say() -> None:
    quote = Quote(FOUND[0], 0, FIRE.index(" The ferry"), 0.2)
    plain = Refusal("not_covered", "None of the articles covers this.")
    told = with_nearest_words(plain, understand("Who set fire to the mill in Tarnholm?"), [quote], 0.1, 0.4)
    assert [one.quote for one in told.instead] == ["The mill fire in Tarnholm killed 31 people, the police said."]
    assert told.message == plain.message
    for question in ("Who won the cup in Lisbon?", "how are eggs poached"):
        assert with_nearest_words(plain, understand(question), [quote], 0.1, 0.4) == plain


def test_a_refusal_that_is_close_says_that_it_is_not_certain() -> None:
    quote = Quote(FOUND[0], 0, FIRE.index(" The ferry"), 0.2)
    plain = Refusal("not_covered", "None of the articles covers this.")
    for question in ("Who set fire to the mill in Tarnholm?", "who set fire to the mill"):
        told = with_nearest_words(plain, understand(question), [quote], 0.35, 0.4)
        assert told.instead and "not certain" in told.message
    assert with_nearest_words(plain, understand("Who won the cup in Lisbon?"), [quote], 0.35, 0.4) == plain


def test_a_refusal_says_what_may_be_the_reason_a_filter_or_another_language() -> None:
    plain = Refusal("not_covered", "None of the articles covers this.")
    limited = understand("Who won?", filters=Filters(until=date(2024, 3, 1), publishers=("North Wire",), as_of=None))
    told = told_whole(plain, limited, foreign=False)

    assert told.message.endswith("Only articles up to 1 March 2024, by North Wire were searched; others may say.")
    assert told_whole(plain, understand("Who won?"), foreign=False) == plain
    assert told_whole(plain, understand("Wer hat gewonnen?"), foreign=True).message == NOT_READ
    other = Refusal("outside_dates", "Nothing then.")
    assert told_whole(other, limited, foreign=True) == other


def test_a_time_in_which_nothing_was_published_is_outside_the_dates() -> None:
    overview = Overview(2, 2, 2, 0, date(2024, 3, 1), date(2024, 3, 2), ())
    for text, told in (("2028", "run from 1 March 2024 to 2 March 2024"), ("May 2019", "run from 1 March 2024")):
        asked = in_its_time(understand(text), lambda: date(2024, 3, 2))
        refused = refusal(asked, (), overview)
        assert refused.reason == "outside_dates" and told in refused.message and text in refused.message


def test_what_came_after_the_day_of_the_question_is_outside_its_dates() -> None:
    overview = Overview(2, 2, 2, 0, date(2023, 3, 1), date(2025, 3, 2), ())
    question = "Who won the cup in Lisbon in 2025?"
    then = refusal(understand(question, filters=Filters(as_of=date(2024, 2, 1))), FOUND, overview)
    assert then.reason == "outside_dates"
    assert "to 1 February 2024" in then.message
    assert refusal(understand(question), FOUND, overview).reason == "not_covered"


def test_a_day_before_the_collection_is_outside_its_dates() -> None:
    overview = Overview(2, 2, 2, 0, date(2024, 3, 1), date(2024, 3, 2), ())
    early = understand("Who is the mayor of Tarnholm?", filters=Filters(as_of=date(2024, 2, 1)))
    refused = refusal(early, FOUND, overview)
    assert refused.reason == "outside_dates"
    assert "begin on 1 March 2024" in refused.message
