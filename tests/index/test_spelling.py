"""British and American spellings are one word; other words stay apart."""

from __future__ import annotations

import pytest

from index.spelling import american, other_spelling, with_other_spellings


@pytest.mark.parametrize(
    ("british", "spelling"),
    [
        ("defence", "defense"),
        ("centres", "centers"),
        ("organisations", "organizations"),
        ("colour", "color"),
        ("neighbouring", "neighboring"),
        ("favourite", "favorite"),
        ("programme", "program"),
        ("travelled", "traveled"),
        ("councillors", "councilors"),
        ("grey", "gray"),
        ("tonnes", "tons"),
        ("kilometres", "kilometers"),
        ("analyse", "analyze"),
        ("licence", "license"),
        ("practised", "practiced"),
        ("enrolment", "enrollment"),
        ("skilful", "skillful"),
        ("manoeuvres", "maneuvers"),
        ("judgement", "judgment"),
        ("paediatric", "pediatric"),
        ("dialogue", "dialog"),
        ("ploughed", "plowed"),
    ],
)
def test_each_spelling_is_known_from_the_other(british: str, spelling: str) -> None:
    assert american(british) == american(spelling) == spelling
    assert other_spelling(british) == spelling
    assert other_spelling(spelling) == british


@pytest.mark.parametrize(
    "word", ["council", "rise", "wise", "size", "prize", "hour", "four", "water", "fence", "tore", "parliament"]
)
def test_other_words_have_one_spelling(word: str) -> None:
    assert american(word) == word
    assert other_spelling(word) == ""


def test_no_two_words_become_one() -> None:
    words = "rise raise prise price size seize wise vise advice advise meter matter color later tire tyre tier"
    apart = [word for word in words.split() if word != "tyre"]
    assert len({american(word) for word in apart}) == len(apart)


def test_a_text_gets_the_other_spellings_of_its_words() -> None:
    assert with_other_spellings("Defence of the harbour") == "Defence of the harbour defense harbor"
    assert with_other_spellings("Who won?") == "Who won?"
