"""WiCE: the published count on published scores, and the support check on made claims."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from eval.adapters.entailment import Judged, accuracy, area_under_curve, best_threshold, f1, own_lines, published_lines
from eval.adapters.wice import AS_SHIPPED, Wice, support_score, windows
from index.article import Article
from rag.verify import Evidence, check
from tests.eval.adapters.made import write_lines
from ui.cli import app

SHARED = Path(__file__).parents[4] / "shared" / "data" / "wice"
needs_wice = pytest.mark.skipif(
    not (SHARED / "dev.jsonl").exists(), reason="../shared/data/wice is not there: WiCE is not part of Dateline"
)
PAGE = [
    "Ferry Solvei.",
    "The ferry Solvei was built in Elvik in 1987.",
    "It carries 212 passengers between Larsholm and Torvik.",
    "Tickets are sold on board.",
]
# The scores that T5-3B (ANLI+WiCE) gives the first hundred claims of dev, as its authors publish them (MIT licence,
# github.com/ryokamoi/wice, model_outputs/entailment_classification/oracle_chunks/claim), to four places.
T5 = """
.1594 .1119 .6234 .2337 .5923 .6777 .7934 .2238 .2146 .3015 .7131 .6642 .6026 .1306 .2801 .1597 .5691 .7068 .1991 .2088
.2943 .5347 .5110 .7223 .2555 .3759 .2013 .5960 .8009 .2997 .5167 .2366 .3859 .6540 .3052 .6541 .6719 .2563 .2253 .7098
.2519 .8156 .6872 .3514 .6258 .6923 .3418 .2402 .7874 .6372 .3040 .5499 .3682 .4838 .7070 .7935 .4879 .8370 .4090 .7624
.5028 .6026 .7271 .2804 .5538 .1879 .1891 .5868 .1527 .2240 .6952 .7558 .2111 .1666 .4267 .6607 .3590 .1268 .5828 .7039
.3146 .5506 .1590 .2585 .6076 .1804 .6625 .1735 .6550 .2747 .2599 .1949 .4992 .8374 .2706 .7853 .1538 .7934 .7630 .4191
"""
# The F1 of 'supported' on these claims above some thresholds, published beside them.
PUBLISHED_F1 = {
    0.0: 0.5074626865671642,
    0.2: 0.5714285714285715,
    0.3: 0.673469387755102,
    0.45: 0.7529411764705882,
    0.54: 0.794871794871795,
    0.61: 0.6865671641791046,
    0.7: 0.6037735849056604,
    0.8: 0.15789473684210525,
    0.84: 0.0,
}


def claim(text: str, label: str, sentences: list[list[int]], number: int = 0) -> dict[str, object]:
    return {
        "label": label,
        "claim": text,
        "evidence": PAGE,
        "supporting_sentences": sentences,
        "meta": {"id": f"dev{number}"},
    }


@needs_wice
def test_the_published_curve_and_threshold_come_out_of_the_published_scores() -> None:
    with (SHARED / "dev.jsonl").open() as lines:
        labels = [json.loads(line)["label"] == "supported" for line, _ in zip(lines, range(100), strict=False)]
    supported, scores = np.array(labels), np.array([float(score) for score in T5.split()])

    curve = {threshold: f1(supported, scores > threshold) for threshold in PUBLISHED_F1}

    assert curve == pytest.approx(PUBLISHED_F1)
    assert best_threshold(supported, scores) == pytest.approx(0.54)  # as published


def test_f1_accuracy_and_area_by_hand() -> None:
    labels = np.array([True, True, False, False])
    assert f1(labels, np.array([True, False, True, False])) == 0.5
    assert f1(labels, np.zeros(4, bool)) == 0.0
    assert accuracy(labels, np.array([True, True, True, False])) == 0.75
    assert area_under_curve(labels, np.array([0.9, 0.4, 0.4, 0.1])) == (1 + 1 + 0.5 + 1) / 4
    assert math.isnan(area_under_curve(np.array([True]), np.array([0.5])))


def test_published_lines_choose_on_dev_and_count_on_test() -> None:
    dev = [Judged("a", "supported", 0.62), Judged("b", "partially_supported", 0.4)]
    test = [
        Judged("c", "supported", 0.9),
        Judged("d", "supported", 0.5),
        Judged("e", "not_supported", 0.3),
        Judged("f", "partially_supported", 0.6),
    ]
    lines = {line.row: line.figures for line in published_lines(dev, test, shipped=0.9)}
    assert lines["threshold from dev"]["F1"].mean == pytest.approx(2 * 2 / (2 + 3))  # above .4: c, d and f
    assert lines["threshold from dev"]["accuracy"].mean == 0.75
    assert lines["as shipped"]["F1"].mean == pytest.approx(2 / 3)  # at .9 and above: c


def test_a_label_that_is_not_there_has_no_figure() -> None:
    check_line, roc = own_lines("dev", [Judged("a", "supported", 0.9), Judged("b", "supported", 0.2)], shipped=0.8)
    assert check_line.figures["let through: supported"].mean == 0.5
    assert "let through: not_supported" not in check_line.figures
    assert roc.figures == {}


def test_the_score_is_above_the_line_where_the_check_agrees() -> None:
    assert support_score("The ferry Solvei was built in 1987.", PAGE, [1]) == 1.0
    assert support_score("The ferry Solvei was built in 1988.", PAGE, [1]) <= 0.5  # another year: something is wrong
    assert 0.5 < support_score("The ferry Solvei sinks while tourists applaud.", PAGE, [1]) < AS_SHIPPED


def test_windows_are_runs_of_sentences_that_overlap_by_half() -> None:
    sentences = ["one two three"] * 6
    assert list(windows(sentences, words=9)) == [range(3), range(1, 4), range(2, 5), range(3, 6)]
    assert list(windows(["one two"] * 6, words=8)) == [range(4), range(2, 6)]
    assert list(windows(["one two three four"], words=2)) == [range(1)]


def test_the_command_checks_claims_without_an_index(tmp_path: Path) -> None:
    claims = [
        claim("The ferry Solvei was built in Elvik in 1987.", "supported", [[2], [1]], 1),
        claim("The Solvei carries 212 passengers and won a prize in Oslo.", "partially_supported", [[2]], 2),
        claim("The Solvei sank in 2001.", "not_supported", [[]], 3),
    ]
    write_lines(tmp_path / "data" / "dev.jsonl", claims)
    chunks = [{"label": "supported", "claim": claims[0]["claim"], "evidence": PAGE, "meta": {"id": "dev1"}}] * 2
    args = ["--home", str(tmp_path / "home"), "eval", "public", "wice", "--data", str(tmp_path / "data")]

    result = CliRunner().invoke(app, [*args, "--out", str(tmp_path / "out")])

    assert result.exit_code == 0, result.output
    assert not (tmp_path / "home").exists()
    summary = json.loads((tmp_path / "out" / "public.json").read_text())
    figures = {line["table"]: line["figures"] for line in summary["lines"]}
    assert figures["check"]["F1"]["mean"] == 1.0
    assert figures["roc"]["supported / rest"]["mean"] == 1.0
    assert "oracle chunks" in summary["notes"][0]

    for part in ("dev", "test"):
        write_lines(tmp_path / "data" / "oracle_chunks" / "claim" / f"{part}.jsonl", chunks)
    lines = Wice().load(tmp_path / "data", None).count([]).lines
    assert {line.row for line in lines if line.table == "oracle"} == {"threshold from dev", "as shipped"}
    assert next(line for line in lines if line.table == "oracle").figures["accuracy"].mean == 1.0


@needs_wice
def test_on_wice_itself_the_score_agrees_with_the_check(tmp_path: Path) -> None:
    agreed = 0
    with (SHARED / "dev.jsonl").open() as lines:
        for line, _ in zip(lines, range(60), strict=False):
            record = json.loads(line)
            if record["label"] == "not_supported":
                continue
            text = "\n".join(record["evidence"])
            page = Article(article_id="page", source="", title="", text=text)
            cited = record["supporting_sentences"][0]
            starts = [len("\n".join([*record["evidence"][:at], ""])) for at in cited]
            evidence = [
                Evidence(page, start, start + len(record["evidence"][at]))
                for at, start in zip(cited, starts, strict=True)
            ]
            score = support_score(record["claim"], record["evidence"], cited)
            assert (score >= AS_SHIPPED) is check(record["claim"], evidence).ok
            agreed += 1
    assert agreed > 40
