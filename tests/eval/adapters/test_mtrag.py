"""MTRAG: queries, relevant passages and labelled turns from made files; recall and nDCG worked out by hand."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest

from eval.adapters.addresses import document_url
from eval.adapters.benchmark import Outcome
from eval.adapters.mtrag import MtRag, turns
from eval.case import Case
from index.errors import CaseError
from tests.eval.adapters.made import outcome, passage, write_lines

SHARED = Path(__file__).parents[4] / "shared" / "data" / "mtrag" / "answerability.jsonl"
needs_mtrag = pytest.mark.skipif(
    not SHARED.exists(), reason="../shared/data/mtrag is not there: MTRAG is not part of Dateline"
)
QUERY = "c1<::>2"
ASKED = {
    "lastturn": "And when?",
    "questions": "Who built it?\n|user|: And when?",
    "rewrite": "When was it built?",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files of one domain, as the repository has them."""
    write_lines(
        tmp_path / "corpora" / "passage_level" / "govt.jsonl",
        [{"_id": f"p/{n}", "title": "Ships", "text": f"Passage number {n} on ships.", "url": ""} for n in range(4)],
    )
    folder = tmp_path / "mtrag-human" / "retrieval_tasks" / "govt"
    for setup, text in ASKED.items():
        queries = [{"_id": QUERY, "text": f"|user|: {text}"}, {"_id": "no relevant passage", "text": "|user|: x"}]
        write_lines(folder / f"govt_{setup}.jsonl", queries)
    (folder / "qrels").mkdir()
    (folder / "qrels" / "dev.tsv").write_text(f"query-id\tcorpus-id\tscore\n{QUERY}\tp/1\t1\n{QUERY}\tp/3\t1\n")
    return tmp_path


def searched(case_id: str, *passages: str) -> Outcome:
    found = tuple(passage("text", document_url("mtrag", each)) for each in passages)
    return Outcome("govt", Case(case_id, "?", answerable=True), found)


def test_a_query_is_asked_in_three_ways(checkout: Path) -> None:
    task = MtRag().load(checkout, None)
    (collection,) = task.collections
    assert (collection.name, collection.top) == ("govt", 30)
    assert [document.text for document in collection.documents()][1] == "Passage number 1 on ships."
    asked = {each.case.case_id: each.case for each in collection.asked}
    assert list(asked) == [f"govt/{setup}/{QUERY}" for setup in ASKED]
    all_turns = asked[f"govt/questions/{QUERY}"]
    assert all_turns.question == "And when?"
    assert [(turn.role, turn.content) for turn in all_turns.history] == [("user", "Who built it?")]
    assert asked[f"govt/rewrite/{QUERY}"].history == ()
    assert task.notes == ("Without the domains clapnq, cloud, fiqa: not all of their files are there.",)


def test_recall_and_ndcg_are_of_the_distinct_passages_in_order(checkout: Path) -> None:
    counted = (
        MtRag()
        .load(checkout, None)
        .count(
            [
                # p/0 twice, as two chunks of one passage: the relevant ones stand at ranks 2 and 3.
                searched(f"govt/lastturn/{QUERY}", "p/0", "p/0", "p/1", "p/3"),
                searched(f"govt/questions/{QUERY}"),
                searched(f"govt/rewrite/{QUERY}", "p/3", "p/1"),
            ]
        )
    )
    rows = {line.row: line.figures for line in counted.lines if line.table == "retrieval"}
    ideal = 1 + 1 / math.log2(3)
    assert {name: figure.mean for name, figure in rows["last turn"].items()} == pytest.approx(
        {"R@1": 0.0, "R@3": 1.0, "R@5": 1.0, "R@10": 1.0, "nDCG@1": 0.0}
        | dict.fromkeys(("nDCG@3", "nDCG@5", "nDCG@10"), (1 / math.log2(3) + 1 / 2) / ideal)
    )
    assert {figure.mean for figure in rows["all turns"].values()} == {0.0}
    assert rows["rewrite"]["nDCG@10"].mean == pytest.approx(1.0)
    assert rows["rewrite"]["R@1"].mean == 0.5
    assert {line.row for line in counted.lines if line.table == "domains"} >= {"govt, last turn", "govt, rewrite"}


def test_turns_of_a_query() -> None:
    assert turns("|user|: one\n|user|: two\nlines\n|user|:  ") == ["one", "two\nlines"]
    assert turns("no mark") == ["no mark"]


def test_a_corpus_of_whole_documents_is_told(checkout: Path) -> None:
    write_lines(checkout / "corpora" / "passage_level" / "govt.jsonl", [{"_id": "p/1", "text": "Only one."}])
    (collection,) = MtRag().load(checkout, None).collections
    with pytest.raises(CaseError, match=r"1 passages of .*dev\.tsv are not in it, p/3 for one"):
        list(collection.documents())


def test_wrong_files_are_told(checkout: Path, tmp_path: Path) -> None:
    qrels = checkout / "mtrag-human" / "retrieval_tasks" / "govt" / "qrels" / "dev.tsv"
    qrels.write_text("query-id\tcorpus-id\tscore\nq p 1\n")
    with pytest.raises(CaseError, match=r"dev\.tsv, line 2: not a query id"):
        MtRag().load(checkout, None)
    (tmp_path / "empty").mkdir()
    with pytest.raises(CaseError, match=r"holds neither all files of a domain nor a file of labelled turns"):
        MtRag().load(tmp_path / "empty", None)


def test_labelled_turns_are_asked_of_their_own_passages(tmp_path: Path) -> None:
    talk = [
        {"speaker": "user", "text": "Who?"},
        {"speaker": "agent", "text": "Ada."},
        {"speaker": "user", "text": "When?"},
    ]
    contexts = [{"document_id": "p/1", "text": "Built in 1987.", "title": "Solvei"}]
    labels = {"a": ("Answerability", contexts), "b": ("answerability", [])}
    tasks: list[dict[str, object]] = [
        {"task_id": task, "input": talk, "contexts": given, key: ["ANSWERABLE" if given else "UNANSWERABLE"]}
        for task, (key, given) in labels.items()
    ]
    write_lines(tmp_path / "reference.jsonl", tasks)

    task = MtRag().load(tmp_path, None)

    (collection,) = task.collections
    first, second = collection.asked
    assert [turn.role for turn in first.case.history] == ["user", "assistant"]
    assert (first.articles, second.articles) == (tuple(d.article_id for d in collection.documents()), None)
    assert "1 labelled turns come without a passage" in task.notes[-1]
    counted = task.count(
        [
            Outcome("MTRAG", first.case, answer=outcome("x", "In 1987.").answer),
            Outcome("MTRAG", second.case, answer=outcome("x", "In 1988.").answer),
        ]
    )
    (line,) = counted.lines
    assert {name: figure.mean for name, figure in line.figures.items()} == {
        "answerable": 0.0,
        "unanswerable": 0.0,
        "rightly answered or refused": 0.5,
    }


@needs_mtrag
def test_on_mtrag_itself_every_turn_has_a_label_and_its_passages(tmp_path: Path) -> None:
    shutil.copy(SHARED, tmp_path / "reference.jsonl")
    (collection,) = MtRag().load(tmp_path, None).collections
    kinds = [asked.case.kind for asked in collection.asked]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "answerable": 285,
        "partial": 47,
        "unanswerable": 97,
        "underspecified": 78,
    }
    known = {document.article_id for document in collection.documents()}
    assert {article for asked in collection.asked for article in asked.articles or ()} == known
