"""Lists: several right answers, each once and of the kind that is asked for."""

from __future__ import annotations

from rag.listed import listed

WHICH = "Which countries sent ships to Tolen?"


def test_two_names_of_one_country_are_one_answer() -> None:
    found = listed(WHICH, [("Norway", 0), ("US", 1), ("the United States", 2), ("France", 3), ("French", 4)])
    assert [words for words, _ in found] == ["Norway", "the United States", "France"]
    assert dict(found)["the United States"] == 2


def test_the_fuller_name_stands_for_a_surname() -> None:
    assert listed(
        "Who were the mayors of Tolen?", [("Amsel", 0), ("Greta Amsel", 1), ("Ivo Pohl", 2), ("Pohl", 3)]
    ) == (
        ("Greta Amsel", 1),
        ("Ivo Pohl", 2),
    )


def test_words_that_name_nobody_are_no_answer_to_who() -> None:
    answers = [("Greta Amsel", 0), ("a frank exchange", 1), ("Tolen", 2), ("Ivo Pohl", 3)]
    assert [words for words, _ in listed("Who were the mayors of Tolen?", answers)] == ["Greta Amsel", "Ivo Pohl"]


def test_things_without_names_stay() -> None:
    answers = [("gallium", 0), ("germanium", 1), ("Gallium", 2)]
    assert listed("Which metals were banned?", answers) == (("gallium", 0), ("germanium", 1))
