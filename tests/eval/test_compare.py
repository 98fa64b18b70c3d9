"""Two runs compared: the tests of significance by worked examples, the cases by what changed in them."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from eval.changes import case_change
from eval.compare import Comparison, compare
from eval.compared import comparison_json, comparison_lines, comparison_table, written_p
from eval.figures import summarise
from eval.loss import balance, most_lost, shift
from eval.measures import PRIMARY
from eval.run import Result
from eval.save import save_results, save_summary, summary_of
from eval.saved import load_results, load_run
from eval.saved_case import SavedResult
from eval.score import Scored, score_results
from eval.significance import holm, randomisation_p
from index.errors import CaseError
from rag.answer import Answer
from tests.eval.made import BRIDGE, FERRY, STORED, hurt_case, passage, quoted, refused

RIGHT = quoted((FERRY, "Eleven people were hurt."), passages=(passage(FERRY),))
WRONG = quoted((FERRY, "All 212 passengers left by boat."), passages=(passage(BRIDGE), passage(FERRY)))


def scored(*answers: Answer | None) -> tuple[Scored, ...]:
    results = [
        Result(hurt_case(case_id=f"c{at}"), answer, 10.0 * at, None if answer else "ValueError: broken")
        for at, answer in enumerate(answers)
    ]
    return score_results(results, STORED.get)


def saved(folder: Path, *answers: Answer | None) -> tuple[SavedResult, ...]:
    folder.mkdir(exist_ok=True)
    save_results(scored(*answers), folder)
    return load_results(folder)


def compared(folder: Path, before: Sequence[Answer | None], after: Sequence[Answer | None]) -> Comparison:
    return compare(saved(folder / "a", *before), saved(folder / "b", *after))


def apart(folder: Path, before: Sequence[Answer | None], after: Sequence[Answer | None]) -> Comparison:
    """The same, of cases that have nothing to do with each other."""
    alone = [
        [result.model_copy(update={"about": ()}) for result in saved(folder / name, *answers)]
        for name, answers in (("a", before), ("b", after))
    ]
    return compare(*alone)


def test_holms_correction_by_its_worked_example() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([0.9, 0.6]) == (1.0, 1.0)
    assert holm([0.02]) == (0.02,)
    assert holm([]) == ()


def test_chance_differences_have_a_high_p_and_steady_ones_a_low_p() -> None:
    assert randomisation_p([0.0, 0.0]) == 1.0
    assert randomisation_p([1.0, -1.0] * 20) > 0.8
    assert randomisation_p([1.0] * 12) < 0.01
    assert 0.4 < randomisation_p([1.0, 1.0]) < 0.6  # 2 of the 4 outcomes are as far from 0
    assert randomisation_p([0.0] * 90 + [1.0] * 10) == pytest.approx(2 / 2**10, abs=0.002)


def test_cases_that_share_an_article_count_as_one_throw_of_the_coin() -> None:
    assert randomisation_p([1.0] * 12, groups=["ferry"] * 12) == 1.0
    assert randomisation_p([1.0] * 12, groups=["ferry", "bridge"] * 6) == pytest.approx(0.5, abs=0.02)
    assert randomisation_p([1.0, -1.0], groups=["ferry"] * 2) == 1.0  # they cancel


def test_one_side_is_half_of_both_and_many_groups_are_drawn() -> None:
    assert randomisation_p([1.0, 1.0, 1.0], side="up") == 1 / 8
    assert randomisation_p([1.0, 1.0, 1.0], side="down") == 1
    assert randomisation_p([-1.0] * 20, side="down") < 0.001
    assert randomisation_p([-1.0, 1.0] * 20, side="down") == pytest.approx(0.56, abs=0.03)


def test_so_many_cases_may_be_lost_as_the_binomial_leaves_to_chance() -> None:
    """Of 8 with three in a hundred: P(X > 1) = .0223, P(X > 2) = .0013."""
    assert [most_lost(n) for n in (1, 8, 11, 20, 161)] == [1, 2, 2, 3, 10]
    one_article = shift([-1.0] * 11 + [0.0] * 150, ["ferry"] * 161)
    assert (one_article.p, one_article.balance.exceeds, one_article.beyond_chance) == (0.5, True, True)
    assert not shift([-1.0] * 10 + [0.0] * 151, ["ferry"] * 161).beyond_chance
    assert not shift([-1.0] * 20 + [1.0] * 11 + [0.0] * 130, range(161)).balance.exceeds  # on balance
    assert not balance([-0.5] * 4 + [0.0] * 7).exceeds  # worth two cases
    apart = shift([-1.0] * 7 + [0.0] * 100)
    assert (apart.p, apart.balance.exceeds, apart.beyond_chance) == (1 / 128, False, True)


def test_two_runs_are_compared_measure_by_measure_and_case_by_case(tmp_path: Path) -> None:
    comparison = compared(tmp_path, (RIGHT, WRONG, WRONG), (WRONG, RIGHT, RIGHT))
    assert [case.id for case in comparison.won] == ["c1", "c2"]
    assert [case.id for case in comparison.lost] == ["c0"]
    measures = {difference.measure.name: difference for difference in comparison.differences}
    correct = measures["correct"]
    assert (correct.wins, correct.losses, correct.n) == (2, 1, 3)
    assert correct.change.mean == pytest.approx(1 / 3)
    assert correct.change.low <= correct.change.mean <= correct.change.high
    assert measures["words_shown"].p is None  # more words are neither better nor worse


def test_only_the_primary_measures_in_which_something_differs_are_corrected(tmp_path: Path) -> None:
    comparison = compared(tmp_path, (RIGHT, WRONG, WRONG), (WRONG, RIGHT, RIGHT))
    assert comparison.differences[: len(comparison.primary)] == comparison.primary
    assert {item.measure.name for item in comparison.primary} == {*PRIMARY} - {"false_answer"}
    tested = [item for item in comparison.primary if item.wins or item.losses]
    assert [item.measure.name for item in tested] == ["correct", "first_quote", "article_first"]
    assert [item.p_holm for item in tested] == list(holm([item.p or 0 for item in tested]))
    assert {item.p_holm for item in comparison.primary if not item.wins + item.losses} == {1.0}
    rest = [item for item in comparison.differences if not item.primary]
    assert {(item.p_holm, item.significant) for item in rest} == {(None, False)}
    assert any(item.p is not None for item in rest)


def test_fewer_false_refusals_are_a_gain(tmp_path: Path) -> None:
    comparison = compared(tmp_path, (RIGHT, refused()), (RIGHT, RIGHT))
    [item] = [item for item in comparison.differences if item.measure.name == "false_refusal"]
    assert (item.change.mean, item.gain, item.wins, item.losses) == (-0.5, 0.5, 1, 0)


def test_what_changed_in_a_case_is_said(tmp_path: Path) -> None:
    one, two, three = compared(tmp_path, (WRONG, RIGHT, None), (RIGHT, refused(), RIGHT)).cases
    assert one.verdict == "came right"
    assert one.notes == (
        "gold passage at 2 -> at 1",
        "fewer passages",
        "answer changed",
        "citations: 1 new, 1 gone",
    )
    assert two.verdict == "went wrong"
    assert two.notes[:2] == ("answered -> refused (not_covered)", "gold passage at 1 -> not found")
    assert three.verdict == "works again"
    same = case_change(one.after, one.after)
    assert (same.verdict, same.notes) == ("still right", ())
    other = case_change(one.after, one.after.model_copy(update={"accepted": ("12",)}))
    assert other.notes == ("the case itself was changed",)


def test_a_regression_is_a_significant_loss_or_more_cases_lost_than_chance_explains(tmp_path: Path) -> None:
    assert compared(tmp_path, [RIGHT] * 20, [RIGHT] * 20).regressions == ()
    assert compared(tmp_path, [WRONG] * 20, [RIGHT] * 20).regressions == ()
    mixed = [RIGHT, WRONG] * 20
    assert compared(tmp_path, mixed, [WRONG, *mixed[1:]]).regressions == ()  # one case is within chance
    lines = apart(tmp_path, mixed, [WRONG] * 40).regressions
    assert any(
        line.startswith("correct (a refusal counts as wrong): .500 -> .000") and "Holm" in line for line in lines
    )
    gone = compared(tmp_path, [RIGHT] * 20, [RIGHT] * 16 + [WRONG] * 4).regressions  # all of one article
    assert (
        "correct (a refusal counts as wrong): 1.000 -> .800, 4 of 20 cases lost on balance, at most 3 is chance" in gone
    )
    assert compared(tmp_path, [RIGHT] * 20, [RIGHT] * 17 + [WRONG] * 3).regressions == ()
    shy = compared(tmp_path, [RIGHT] * 20, [RIGHT] * 16 + [refused((passage(FERRY),))] * 4).regressions
    assert any(line.startswith("false refusals, of answerable questions: .000 -> .200, 4 of 20") for line in shy)


def test_what_is_1_by_construction_is_marked_where_both_runs_only_quote(tmp_path: Path) -> None:
    before, after = saved(tmp_path / "a", RIGHT, WRONG), saved(tmp_path / "b", WRONG, RIGHT)
    for quoting, marked in ((True, 4), (False, 2)):
        comparison = compare(before, after, quoting=quoting)
        console = Console(width=200, record=True, file=io.StringIO())
        console.print(comparison_table(comparison))
        assert sum(item.given for item in comparison.differences) == marked
        assert console.export_text().count(" °") == marked + 1  # the note under the table
    assert not any(item.given for item in comparison.differences if item.measure.name == "correct")


def test_a_loss_in_measures_that_are_not_primary_decides_nothing(tmp_path: Path) -> None:
    late = quoted((FERRY, "Eleven people were hurt."), passages=(passage(FERRY, "The ferry"), passage(FERRY, "Eleven")))
    comparison = apart(tmp_path, [RIGHT] * 20, [late] * 20)
    [quotes] = [item for item in comparison.differences if item.measure.name == "quote_recall_1"]
    assert (quotes.losses, quotes.p_holm) == (20, None)
    assert quotes.p is not None
    assert quotes.p < 0.001
    assert comparison.regressions == ()


def test_a_case_that_begins_to_fail_is_a_regression_though_it_has_no_scores(tmp_path: Path) -> None:
    comparison = compared(tmp_path, (RIGHT, RIGHT), (RIGHT, None))
    assert comparison.regressions == ("1 case now ends in an error",)
    assert [case.id for case in comparison.lost] == ["c1"]
    assert compared(tmp_path, (RIGHT, None), (RIGHT, None)).regressions == ()


def test_a_comparison_is_shown_as_lines_as_a_table_and_as_json(tmp_path: Path) -> None:
    comparison = compared(tmp_path, (RIGHT, WRONG, RIGHT), (WRONG, RIGHT, RIGHT, RIGHT))
    lines = list(comparison_lines(comparison))
    assert "came right: 1" in lines
    assert any(line.startswith("  c1 [fact] How many were hurt on the Solvei? (gold passage") for line in lines)
    assert "only in the later run: 1 case" in lines
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(comparison_table(comparison))
    text = console.export_text()
    assert "p (Holm)" in text
    assert text.index("primary") < text.index("first quote holds the answer") < text.index("exploratory: answers")
    assert "their p is not corrected" in text
    values = json.loads(json.dumps(comparison_json(comparison)))
    assert (values["cases_shared"], values["only_after"]) == (3, ["c3"])
    assert [case["verdict"] for case in values["cases"]] == ["went wrong", "came right"]
    assert {"before", "after", "difference", "p", "p_holm", "wins", "losses"} <= values["measures"][0].keys()
    assert values["primary"] == [item["name"] for item in values["measures"] if item["primary"]]
    assert (written_p(0.0001), written_p(0.0312), written_p(1.0)) == ("<.001", ".031", "1")


def test_runs_that_share_no_case_and_files_that_are_no_run_are_refused(tmp_path: Path) -> None:
    before = saved(tmp_path, RIGHT)
    with pytest.raises(CaseError, match="share no case"):
        compare(before, [before[0].model_copy(update={"id": "x"})])
    with pytest.raises(CaseError, match="No such file"):
        load_results(tmp_path / "none")
    with pytest.raises(CaseError, match=r"summary\.json: cannot be read"):
        load_run(tmp_path)
    (tmp_path / "summary.json").write_text('{"suite": "x"}')
    with pytest.raises(CaseError, match="by_kind"):
        load_run(tmp_path)
    (tmp_path / "results.jsonl").write_text("{}\n")
    with pytest.raises(CaseError, match="line 1"):
        load_results(tmp_path)


def test_a_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    items = scored(RIGHT, refused(), None)
    figures = summarise(items)
    save_results(items, tmp_path)
    save_summary(summary_of(figures, {}, {}, suite="ferries", articles=3, seconds=1.0, missed=()), tmp_path)
    run = load_run(tmp_path)
    assert (run.suite, run.figures, run.baseline) == ("ferries", figures, {})
    assert [result.outcome for result in run.results] == ["right", "wrong", "error"]
    first = run.results[0]
    assert first.evidence[0].quote == "Eleven people were hurt."
    assert (first.passages[0].text, first.passages[0].holds_quote, first.gold_rank) == (FERRY.text, True, 1)
    assert (first.citations[0].title, first.citations[0].published) == (FERRY.title, FERRY.published)


def test_an_earlier_run_is_read_back_whatever_line_breaks_its_questions_hold(tmp_path: Path) -> None:
    [item] = scored(RIGHT)
    odd = replace(item, result=replace(item.result, case=hurt_case(question="One\u2028two\x85three?")))
    save_results([odd], tmp_path)
    assert [result.question for result in load_results(tmp_path)] == ["One\u2028two\x85three?"]
    assert '"covered": 0.9' in (tmp_path / "results.jsonl").read_text(encoding="utf-8")
