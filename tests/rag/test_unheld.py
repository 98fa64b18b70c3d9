"""An office that no article gives is refused; one that goes by another name there is not."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage
from rag.doubt import doubt
from rag.question import understand
from rag.unheld import unheld

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


def test_where_they_give_none_it_is_not_covered() -> None:
    refused = doubt(understand("Who is the mayor of Tarnholm?"), passages("The mill of Tarnholm burned."))
    assert refused is not None
    assert (refused.reason, refused.message) == ("not_covered", "The articles name no mayor of Tarnholm.")


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
