"""Who holds an office: by the newest article that says so, with those who held it before."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage
from rag.differ import found_differing
from rag.question import understand
from rag.read import with_reading
from tests.rag.readings import reading

WHO = "Who is the mayor of Tarnholm?"
TERMS = (
    (date(2023, 5, 2), "Tarnholm votes", "Ines Moreau, a ferry captain, was elected mayor of Tarnholm on Sunday."),
    (date(2024, 6, 3), "Tarnholm", "Tarnholm dismissed Ines Moreau as mayor. Oskar Lindqvist, the acting mayor, won."),
    (date(2025, 2, 9), "Tarnholm opens a museum", "Mayor Ruth Amsel opened it. Former mayor Jonas Pohl spoke as well."),
)  # fmt: skip


def values(question: str, *told: tuple[date, str, str]) -> list[str]:
    passages = []
    for place, (day, title, text) in enumerate(told):
        article = Article(
            f"a{place}", f"a{place}.txt", title, text, publisher="Wire", published=day, story_id=f"a{place}"
        )
        passages.append(with_reading(Passage(place, article, 0, len(text), 0.9), reading(text, {}, 0.5)))
    found = found_differing(understand(question), passages)
    return [value.words for value in found.values] if found else []


def test_the_newest_article_names_the_holder_and_the_earlier_ones_those_before() -> None:
    assert values(WHO, *TERMS) == ["Ines Moreau", "Oskar Lindqvist", "Ruth Amsel"]
    assert values(WHO, *TERMS[:1]) == ["Ines Moreau"]


def test_an_office_that_fell_empty_has_no_holder() -> None:
    assert (
        values(WHO, TERMS[0], (date(2024, 6, 3), "Tarnholm", "Ines Moreau resigned on Monday as mayor of Tarnholm."))
        == []
    )


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("Foreign Minister Ruth Amsel of Norland spoke.", "Ruth Amsel"),
        ("Norland's foreign minister, General Ruth Amsel, spoke.", "Ruth Amsel"),
        ("Ruth Amsel, the foreign minister of Norland, spoke.", "Ruth Amsel"),
        ("Norland named Ruth Amsel, a former admiral, as foreign minister on Friday.", "Ruth Amsel"),
        ("Norland removed Jonas Pohl as foreign minister and gave the job to Ruth Amsel.", "Ruth Amsel"),
    ],
)  # fmt: skip
def test_offices_are_read_in_the_forms_that_news_gives_them(sentence: str, holder: str) -> None:
    assert values("Who is Norland's foreign minister?", (date(2025, 1, 1), "Norland", sentence)) == [holder]


@pytest.mark.parametrize(
    "sentence",
    [
        "Former foreign minister Ruth Amsel lives in Norland.",
        "Norland received the Sudish Foreign Minister Ruth Amsel.",
        "The foreign minister of Norland spoke after Ruth Amsel.",
        "Norland's foreign minister spoke on Friday.",
    ],
)
def test_others_are_no_holders(sentence: str) -> None:
    assert values("Who is Norland's foreign minister?", (date(2025, 1, 1), "Norland", sentence)) == []


def test_only_a_question_about_now_and_an_office_is_answered_so() -> None:
    assert values("Who was the mayor of Tarnholm in 2023?", *TERMS) == []
    assert values("Who is the owner of the museum in Tarnholm?", *TERMS) == []
