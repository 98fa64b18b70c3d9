"""MultiHop-RAG: its counts worked out by hand, and a made benchmark of three articles from files to report."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from eval.adapters import find_benchmark
from eval.adapters.evaluate import evaluate_public
from eval.adapters.multihop import MultiHopRag, score_retrieval, shares_word
from index.embed import SentenceTransformerEmbeddings
from index.errors import CaseError
from index.library import Library
from rag.chain import NewsChain
from tests.eval.adapters.made import write_json

FACT = "Eleven people were hurt, the coastguard said."
CORPUS = [
    {
        "title": "Ferry Solvei aground off Larsholm",
        "author": None,
        "source": "Coast Post",
        "published_at": "2024-03-05T12:00:00+00:00",
        "category": "news",
        "url": "https://coast.example/ferry",
        "body": f"The ferry Solvei ran aground off Larsholm on Monday. {FACT} All passengers left by boat.",
    },
    {
        "title": "Torvik bridge to close",
        "author": "Ann Lee",
        "source": "Torvik Gazette",
        "published_at": "2024-07-01T08:00:00+00:00",
        "category": "news",
        "url": "https://torvik.example/bridge",
        "body": "The old Torvik bridge will close in August. The council voted 9 to 3 to close it.",
    },
]
QUESTIONS = [
    {
        "query": "How many people were hurt when the ferry Solvei ran aground off Larsholm?",
        "answer": "Eleven",
        "question_type": "inference_query",
        "evidence_list": [{"fact": FACT, "url": "https://coast.example/ferry", "title": "Ferry"}],
    },
    {
        "query": "Who won the chess title in Ulaanbaatar in 1987?",
        "answer": "Insufficient information.",
        "question_type": "null_query",
        "evidence_list": [],
    },
]


def test_hits_precision_and_rank_are_counted_as_the_script_counts_them() -> None:
    # Facts a and b stand in the texts at ranks 2 and 5, a again at rank 5: (1/2 + 1/5) / 2 facts.
    texts = ["x", "a fact\nof one", "x", "x", "a fact of one and thing of two"]
    assert score_retrieval(texts, ["A fact", "fact of  one", "thing of two"]) == pytest.approx(
        {"hits_4": 1.0, "hits_10": 1.0, "map_10": (1 / 2 + 1 / 5) / 3, "mrr_10": 1 / 2}
    )


def test_what_stands_below_rank_ten_is_not_found() -> None:
    texts = ["x"] * 10 + ["the fact"]
    assert set(score_retrieval(texts, ["the fact"]).values()) == {0.0}
    at_five = score_retrieval(["x"] * 4 + ["the fact"], ["the fact"])
    assert (at_five["hits_4"], at_five["hits_10"], at_five["map_10"]) == (0.0, 1.0, 1 / 5)


@pytest.mark.parametrize(
    ("prediction", "gold", "right"),
    [
        ("Yes, both do.", "Yes", False),  # 'yes,' is another word: marks are not cut
        ("yes both do", "Yes", True),
        ("The Verge reported it", "the Guardian", True),  # 'the' is a word in common
        ('The answer to the question is "Google". It is no Yes.', "Yes", False),
        ("Insufficient information.", "Insufficient information.", True),
        ("", "Yes", False),
    ],
)
def test_an_answer_is_right_where_it_shares_a_word(prediction: str, gold: str, right: bool) -> None:
    assert shares_word(prediction, gold) is right


def run(data: Path, tmp_path: Path, embedder: SentenceTransformerEmbeddings, limit: int | None = None) -> str:
    printed = io.StringIO()
    outcome = evaluate_public(
        MultiHopRag(),
        data,
        tmp_path / "out",
        lambda home: Library.open(home, embedder=embedder),
        NewsChain,
        Console(file=printed, width=200),
        home=tmp_path / "home",
        limit=limit,
    )
    assert outcome.exit_code == 0
    return printed.getvalue()


def test_from_files_to_a_report_beside_the_published_table(
    tmp_path: Path, embedder: SentenceTransformerEmbeddings
) -> None:
    write_json(tmp_path / "corpus.json", CORPUS)
    write_json(tmp_path / "MultiHopRAG.json", QUESTIONS)

    printed = run(tmp_path, tmp_path, embedder)

    summary = json.loads((tmp_path / "out" / "public.json").read_text())
    lines = {(own["table"], own["row"]): own["figures"] for own in summary["lines"]}
    assert {name: figure["mean"] for name, figure in lines["retrieval", ""].items()} == {
        "MRR@10": 1.0,
        "MAP@10": 1.0,
        "Hits@10": 1.0,
        "Hits@4": 1.0,
    }
    assert lines["retrieval", ""]["MRR@10"]["n"] == 1  # the question without evidence is left out
    found = lines["answers", ""]["retrieved chunks"]
    assert (found["mean"], round(found["low"], 2), found["high"], found["n"]) == (1.0, 0.34, 1.0, 2)  # Wilson
    assert lines["types", "null_query"]["the whole answer"]["mean"] == 1.0  # it was refused
    assert summary["published"]["retrieval"]["rows"]["voyage-02, second look"] == [0.586, 0.4795, 0.7467, 0.6625]
    report = (tmp_path / "out" / "report.md").read_text()
    assert "| **Dateline** | 1.000 (0.207 to 1.000) |" in report
    assert "| GPT-4 | 0.560 | 0.890 |" in report
    assert "Tang and Yang 2024, Table 5" in printed
    results = [json.loads(line) for line in (tmp_path / "out" / "questions.jsonl").read_text().splitlines()]
    assert [result["status"] for result in results] == ["answered", "refused"]
    assert results[0]["scores"]["hits_4"] == 1.0

    assert "At most about 1 questions" in run(tmp_path, tmp_path, embedder, limit=1)  # indexed already, asked anew


def test_missing_files_are_named_with_where_they_are_to_be_had(tmp_path: Path) -> None:
    write_json(tmp_path / "corpus.json", CORPUS)
    with pytest.raises(CaseError, match=r"MultiHopRAG\.json from https://huggingface\.co/datasets/yixuantt"):
        MultiHopRag().load(tmp_path, None)


def test_a_file_of_another_kind_is_told_by_its_field(tmp_path: Path) -> None:
    write_json(tmp_path / "corpus.json", CORPUS)
    write_json(tmp_path / "MultiHopRAG.json", [QUESTIONS[0], {"question": "What?"}])
    with pytest.raises(CaseError, match=r"MultiHopRAG\.json: 1\.query is missing"):
        MultiHopRag().load(tmp_path, None)
    (tmp_path / "MultiHopRAG.json").write_text("[")
    with pytest.raises(CaseError, match=r"MultiHopRAG\.json: it is not JSON"):
        MultiHopRag().load(tmp_path, None)


def test_an_unknown_benchmark_is_told_the_known_ones() -> None:
    with pytest.raises(CaseError, match="multihop-rag"):
        find_benchmark("squat")
