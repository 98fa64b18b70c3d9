"""An office that no article gives is refused; one that goes by another name there is not."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage
from rag.doubt import doubt
from rag.question import in_its_time, understand
from rag.unheld import names_office, unheld

MAYOR = "Mayor Ines Moreau of Tarnholm opened the fair on Sunday. The band of King Street played."
HELD = {
    "king": "King Olaf of Norland opened the fair.",
    "queen": "The monarch of Norland opened the fair.",
    "premier": "Prime Minister Ruth Amsel of Norland spoke.",
    "prime minister": "Premier Ruth Amsel of Norland spoke.",
    "coach": "Norland's manager, Ruth Amsel, made three changes.",
    "ambassador": "The envoy of Norland came.",
    "president": "The leader of Norland spoke.",
}


def passages(*texts: str) -> list[Passage]:
    articles = [
        Article(f"a{n}", "a.md", "News", text, published=date(2025, 1, 1 + n), story_id=f"a{n}")
        for n, text in enumerate(texts)
    ]
    return [Passage(n, article, 0, len(article.text), 0.9) for n, article in enumerate(articles)]


@pytest.mark.parametrize("office", ["king", "queen", "governor", "president"])
def test_an_office_that_no_article_gives_is_refused_with_the_one_that_they_do(office: str) -> None:
    refused = doubt(understand(f"Who is the {office} of Tarnholm?"), passages(MAYOR))
    assert refused is not None
    assert refused.reason == "false_premise"
    assert refused.message == f"The articles name no {office} of Tarnholm; they name its mayor."
    assert [one.quote for one in refused.instead] == ["Mayor Ines Moreau of Tarnholm opened the fair on Sunday."]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who is the mayor of Tarnholm?", "The mill of Tarnholm burned."),
        ("Who is the president of the Norland Skating Union?", "Ola Bern leads the Norland Skating Union. It met."),
        ("Who is the coach of Brenn Athletic?", "Kaia Lund, who took charge of Brenn Athletic in May, sang."),
        ("Who is the governor of Tarnholm?", f"{MAYOR} Ola Bern, who has ruled Tarnholm since 1998, came."),
    ],
)
def test_where_they_give_no_other_or_somebody_leads_it_the_question_is_let_through(question: str, text: str) -> None:
    assert doubt(understand(question), passages(text)) is None


def test_the_refusal_calls_it_as_the_question_does() -> None:
    text = "Governor Ola Bern of the Bank of Norland came."
    refused = doubt(understand("Who is the mayor of the Bank of Norland?"), passages(text))
    assert refused is not None
    assert refused.message == "The articles name no mayor of the Bank of Norland; they name its governor."


def test_a_time_that_no_article_speaks_of_is_left_to_the_gate() -> None:
    asked = in_its_time(understand("Who was king of Tarnholm in 2005?"), lambda: date(2025, 2, 1))
    assert doubt(asked, passages(MAYOR)) is not None
    assert doubt(asked, passages(MAYOR), outside=True) is None


def test_an_office_of_another_place_does_not_count() -> None:
    other = "Governor Paul Resnik of Eastmarch opened a bridge. It is long. It is wide. It is old. It is grey."
    found = unheld(understand("Who is the governor of Tarnholm?"), passages(MAYOR, other))
    assert found is not None
    assert (found.office, found.of, found.other) == ("governor", "Tarnholm", "mayor")


@pytest.mark.parametrize("office", sorted(HELD))
def test_an_office_that_goes_by_another_name_is_looked_for(office: str) -> None:
    assert unheld(understand(f"Who is the {office} of Norland?"), passages(HELD[office])) is None


@pytest.mark.parametrize(
    "question",
    ["Who is the mayor of Tarnholm?", "Who owns Tarnholm's mill?", "Who is the king?", "Who is the king of Sudland?"],
)
def test_other_questions_are_let_through(question: str) -> None:
    assert unheld(understand(question), passages(MAYOR)) is None


@pytest.mark.parametrize(
    ("question", "text", "right"),
    [
        ("Who is the mayor of Tarnholm?", "Alderman Karl Ode wants a new quay.", False),
        ("Who is the mayor of Tarnholm?", "Karl Ode, who was sworn in on Friday, wants a new quay.", True),
        ("Who is the mayor of Tarnholm?", "A day at the town hall. Karl Ode wants a new quay.", True),
        ("Who is the transport minister?", "Karl Ode wants a new quay.", True),  # news has too many words for it
        ("Who was the first mayor of Tarnholm?", "Mayor Karl Ode wants a new quay.", False),
        ("Who was the first mayor of Tarnholm?", "Karl Ode became the town's first mayor.", True),
        ("Who was the first to swim to Tarnholm?", "Karl Ode swam to Tarnholm.", True),
    ],
)
def test_whoever_is_named_has_to_be_given_the_office(question: str, text: str, right: bool) -> None:
    assert names_office(understand(question), text) is right
