"""RGB: which documents a question gets, what counts as right, and a made benchmark from files to figures."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from rich.console import Console

from eval.adapters.evaluate import evaluate_public
from eval.adapters.rgb import Rgb, is_right
from index.embed import SentenceTransformerEmbeddings
from index.errors import CaseError
from index.library import Library
from rag.chain import NewsChain
from tests.eval.adapters.made import outcome, write_lines

HURT = "The ferry Solvei ran aground off Larsholm and eleven people were hurt, the coastguard said."
ALSO_HURT = "Eleven passengers of the Solvei were taken to hospital after the ferry hit the rocks off Larsholm."
WRONG = HURT.replace("eleven", "forty")
NOISE = [
    f"Note {number}: the Torvik cheese fair opens on Friday with stalls of {number} dairies." for number in range(8)
]
QUESTION = "How many people were hurt when the ferry Solvei ran aground?"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    plain = {"id": 0, "query": QUESTION, "answer": ["eleven", ["eleven", "11"]], "negative": NOISE}
    write_lines(tmp_path / "data" / "en.json", [{**plain, "positive": [HURT, ALSO_HURT]}])
    parts = [[f"Part {part}, source {source}: a text on its own." for source in range(3)] for part in "AB"]
    write_lines(tmp_path / "data" / "en_int.json", [{**plain, "positive": parts}])
    wrong = {"positive": [HURT, ALSO_HURT], "positive_wrong": [WRONG, ALSO_HURT.replace("Eleven", "Forty")]}
    write_lines(tmp_path / "data" / "en_fact.json", [{**plain, "answer": "eleven", "fakeanswer": "forty", **wrong}])
    return tmp_path / "data"


def given(data: Path) -> dict[str, set[str]]:
    """The texts that each question gets, by its id."""
    (collection,) = Rgb().load(data, None).collections
    texts = {document.article_id: document.text for document in collection.documents()}
    return {asked.case.case_id: {texts[article] for article in asked.articles or ()} for asked in collection.asked}


def test_documents_are_mixed_by_the_share_of_noise(data: Path) -> None:
    documents = given(data)
    # Five are wanted and only two hold the answer: noise takes the place of those that lack.
    assert documents["noise/0/0"] == {HURT, ALSO_HURT, *NOISE[:3]}
    assert documents["noise/0.6/0"] == {HURT, ALSO_HURT, *NOISE[:3]}
    assert documents["noise/0.8/0"] == {HURT, *NOISE[:4]}
    assert documents["rejection/1/0"] == set(NOISE[:5])
    assert documents["wrong/0/0"] == {WRONG, ALSO_HURT.replace("Eleven", "Forty")}


def test_every_part_of_a_question_gets_a_document_and_the_choice_is_the_scripts(data: Path) -> None:
    random.seed(2333)  # as evalue.py draws: each part shuffled in turn
    parts = [[f"Part {part}, source {source}: a text on its own." for source in range(3)] for part in "AB"]
    for part in parts:
        random.shuffle(part)
    (first_a, second_a, _), (first_b, second_b, third_b) = parts
    documents = given(data)
    assert documents["several/0/0"] == {first_a, first_b, second_a, second_b, parts[0][2]}
    assert documents["several/0.4/0"] == {first_a, first_b, second_a, *NOISE[:2]}
    assert third_b not in documents["several/0/0"]


@pytest.mark.parametrize(
    ("said", "answers", "right"),
    [
        ("It was Eleven people.", "eleven", True),
        ("eleven or 12", ["eleven", ["twelve", "12"]], True),
        ("eleven", ["eleven", ["twelve", "12"]], False),
        ("Seleventy", "eleven", True),  # letters, not words
        ("", "eleven", False),
        ("anything", [], False),
    ],
)
def test_an_answer_is_right_where_every_part_stands_in_it(
    said: str, answers: list[str | list[str]], right: bool
) -> None:
    assert is_right(said, answers) is right


def test_refusals_and_detected_errors_are_counted_as_the_script_counts_them(data: Path) -> None:
    task = Rgb().load(data, None)
    counted = task.count(
        [
            outcome("noise/0/0", "It was eleven."),
            outcome("noise/0.8/0"),
            outcome("rejection/1/0", "It was eleven."),
            outcome("several/0/0", "It was 11 of them."),
            outcome("wrong/0/0", "There are factual errors in the documents: it was eleven."),
        ]
    )
    means = {(line.table, name): figure.mean for line in counted.lines for name, figure in line.figures.items()}
    assert means == {
        ("noise", "0"): 1.0,
        ("noise", "0.8"): 0.0,
        ("rejection", "rejected"): 1.0,
        ("rejection", "refused"): 0.0,
        ("several", "0"): 0.0,  # '11' is a form of the second part only
        ("wrong", "accuracy with wrong documents"): 1.0,
        ("wrong", "errors detected"): 1.0,
        ("wrong", "errors corrected"): 1.0,
    }


def test_a_question_is_answered_from_its_own_documents_alone(
    data: Path, tmp_path: Path, embedder: SentenceTransformerEmbeddings
) -> None:
    run = evaluate_public(
        Rgb(),
        data,
        tmp_path / "out",
        lambda home: Library.open(home, embedder=embedder),
        NewsChain,
        Console(file=io.StringIO()),
        home=tmp_path / "home",
    )
    assert run.exit_code == 0
    assert run.counted.scores["noise/0/0"] == {"0": 1.0}
    assert run.counted.scores["rejection/1/0"] == {"rejected": 1.0, "refused": 1.0}  # the articles do hold it
    assert run.counted.scores["wrong/0/0"] == {"right": 0.0, "detected": 0.0}


def test_a_broken_line_is_named(data: Path) -> None:
    with (data / "en_int.json").open("a") as file:
        file.write('{"id": 3, "query": ""}\n')
    with pytest.raises(CaseError, match=r"en_int\.json, line 2: query is empty"):
        Rgb().load(data, None)
