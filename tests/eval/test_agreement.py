"""Graders against labelled answers: the labels, Cohen's kappa, the built-in scorers and a judge."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from eval.judge.agree import OTHER, grade_labelled, record
from eval.judge.builtin import Builtin
from eval.judge.judge import Judge, open_judge_model
from eval.judge.kappa import agreement, kappa
from eval.judge.labelled import PACKAGED, Labelled, load_labelled
from eval.judge.reply import CORRECTNESS, SUPPORT
from eval.judge.settings import JudgeSettings
from index.errors import CaseError
from index.sentences import sentence_spans
from rag.settings import RagSettings
from tests.fake_openai import FakeOpenAI, Reply, Request

SAMPLES = Path(__file__).parents[2] / "samples"
ITEM = {
    "id": "a",
    "about": "plain",
    "question": "How many were hurt?",
    "answers": ["11"],
    "answer": "Eleven were hurt.",
    "article": {"title": "Ferry aground", "published": "2024-03-05", "text": "The ferry sank. Eleven were hurt."},
    "quote": "Eleven were hurt.",
    "correctness": "correct",
    "support": "supports",
}


@pytest.fixture(scope="module")
def packaged() -> Labelled:
    return load_labelled()


def write(path: Path, *items: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps({**ITEM, **item}) for item in items), encoding="utf-8")
    return path


def test_the_packaged_labels_are_many_and_balanced(packaged: Labelled) -> None:
    right = Counter(item.correctness for item in packaged.items)
    proven = Counter(item.support for item in packaged.items if item.support)
    assert len(packaged.items) >= 70
    assert set(right) == set(CORRECTNESS)
    assert set(proven) == set(SUPPORT)
    assert min(right.values()) >= 0.25 * len(packaged.items)
    assert min(proven.values()) >= 0.25 * proven.total()
    assert min(Counter(item.about for item in packaged.items).values()) >= 2
    assert len({(item.correctness, item.support) for item in packaged.items}) >= 8  # neither label tells the other


def test_the_packaged_items_are_short_whole_and_of_their_own(packaged: Labelled) -> None:
    ids = [item.case.case_id for item in packaged.items]
    assert ids == [f"j-{number:03}" for number in range(1, len(ids) + 1)]
    samples = "\n".join(path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.md"))
    pairs = [(item.case.question, item.case.as_of, item.answer, item.quotes) for item in packaged.items]
    assert len(set(pairs)) == len(pairs)
    for item in packaged.items:
        assert len(item.case.question) <= 120
        assert len(item.answer) <= 150
        assert item.case.question.endswith("?")
        assert (item.support is None) == (item.about == "refusal")
        assert item.correctness == "wrong" or item.about != "refusal"
        for article, start, end in item.quotes:
            assert len(article.text) <= 600
            assert article.publisher
            assert article.published
            assert (start, end) in sentence_spans(article.text), item.case.case_id
            assert article.text[start:end] not in samples


def test_a_weekday_that_an_answer_gives_with_its_date_is_that_of_the_calendar(packaged: Labelled) -> None:
    found = [match for item in packaged.items for match in re.finditer(r"(\w+day), (\d+ [A-Z]\w+ \d{4})", item.answer)]
    assert len(found) >= 3
    for match in found:
        assert datetime.strptime(match[2], "%d %B %Y").strftime("%A") == match[1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"support": "yes"}, 'line 2: support is "yes"; .* is expected'),
        ({"correctness": None}, "line 2: correctness is null; .* is expected"),
        ({"quote": "Twelve were hurt."}, "quote does not stand in the article"),
        ({"quote": ""}, "support is a label exactly where there is a quote"),
        ({"answers": []}, "line 2: answers is empty"),
        ({"extra": 1}, "line 2: extra is no field"),
        ({"id": "a"}, "id 'a' is taken already"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    with pytest.raises(CaseError, match=said):
        load_labelled(write(tmp_path / "own.jsonl", {}, {"id": "b", **change}))


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_labelled(tmp_path / "missing.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(CaseError, match="no item"):
        load_labelled(tmp_path / "empty.jsonl")


def test_kappa_of_worked_examples() -> None:
    # 50 items: 35 equal (.7); chance gives 25/50 * 30/50 + 25/50 * 20/50 = .5; (.7 - .5) / (1 - .5) = .4
    assert kappa(np.array([[20, 5], [10, 15]])) == pytest.approx(0.4)
    # 35 items: 27 equal; rows 12, 12, 11 and columns 13, 12, 10 give 410/1225; (945 - 410) / (1225 - 410)
    assert kappa(np.array([[10, 2, 0], [3, 8, 1], [0, 2, 9]])) == pytest.approx(535 / 815)
    # the same share equal, and nothing but chance: all graders who always say the same
    assert kappa(np.array([[35, 0], [15, 0]])) == pytest.approx(0)
    assert kappa(np.array([[0, 25], [25, 0]])) == pytest.approx(-1)
    assert np.isnan(kappa(np.array([[50, 0], [0, 0]])))
    assert kappa(np.array([[[20, 5], [10, 15]], [[25, 0], [0, 25]]])) == pytest.approx([0.4, 1])


def test_agreement_counts_what_was_not_scored_and_leaves_it_out() -> None:
    pairs = (
        [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15 + [("no", None)] * 7
    )
    found = agreement(pairs, ("yes", "no"))
    assert found.accuracy
    assert found.kappa
    assert found.accuracy.mean == pytest.approx(0.7)
    assert found.kappa.mean == pytest.approx(0.4)
    assert found.kappa.low < 0.4 < found.kappa.high
    assert found.confusion == {"yes": {"yes": 20, "no": 5}, "no": {"yes": 10, "no": 15}}
    assert (found.scored, found.equal, found.not_scored) == (50, 35, 7)


def test_items_about_one_article_go_together_and_full_agreement_is_not_certain() -> None:
    pairs = [("yes", "yes"), ("no", "no")] * 15 + [("yes", "no"), ("no", "yes")] * 5
    apart, together = agreement(pairs, ("yes", "no")), agreement(pairs, ("yes", "no"), [at // 5 for at in range(40)])
    assert apart.kappa
    assert together.kappa
    assert (apart.kappa.mean, together.kappa.mean, together.kappa.clusters) == pytest.approx((0.5, 0.5, 8))
    assert together.kappa.high - together.kappa.low > 1.2 * (apart.kappa.high - apart.kappa.low)
    equal = agreement([("yes", "yes"), ("no", "no")] * 4, ("yes", "no"))
    assert equal.kappa
    assert (equal.kappa.low, equal.kappa.high) == pytest.approx((2 * 0.6756 - 1, 1), abs=1e-3)  # Wilson's of 8 of 8


def test_without_a_grade_there_is_no_figure() -> None:
    found = agreement([("yes", None), ("no", None)], ("yes", "no"))
    assert (found.accuracy, found.kappa, found.scored, found.not_scored) == (None, None, 0, 2)


def test_the_built_in_scorers_agree_with_the_labels_as_the_documents_say(packaged: Labelled) -> None:
    report = grade_labelled(Builtin(), packaged)
    told = (Path(__file__).parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for name, found in report.two.items():
        assert found.accuracy
        assert found.kappa
        cells = (
            f"{figure.mean:.2f} ({figure.low:.2f} to {figure.high:.2f})" for figure in (found.accuracy, found.kappa)
        )
        assert f"| {name} | {found.scored} | {' | '.join(cells)} |" in told
        assert found.not_scored == 0


def test_a_judge_is_measured_in_three_grades_and_its_failures_are_counted(tmp_path: Path) -> None:
    labelled = load_labelled(
        write(
            tmp_path / "own.jsonl",
            {},
            {"id": "b", "answer": "Nine were hurt.", "correctness": "wrong", "support": "not"},
            {"id": "c", "answer": "Some were hurt.", "correctness": "partly", "support": "supports"},
            {"id": "d", "answer": "I do not know.", "correctness": "wrong", "support": None, "quote": ""},
        )
    )

    def grade(request: Request) -> Reply:
        right = "Answer to grade" in request.prompt
        if "I do not know" in request.prompt:
            return Reply("No.")
        best = "Eleven were hurt.\n</material>" in request.prompt
        grades = ("correct", "wrong") if right else ("supports", "not")
        return Reply(json.dumps({"reason": "so", "grade": grades[not best]}))

    with FakeOpenAI(grade) as server:
        settings = JudgeSettings(judge_base_url=server.url)
        judge = Judge(open_judge_model("openai:grader", settings, RagSettings(max_retries=0)), "openai:grader")
        done: list[int] = []
        report = grade_labelled(judge, labelled, done.append)
    assert done == [1, 2, 3, 4]
    assert report.three["correctness"].confusion == {
        "correct": {"correct": 1, "partly": 0, "wrong": 0},
        "partly": {"correct": 0, "partly": 0, "wrong": 1},
        "wrong": {"correct": 0, "partly": 0, "wrong": 1},
    }
    assert report.two["correctness"].confusion["correct"] == {"correct": 1, OTHER: 0}
    assert report.two["correctness"].equal == 3
    assert (report.three["support"].scored, report.three["support"].equal) == (3, 2)
    assert list(report.not_scored.values()) == [1]
    saved = json.loads(json.dumps(record(report, judge, labelled)))
    assert saved["prompts"] == {"version": judge.prompts.version, "digest": judge.prompts.digest}
    assert saved["items"][3]["correctness"]["grade"] is None
    assert saved["items"][3]["support"] is None
    assert saved["labelled"]["digest"] == labelled.digest


def test_the_packaged_file_is_where_the_package_looks_for_it() -> None:
    assert PACKAGED.is_file()
