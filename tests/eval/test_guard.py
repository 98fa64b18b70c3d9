"""A run held against a baseline: which losses fail, which changes do not, and what the file holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from eval.case import load_cases
from eval.coverage import LAYOUTS
from eval.guard import hold_against
from eval.intervals import FEWEST
from eval.power import false_alarms, noticed
from eval.saved import SavedRun
from eval.suite_baseline import baseline_of, baseline_path, load_baseline, save_baseline
from index.errors import CaseError
from tests.eval.made import save_run
from ui.commands.evaluation import packaged_suites

SIZES = LAYOUTS["the samples' 161 in 22 groups"]
RIGHT_OF_161 = 142  # so many right answers, as in the loss that a comparison of means let pass


def of_size_of_the_samples(folder: Path) -> SavedRun:
    """161 answerable cases in groups as those of the samples, 142 of them right, in kinds of seven or eight."""
    run = save_run(folder, [True] * RIGHT_OF_161 + [False] * (161 - RIGHT_OF_161))
    groups = np.random.default_rng(7).permutation(np.repeat(np.arange(len(SIZES)), SIZES))
    return with_results(
        run, {result.id: {"about": (f"story-{group}",)} for result, group in zip(run.results, groups, strict=True)}
    )


def with_results(run: SavedRun, changes: Mapping[str, Mapping[str, object]]) -> SavedRun:
    """The run with some fields of some results changed."""
    results = tuple(result.model_copy(update=dict(changes.get(result.id, {}))) for result in run.results)
    return replace(run, results=results)


def with_scores(run: SavedRun, cases: Iterable[str], **scores: float | None) -> SavedRun:
    """The run with these scores of these cases; None takes one away."""
    by_id = {result.id: result.scores for result in run.results}
    changed = {case: {**by_id[case], **scores} for case in cases}
    kept = {case: {name: value for name, value in told.items() if value is not None} for case, told in changed.items()}
    return with_results(run, {case: {"scores": told} for case, told in kept.items()})


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> SavedRun:
    return of_size_of_the_samples(tmp_path_factory.mktemp("runs") / "large")


@pytest.fixture
def earlier(tmp_path: Path) -> SavedRun:
    """30 cases answered right and 10 wrong; all about different stories."""
    return save_run(tmp_path / "earlier", [True] * 30 + [False] * 10)


@pytest.mark.parametrize("seed", range(5))
def test_seventeen_of_142_right_answers_lost_and_none_gained_fail(large: SavedRun, seed: int) -> None:
    lost = np.random.default_rng(seed).choice(RIGHT_OF_161, 17, replace=False)
    verdict = hold_against(baseline_of(large), with_scores(large, [f"c{at}" for at in lost], correct=0, right=0))
    [line] = [line for line in verdict.worse if line.startswith("correct (a refusal counts as wrong):")]
    assert ".882 -> .776 of 161 cases (17 worse, 0 better): 17 lost on balance, at most 10 is chance; c" in line


def test_a_loss_in_one_article_fails_though_its_group_is_one_throw_of_the_coin(large: SavedRun) -> None:
    biggest = [result.id for result in large.results if result.about == ("story-0",) and result.scores["correct"] == 1]
    lost = with_scores(large, biggest[:17], correct=0)
    assert len(hold_against(baseline_of(large), lost).worse) == 1
    assert hold_against(baseline_of(large), with_scores(large, biggest[:10], correct=0)).worse == ()


def test_a_few_lost_in_many_articles_fail_by_their_groups(large: SavedRun) -> None:
    first: dict[tuple[str, ...], str] = {}
    for result in large.results[:RIGHT_OF_161]:
        first.setdefault(result.about, result.id)
    eight = with_scores(large, list(first.values())[:8], correct=0)
    [line] = hold_against(baseline_of(large), eight).worse
    assert "(8 worse, 0 better): p = .004 by groups of cases that share an article" in line


@pytest.mark.parametrize("seed", range(5))
def test_a_shuffle_of_wins_and_losses_passes(large: SavedRun, seed: int) -> None:
    random = np.random.default_rng(seed)
    lost = with_scores(large, [f"c{at}" for at in random.choice(RIGHT_OF_161, 8, replace=False)], correct=0, right=0)
    won = [f"c{at}" for at in RIGHT_OF_161 + random.choice(161 - RIGHT_OF_161, 7, replace=False)]
    verdict = hold_against(baseline_of(large), with_scores(lost, won, correct=1, right=1))
    assert (verdict.worse, verdict.better) == ((), ())


def test_the_same_run_and_one_that_is_better_hold(earlier: SavedRun, tmp_path: Path) -> None:
    baseline = baseline_of(earlier)
    same = hold_against(baseline, earlier)
    assert (same.worse, same.better, same.notes) == ((), (), ())
    assert same.held >= len(baseline.measures)

    better = hold_against(baseline, save_run(tmp_path / "better", [True] * 40))
    assert better.worse == ()
    assert any(line.startswith("correct (a refusal counts as wrong): .750 -> 1.000 of 40") for line in better.better)


def test_where_low_is_better_a_higher_figure_is_worse(earlier: SavedRun, tmp_path: Path) -> None:
    refusing = save_run(tmp_path / "refusing", [True] * 20, refusals=20)
    worse = hold_against(baseline_of(earlier), refusing).worse
    assert any(line.startswith("false refusals, of answerable questions: .000 -> .500 of 40") for line in worse)


def test_measures_that_few_cases_tell_and_kinds_of_question_are_guarded_by_number(earlier: SavedRun) -> None:
    """Of 8 cases 2 may be lost, whatever the other cases do."""
    eight = [f"c{at}" for at in range(8)]
    known = with_scores(earlier, eight, superseded_avoided=1)
    dated = with_results(known, {case: {"kind": "time"} for case in eight})
    baseline = baseline_of(dated)
    assert hold_against(baseline, with_scores(dated, eight[:2], superseded_avoided=0, right=0)).worse == ()
    worse = hold_against(baseline, with_scores(dated, eight[:3], superseded_avoided=0, right=0)).worse
    assert worse == (
        "right outcome: correct, or rightly refused, time: 1.000 -> .625 of 8 cases (3 worse, 0 better):"
        " 3 lost on balance, at most 2 is chance; c0, c1, c2",
        "no superseded value without the current one: 1.000 -> .625 of 8 cases (3 worse, 0 better):"
        " 3 lost on balance, at most 2 is chance; c0, c1, c2",
    )


def test_no_case_of_what_is_1_by_construction_may_be_lost(earlier: SavedRun) -> None:
    baseline = baseline_of(earlier)
    assert hold_against(baseline, with_scores(earlier, ["c3"], quotes_verbatim=0.5)).worse == (
        "quotes verbatim in the stored article: below 1, which it is by construction: c3",
    )
    refused = baseline_of(with_scores(earlier, ["c3"], quotes_verbatim=None))
    assert len(hold_against(refused, with_scores(earlier, ["c3"], quotes_verbatim=0)).worse) == 1  # told only now


def test_errors_and_figures_that_are_gone_are_worse(earlier: SavedRun, tmp_path: Path) -> None:
    baseline = baseline_of(earlier)
    failing = save_run(tmp_path / "failing", [True] * 30 + [False] * 9, failed=1)
    assert hold_against(baseline, failing).worse == ("1 question ended in an error",)
    with pytest.raises(CaseError, match="1 question ended in an error"):
        baseline_of(failing)

    refusing = save_run(tmp_path / "refusing", [], refusals=40)
    assert any("no longer measured; 40 cases told it" in line for line in hold_against(baseline, refusing).worse)


def test_what_only_one_of_both_tells_is_said(earlier: SavedRun) -> None:
    first = with_scores(earlier, ["c0", "c1"], judge_correct=1, short_exact=1)
    gone = with_scores(earlier, ["c1", "c2"], short_exact=1)
    assert hold_against(baseline_of(first), gone).notes == (
        "told no longer by c0; told only now by c2: short answer exact",
    )
    assert hold_against(baseline_of(gone), first).notes == (
        "judge: correct (a refusal counts as wrong): not in the baseline, so not guarded (2 cases tell it)",
        "told no longer by c2; told only now by c0: short answer exact",
    )


def test_other_cases_are_no_comparison_and_are_named(earlier: SavedRun, tmp_path: Path) -> None:
    other = save_run(tmp_path / "other", [True] * 30 + [False] * 11)
    with pytest.raises(CaseError, match=r"41 questions against 40; not in the baseline: c40\. .*--renew"):
        hold_against(baseline_of(earlier), other)
    with pytest.raises(CaseError, match=r"40 questions against 41; not in the run: c40\."):
        hold_against(baseline_of(other), earlier)
    changed = replace(earlier, summary={**earlier.summary, "run": {"cases": "another"}})
    with pytest.raises(CaseError, match="the cases themselves were changed"):
        hold_against(baseline_of(earlier), changed)


def test_of_few_cases_there_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="19 cases, too few"):
        baseline_of(save_run(tmp_path / "few", [True] * (FEWEST - 1)))
    assert len(baseline_of(save_run(tmp_path / "enough", [True] * FEWEST)).scores) == FEWEST


def test_the_file_reads_back_a_case_a_line_and_holds_no_texts(earlier: SavedRun, tmp_path: Path) -> None:
    path = tmp_path / "ferries.baseline.json"
    save_baseline(baseline_of(earlier), path)
    assert load_baseline(path) == baseline_of(earlier)
    text = path.read_text(encoding="utf-8")
    stored = json.loads(text)
    assert stored["scores"]["c0"][stored["measures"].index("correct")] == 1
    assert sum(line.startswith('  "c') for line in text.split("\n")) == 40
    assert not any(result.question in text for result in earlier.results)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "not a baseline: it is not JSON"),
        ('{"suite": "s", "cases": "1", "measures": [], "groups": {}}', "not a baseline: scores is missing"),
        (
            '{"suite": "s", "cases": "1", "measures": ["right"], "groups": {"a": 0}, "scores": {"a": []}}',
            "a has other measures than the file names",
        ),
        (
            '{"suite": "s", "cases": "1", "questions": 3, "figures": {"right": {"mean": 1}}}',
            "made by an earlier version, holds means and no scores of cases.*dateline eval guard RUN --renew",
        ),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_baseline_is_named(tmp_path: Path, content: str | None, problem: str) -> None:
    path = tmp_path / "x.baseline.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CaseError, match=problem) as error:
        load_baseline(path)
    assert "x.baseline.json" in str(error.value)


def test_a_run_that_does_not_say_what_it_asked_is_no_baseline(earlier: SavedRun) -> None:
    summary = {name: value for name, value in earlier.summary.items() if name != "run"}
    with pytest.raises(CaseError, match="does not say which cases"):
        baseline_of(replace(earlier, summary=summary))


def test_the_guard_of_the_samples_notices_twelve_lost_and_is_seldom_mistaken() -> None:
    path = packaged_suites()["samples"]
    baseline, kinds = load_baseline(baseline_path(path)), {case.case_id: case.kind for case in load_cases(path)}
    assert noticed(baseline, kinds, 12, 20) == noticed(baseline, kinds, 12, 20, together=True) == 1
    assert noticed(baseline, kinds, 2, 20) == 0
    failed, differing = false_alarms(baseline, kinds, 0.02, 0.0, 20)
    assert failed <= 0.1
    assert 1 < differing < 8
