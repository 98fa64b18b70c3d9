"""ALCE: its counts by hand, and the questions with their own passages from made files."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.adapters.alce import Asqa, Qampari, held, listed
from eval.adapters.alce_claims import plain
from tests.eval.adapters.made import outcome, passage, write_json

DOCS = [
    {"id": "7", "title": "Solvei", "text": "The ferry Solvei was built in Elvik in 1987.", "score": 1.5},
    {"id": "9", "title": "Torvik", "text": "The Torvik bridge was designed by Ada Brandt.", "score": 1.2},
]


def test_what_is_counted_is_the_first_line_without_citations() -> None:
    assert plain("  Built in 1987 [1][2], in Elvik [3].\nMore.") == "Built in 1987, in Elvik."


def test_short_answers_are_held_as_letters_once_normalised() -> None:
    parts = [["1987"], ["the Elvik yard", "Elvik"], ["Ada Brandt"]]
    assert held("In (1987) in ELVIK.", parts) == {"str_em": pytest.approx(2 / 3), "str_hit": 0.0}
    assert held("Ada Brandt, 19871, Elviks", parts) == {"str_em": 1.0, "str_hit": 1.0}  # letters, not words
    assert held("", parts) == {"str_em": 0.0, "str_hit": 0.0}


def test_a_list_is_held_against_answers_with_several_forms() -> None:
    answers = [["Elvik"], ["Torvik", "Torvik City"], ["Larsholm"], ["Moen"]]
    scores = listed("Elvik, the Torvik City, Torvik, Oslo.", answers)
    assert scores["precision"] == 3 / 4  # both forms of one answer count
    assert scores["recall"] == 2 / 4
    assert scores["f1"] == pytest.approx(2 * 0.75 * 0.5 / 1.25)
    assert set(listed(" , ", answers).values()) == {0.0}


def test_recall_5_is_content_with_five() -> None:
    answers = [[f"item {number}"] for number in range(8)]
    scores = listed(", ".join(f"item {number}" for number in range(6)), answers)
    assert (scores["recall"], scores["recall_5"], scores["f1_5"]) == (6 / 8, 1.0, 1.0)


def test_asqa_is_asked_of_its_own_passages(tmp_path: Path) -> None:
    pairs = [{"short_answers": ["1987"]}, {"short_answers": ["Elvik"]}]
    questions = [
        {"question": "When was the Solvei built?", "qa_pairs": pairs, "docs": DOCS[:1], "answer": "x"},
        {"question": "Who designed it?", "qa_pairs": [{"short_answers": ["Ada Brandt"]}], "docs": DOCS},
    ]
    write_json(tmp_path / "asqa_eval_gtr_top100.json", questions)

    task = Asqa().load(tmp_path, None)

    (collection,) = task.collections
    documents = list(collection.documents())
    assert [document.title for document in documents] == ["Solvei", "Torvik"]  # each once
    assert [asked.articles for asked in collection.asked] == [
        (documents[0].article_id,),
        tuple(document.article_id for document in documents),
    ]
    found = (passage("The ferry Solvei was built in Elvik in 1987."),)
    counted = task.count([outcome("0", "In 1987 [1].", passages=found), outcome("1", passages=found)])
    means = {name: figure.mean for line in counted.lines for name, figure in line.figures.items()}
    assert means == {"EM recall": 0.25, "hit": 0.0, "EM recall of 5 passages": 0.5}


def test_qampari_lists_the_short_answers(tmp_path: Path) -> None:
    question = {"question": "Which towns?", "answers": [["Elvik"], ["Torvik"]], "docs": DOCS}
    write_json(tmp_path / "qampari_eval_gtr_top100.json", [question])

    task = Qampari().load(tmp_path, None)

    found = (passage("Built in Elvik."),)
    counted = task.count([outcome("0", "Elvik and Oslo are towns.", short=("Elvik", "Oslo"), passages=found)])
    means = {name: figure.mean for line in counted.lines for name, figure in line.figures.items()}
    assert (means["recall-5"], means["precision"], means["recall-5 of 5 passages"]) == (0.5, 0.5, 0.5)
