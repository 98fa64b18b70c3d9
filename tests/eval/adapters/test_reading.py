"""SQuAD and NewsQA: normalisation, scores and thresholds by hand, and made files from data to report."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from eval.adapters.newsqa import NewsQa, agreed
from eval.adapters.reading import Gold, count_reading
from eval.adapters.spans import best_threshold, exact, f1, has_answer, normalise
from eval.adapters.squad import SQUAD_1, SQUAD_2
from index.errors import CaseError
from tests.eval.adapters.made import outcome, passage, write_json
from ui.cli import app

SHARED = Path(__file__).parents[4] / "shared" / "data" / "squad2"
needs_squad = pytest.mark.skipif(
    not (SHARED / "dev-v2.0.json").exists(), reason="../shared/data/squad2 is not there: SQuAD is not part of Dateline"
)
PARAGRAPHS = {
    "Larsholm": "Larsholm is a port of 4,100 people. Its ferry, the Solvei, was built in 1987 in Elvik.",
    "Torvik_Bridge": "The Torvik bridge is 212 metres long. It was designed by Ada Brandt and opened in 1931.",
}


def squad(answer_on_bridge: str | None = "Ada Brandt") -> dict[str, object]:
    answers = [{"text": answer_on_bridge, "answer_start": 0}] * 2 if answer_on_bridge else []
    bridge = {"id": "q2", "question": "Who designed the Torvik bridge?", "answers": answers}
    ferry = {"id": "q1", "question": "When was the ferry Solvei built?", "answers": [{"text": "1987"}]}
    return {
        "version": "v2.0",
        "data": [
            {"title": title, "paragraphs": [{"context": text, "qas": [question]}]}
            for (title, text), question in zip(PARAGRAPHS.items(), (ferry, bridge), strict=True)
        ],
    }


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The  U.S. Army's \u2018new\u2019 base", "us armys \u2018new\u2019 base"),  # only ASCII marks go
        ("an a-b", "ab"),
        ("a theory of the THE", "theory of"),
        ("A.", ""),
    ],
)
def test_normalisation(text: str, normal: str) -> None:
    assert normalise(text) == normal


def test_exact_match_and_f1_take_the_best_right_answer() -> None:
    assert exact("The Ada Brandt!", ["A. Brandt", "ada brandt"]) == 1.0
    assert f1("Ada Brandt of Elvik", ["Brandt", "Ada Brandt"]) == pytest.approx(2 * (2 / 4) * 1 / (2 / 4 + 1))
    assert f1("in 1931, in 1931", ["1931"]) == pytest.approx(2 * (1 / 4) * 1 / (1 / 4 + 1))  # a word counts once
    assert (exact("", []), f1("", []), exact("a", []), f1("some", []), f1("", ["x"])) == (1.0, 1.0, 1.0, 0.0, 0.0)
    assert f1("the", ["a", "x"]) == 0.0  # an answer that normalisation leaves nothing of is no answer


def test_the_best_threshold_by_hand() -> None:
    # Refusing all: 2 of 5. Then in order of probability: +1 (answered rightly), -1 (wrongly answered), +0.5, 0, +1.
    best = best_threshold(
        scores=np.array([1.0, 0.0, 0.5, 1.0, 1.0]),
        no_answer=np.array([0.1, 0.2, 0.3, 0.4, 0.5]),
        answerable=np.array([True, False, True, False, True]),
        predicted=np.array([True, True, True, False, True]),
    )
    assert best == (3.5 / 5, 0.5)
    hopeless = best_threshold(np.zeros(2), np.array([0.3, 0.9]), np.array([True, False]), np.array([True, True]))
    assert hopeless == (0.5, 0.0)  # nothing gained: refuse all


def test_no_threshold_is_better_than_the_best() -> None:
    generator = np.random.default_rng(7)
    for _ in range(50):
        answerable, predicted = generator.random(30) < 0.6, generator.random(30) < 0.8
        no_answer = generator.permutation(30) / 30  # no ties
        right = np.where(answerable, predicted * generator.random(30), ~predicted)
        every = [np.where(no_answer > threshold, ~answerable, right).mean() for threshold in [-1.0, *no_answer]]
        assert best_threshold(right, no_answer, answerable, predicted).score == pytest.approx(max(every))


def test_an_answer_stands_as_whole_tokens() -> None:
    assert has_answer("It opened in 1931.", ["1930", "1931"])
    assert not has_answer("in 19312", ["1931"])
    assert has_answer("CAF\u00c9 Larsholm", ["caf\u00e9"])
    assert not has_answer("caf\u00e9", ["cafe"])
    assert not has_answer("anything", ["  "])


def test_reading_is_counted_over_all_and_retrieval_over_the_answerable() -> None:
    first, second = "https://squad.invalid/0%2F0", "https://squad.invalid/1%2F0"
    golds = {"q1": Gold(("1987",), first), "q2": Gold((), second), "q3": Gold(("Ada Brandt",), second)}
    found = (passage("about the ferry", first), passage("by Ada Brandt", second))
    counted = count_reading(
        [
            outcome("q1", "It was built in 1987.", short=("in 1987",), passages=found),
            outcome("q2", covered=0.1),
            outcome("q3", "Ada Brandt", passages=found),
        ],
        golds,
        "paragraph",
    )
    means = {(line.table, name): figure.mean for line in counted.lines for name, figure in line.figures.items()}
    assert means["reading", "EM"] == pytest.approx(2 / 3)
    assert means["reading", "F1"] == pytest.approx((2 / 3 + 1 + 1) / 3)
    assert (means["split", "HasAns EM"], means["split", "NoAns EM"]) == (0.5, 1.0)
    assert means["split", "best EM"] == pytest.approx(2 / 3)
    assert (means["retrieval", "paragraph in 1"], means["retrieval", "paragraph in 5"]) == (0.5, 1.0)
    assert (means["retrieval", "answer in 1"], means["retrieval", "answer in 5"]) == (0.0, 0.5)
    assert means["retrieval", "MRR@10"] == 0.75


def test_the_command_from_a_made_squad_file_to_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    write_json(tmp_path / "data" / "dev-v2.0.json", squad())

    result = CliRunner().invoke(app, ["eval", "public", "squad-2.0", "--data", "data", "--out", "out"])

    assert result.exit_code == 0, result.output
    summary = json.loads((tmp_path / "out" / "public.json").read_text())
    lines = {own["table"]: own["figures"] for own in summary["lines"]}
    assert lines["retrieval"]["paragraph in 1"]["mean"] == 1.0
    assert lines["reading"]["F1"]["n"] == 2
    assert "human" in (tmp_path / "out" / "report.md").read_text()
    assert [home.name.startswith("squad-2.0-") for home in (tmp_path / ".dateline" / "eval").iterdir()] == [True]


def test_the_command_says_what_there_is_what_to_download_and_what_is_wrong(tmp_path: Path) -> None:
    listed = CliRunner().invoke(app, ["eval", "public"])
    assert "squad-2.0" in listed.output
    described = CliRunner().invoke(app, ["eval", "public", "squad-1.1"])
    assert "dev-v1.1.json  from https://rajpurkar.github.io/SQuAD-explorer/" in described.output
    missing = CliRunner().invoke(app, ["eval", "public", "squad-1.1", "--data", str(tmp_path)])
    assert (missing.exit_code, "dev-v1.1.json from https://" in missing.output) == (2, True)
    assert CliRunner().invoke(app, ["eval", "public", "squat"]).exit_code == 2


@needs_squad
def test_on_squad_itself_gold_answers_are_all_right_and_refusing_all_is_right_for_the_rest() -> None:
    asked = SQUAD_2.load(SHARED, None).collections[0].asked
    cases = [each.case for each in asked]
    unanswerable = sum(not case.answerable for case in cases)

    assert (len(cases), unanswerable) == (6078, 3168)
    golds = [(answer, case.answers) for case in cases for answer in case.answers]
    assert {answer for answer, _ in golds if not normalise(answer)} == {"."}
    assert all(exact(answer, answers) == f1(answer, answers) == 1 for answer, answers in golds if normalise(answer))
    assert sum(exact("", case.answers) for case in cases) == unanswerable
    spread_out = SQUAD_2.load(SHARED, 16).collections[0].asked
    assert len({each.case.case_id for each in spread_out}) == 16


def test_squad_1_has_only_answerable_questions(tmp_path: Path) -> None:
    write_json(tmp_path / "dev-v1.1.json", squad())
    assert all(asked.case.answerable for asked in SQUAD_1.load(tmp_path, None).collections[0].asked)


TEXT = "LARSHOLM, Norway (CNN) -- The ferry Solvei ran aground on Monday. Eleven people were hurt, the coastguard said."
SPAN = (TEXT.index("Eleven"), TEXT.index(" were"))


def newsqa(span: dict[str, object]) -> dict[str, object]:
    return {"q": "How many were hurt?", "consensus": span, "answers": [], "isAnswerAbsent": 0}


def test_newsqa_takes_the_agreed_answers_of_the_test_part(tmp_path: Path) -> None:
    questions = [newsqa({"s": SPAN[0], "e": SPAN[1]}), newsqa({"noAnswer": True}), newsqa({"badQuestion": True})]
    stories = [
        {"storyId": "./cnn/stories/a.story", "type": "test", "text": TEXT, "questions": questions},
        {"storyId": "./cnn/stories/b.story", "type": "train", "text": TEXT, "questions": questions},
    ]
    write_json(tmp_path / "combined-newsqa-data-v1.json", {"data": stories, "version": "1"})

    collection = NewsQa().load(tmp_path, None).collections[0]

    assert [document.text for document in collection.documents()] == [TEXT]
    assert [asked.case.answers for asked in collection.asked] == [("Eleven people",), ()]


def test_newsqa_from_the_csv_file_agrees_as_the_tool_does(tmp_path: Path) -> None:
    span = f"{SPAN[0]}:{SPAN[1]}"
    names = ["story_id", "question", "answer_char_ranges", "is_question_bad", "validated_answers", "story_text"]
    with (tmp_path / "combined-newsqa-data-v1.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerow(["a", "How many?", f"{span}|None|{span}", "0.0", "", TEXT])
        writer.writerow(["a", "Who?", "None", "0.5", "", TEXT])
        writer.writerow(["a", "What?", "1:3|4:5", "?", json.dumps({"none": 2, span: 1}), TEXT])
        writer.writerow(["b", "Where?", span, "0", "", TEXT])
    (tmp_path / "test_story_ids.csv").write_text("story_id\na\n")

    collection = NewsQa().load(tmp_path, None).collections[0]

    assert [(asked.case.question, asked.case.answers) for asked in collection.asked] == [
        ("How many?", ("Eleven people",)),
        ("What?", ()),
    ]
    (tmp_path / "combined-newsqa-data-v1.csv").write_text("story,question\n1,2\n")
    with pytest.raises(CaseError, match=r"combined-newsqa-data-v1\.csv: not what NewsQA's tool writes"):
        NewsQa().load(tmp_path, None)


@pytest.mark.parametrize(
    ("ranges", "votes", "span"),
    [
        ("1:2|3:4|3:4", None, (3, 4)),
        ("1:2,3:4|3:4", None, (3, 4)),
        ("None|None|3:4", None, None),
        ("1:2|3:4", {"3:4": 2, "none": 1}, (3, 4)),
        ("1:2|3:4", {"3:4": 1, "none": 1}, (3, 4)),  # half of the votes is enough
        ("1:2|3:4", {"3:4": 1, "none": 1, "bad_question": 1}, None),
    ],
)
def test_an_agreed_answer(ranges: str, votes: dict[str, int] | None, span: tuple[int, int] | None) -> None:
    assert agreed(ranges, json.dumps(votes) if votes else "") == span
