"""Intervals, clusters and the trade-off, by worked examples."""

from __future__ import annotations

import numpy as np
import pytest

from eval.clusters import alikeness, clusters, numbered, spread
from eval.coverage import LAYOUTS, area_coverage, coverage, drawn_anew, in_force, paired_coverage
from eval.intervals import SHARE, Figure, bootstrap_of, clustered_mean, paired_mean, wilson
from eval.tradeoff import auc, curve, tradeoff


def test_an_interval_holds_its_mean_and_stays_within_its_bounds() -> None:
    """30 of 40: the error is sqrt(.75 * .25 / 39) = .0693 with 39 degrees of freedom, t = 2.0227."""
    figure = clustered_mean([1.0] * 30 + [0.0] * 10, bounds=SHARE)
    assert (figure.mean, figure.n, figure.clusters) == (0.75, 40, 40)
    assert (figure.low, figure.high) == pytest.approx(wilson(0.75, 39, 2.0227), abs=1e-4)
    assert (figure.low, figure.high) == pytest.approx((0.5902, 0.8623), abs=1e-3)
    nearly = clustered_mean([1.0] * 39 + [0.0], bounds=SHARE)
    assert 0.85 < nearly.low < nearly.mean < nearly.high < 1


def test_cases_that_go_together_widen_the_interval() -> None:
    """Ten articles with four questions each, of which all four come out alike, tell as much as ten questions."""
    values = [1.0, 1.0, 1.0, 1.0] * 7 + [0.0, 0.0, 0.0, 0.0] * 3
    together = clustered_mean(values, [at // 4 for at in range(40)], SHARE)
    apart, ten = clustered_mean(values, bounds=SHARE), clustered_mean([1.0] * 7 + [0.0] * 3, bounds=SHARE)
    assert (together.mean, together.n, together.clusters) == (0.7, 40, 10)
    assert (together.low, together.high) == pytest.approx((ten.low, ten.high))
    assert together.high - together.low > 1.5 * (apart.high - apart.low)


def test_a_mean_without_bounds_has_students_interval() -> None:
    """12, 30 and 18: mean 20, error sqrt(84 / 3) = 5.29, t of 2 degrees of freedom 4.3027."""
    words = clustered_mean([12.0, 30.0, 18.0])
    assert (words.mean, words.low, words.high) == pytest.approx(
        (20, 20 - 4.3027 * 5.2915, 20 + 4.3027 * 5.2915), abs=1e-3
    )
    one = clustered_mean([12.0, 30.0], ["ferry", "ferry"])
    assert (one.mean, one.low, one.high, one.few) == (21, 12, 30, True)


def test_the_spread_is_that_of_its_matrices() -> None:
    """Bell and McCaffrey's variance and degrees of freedom, from the matrices that define them."""
    sizes, values = (5, 3, 3, 1), np.array([1, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1.0])
    groups = np.repeat(np.arange(4), sizes)
    n = len(values)
    hat = np.full((n, n), 1 / n)
    corrected = []  # a column for each cluster: what the variance squares
    for size, number in zip(sizes, range(4), strict=True):
        inside = groups == number
        eigen, axes = np.linalg.eigh(np.eye(size) - hat[np.ix_(inside, inside)])
        root = axes @ np.diag(eigen**-0.5) @ axes.T
        corrected.append((np.eye(n) - hat)[:, inside] @ root @ np.ones(size) / n)
    columns = np.array(corrected).T
    alike = alikeness(values, groups)
    omega = np.where(groups[:, None] == groups[None, :], alike, 0.0) + (1 - alike) * np.eye(n)
    form = columns.T @ omega @ columns
    found = spread(values, groups)
    robust = float(((columns.T @ values) ** 2).sum()) ** 0.5
    assert found.error == pytest.approx(max(robust, values.std(ddof=1) / n**0.5))
    assert found.freedom == pytest.approx(np.trace(form) ** 2 / np.trace(form @ form))
    ten = numbered(range(10))
    assert spread(np.arange(10.0), ten).freedom == pytest.approx(9)  # one case a cluster: n - 1


def test_cases_of_a_cluster_are_alike_by_the_analysis_of_variance() -> None:
    groups = np.repeat(np.arange(4), 2)
    assert alikeness(np.array([1, 1, 0, 0, 1, 1, 0, 0.0]), groups) == 1
    assert alikeness(np.array([1, 0, 1, 0, 1, 0, 1, 0.0]), groups) == 0
    assert alikeness(np.array([1, 1, 0, 1, 0, 0, 0, 1.0]), groups) == pytest.approx(1 / 7)
    assert alikeness(np.array([1.0, 0.0]), np.arange(2)) == 0


def test_one_cluster_and_cases_all_alike_get_wilsons_interval() -> None:
    """8 of 8: (1 + z^2/16 - z sqrt(z^2/256)) / (1 + z^2/8) = 1 / (1 + 3.8415/8) = .676."""
    assert clustered_mean([1.0] * 8, bounds=SHARE).low == pytest.approx(0.6756, abs=1e-4)
    assert clustered_mean([1.0] * 8, bounds=SHARE).high == 1
    assert clustered_mean([0.0] * 8, bounds=SHARE).high == pytest.approx(1 - 0.6756, abs=1e-4)
    assert not clustered_mean([1.0] * 8, bounds=SHARE).few
    one = clustered_mean([1.0] * 8, ["ferry"] * 8, SHARE)
    assert one.low == pytest.approx(0.2065, abs=1e-4)  # 1 / (1 + 3.8415)
    assert one.few
    half = clustered_mean([1.0, 0.0], ["ferry"] * 2, SHARE)
    assert (half.low, half.high) == pytest.approx((0.0546, 0.9454), abs=1e-4)
    worst = clustered_mean([-1.0, -1.0], bounds=(-1.0, 1.0))
    assert worst.low == -1
    assert worst.high == pytest.approx(-1 + 2 * (3.8415 / 2) / (1 + 3.8415 / 2), abs=1e-4)


def test_paired_differences_stay_within_what_two_scores_can_differ_by() -> None:
    few = paired_mean([-1.0] * 17 + [0.0] * 125, bounds=SHARE)
    assert few.mean == pytest.approx(-17 / 142)
    assert -0.2 < few.low < few.mean < few.high < -0.05
    assert paired_mean([-1.0] * 3 + [0.0], ["a", "a", "b", "b"], SHARE).low == -1
    gone = paired_mean([-1.0] * 8, bounds=SHARE)
    assert (gone.low, gone.high) == pytest.approx((-1, -1 + 2 * (1 - 0.6756)), abs=1e-3)
    same = paired_mean([0.0] * 8, bounds=SHARE)
    assert (same.low, same.high) == pytest.approx((-(1 - 0.6756), 1 - 0.6756), abs=1e-3)
    assert paired_mean([3.0, -1.0]).mean == 1


def test_the_number_of_groups_is_told_where_there_are_few() -> None:
    assert Figure(0.7, 0.6, 0.8, 161, 22).groups == " in 22 groups"
    assert Figure(0.7, 0.6, 0.8, 9, 1).groups == " in 1 group"
    assert Figure(0.7, 0.6, 0.8, 206, 67).groups == ""
    assert Figure(0.7, 0.6, 0.8, 9, 9).groups == ""


@pytest.mark.parametrize("sizes", LAYOUTS.values(), ids=LAYOUTS)
def test_intervals_hold_the_truth_as_often_as_they_say(sizes: tuple[int, ...]) -> None:
    """Of 300 made runs, with cases of one article alike by .1; drawing clusters anew falls short."""
    assert coverage(in_force, sizes, 0.75, 0.1, 300).held >= 0.93
    assert coverage(in_force, sizes, 0.9, 0.1, 300).held >= 0.92
    assert coverage(drawn_anew, sizes, 0.75, 0.1, 300).held < coverage(in_force, sizes, 0.75, 0.1, 300).held
    assert paired_coverage(sizes, 0.1, 0.2, 0.1, 300).held >= 0.93


def test_the_interval_of_an_area_holds_the_truth_nearly_as_often() -> None:
    assert area_coverage((5,) * 8, 20, 1.0, 60).held >= 0.85


def test_cases_are_joined_by_the_stories_they_share() -> None:
    groups = clusters([["ferry"], ["bridge"], ["ferry", "storm"], [], ["storm"], []])
    assert groups[0] == groups[2] == groups[4]
    assert len({groups[0], groups[1], groups[3], groups[5]}) == 4


def test_a_figure_that_is_no_mean_is_drawn_by_clusters_too() -> None:
    def share_of_fives(at: np.ndarray[tuple[int], np.dtype[np.intp]]) -> float | None:
        return float(np.mean(at < 15)) if len(at) else None

    figure = bootstrap_of(share_of_fives, [at // 5 for at in range(30)])
    assert figure is not None
    assert (figure.mean, figure.clusters) == (0.5, 6)
    assert 0 <= figure.low < 0.2 < 0.8 < figure.high <= 1
    assert bootstrap_of(lambda _: None, [0, 1]) is None


def test_where_drawing_tells_nothing_an_area_of_1_is_not_certain() -> None:
    two = bootstrap_of(lambda _: 0.5, [0] * 5 + [1] * 5)
    assert two is not None
    assert (two.low, two.high) == pytest.approx(wilson(0.5, 2))
    perfect = tradeoff([0.9] * 30 + [0.1] * 8, [True] * 30 + [False] * 8, range(38))
    assert perfect is not None
    assert (perfect.auc.mean, perfect.auc.low) == pytest.approx((1, 0.6756), abs=1e-4)  # 8 of 8


def test_the_curve_runs_from_refusing_nothing_to_refusing_all() -> None:
    points = curve([0.9, 0.6], [0.5, 0.7])
    assert points[0] == (0.0, 0.0, 1.0)
    assert points[-1] == (1.01, 1.0, 0.0)
    assert (0.6, 0.0, 0.5) in points
    assert (0.7, 0.5, 0.5) in points
    assert curve([0.9], []) == ()


def test_a_long_curve_is_thinned_out() -> None:
    many = np.linspace(0.001, 0.999, 3001)
    points = curve(many, 1 - many)
    assert 190 < len(points) <= 202
    assert list(points) == sorted(points)


def test_the_area_is_the_share_of_pairs_in_order() -> None:
    """Of the pairs (.9, .5) (.9, .7) (.6, .5) (.6, .7) three are in order; with a tie, half of one more."""
    assert auc(np.array([0.9, 0.6]), np.array([0.5, 0.7])) == 0.75
    assert auc(np.array([0.9, 0.7]), np.array([0.5, 0.7])) == 0.875
    assert auc(np.array([0.9]), np.array([])) is None


def test_false_answers_are_counted_where_a_tenth_is_refused() -> None:
    """Ten answerable questions of .1, .2, ... 1: a threshold of .2 refuses one, and lets .3 and .5 through."""
    sure = [at / 10 for at in range(1, 11)] + [0.05, 0.15, 0.3, 0.5]
    found = tradeoff(sure, [True] * 10 + [False] * 4, range(14))
    assert found is not None
    assert found.false_answers_at_10.mean == 0.5
    assert found.false_answers_at_10.low < 0.5 < found.false_answers_at_10.high
    assert tradeoff([0.5], [True], [0]) is None


def test_a_question_without_passages_is_refused_at_any_threshold() -> None:
    found = tradeoff([0.9, None, 0.4, None], [True, True, False, False], range(4))
    assert found is not None
    assert found.points[0] == (0.0, 0.5, 0.5)
    assert found.false_answers_at_10.mean == 1  # half of the answerable ones are refused whatever the threshold
