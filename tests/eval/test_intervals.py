"""Intervals, clusters and the trade-off, by worked examples."""

from __future__ import annotations

import numpy as np
import pytest

from eval.intervals import SHARE, bootstrap, bootstrap_of, clusters
from eval.tradeoff import auc, curve, tradeoff


def test_an_interval_holds_its_mean_and_is_the_same_each_time() -> None:
    figure = bootstrap([1.0] * 30 + [0.0] * 10)
    assert (figure.mean, figure.n, figure.clusters) == (0.75, 40, 40)
    assert 0.55 < figure.low < 0.75 < figure.high < 0.95
    assert figure == bootstrap([1.0] * 30 + [0.0] * 10)


def test_cases_that_go_together_widen_the_interval() -> None:
    """Ten articles with four questions each, of which all four come out alike, tell as much as ten questions."""
    values = [1.0, 1.0, 1.0, 1.0] * 7 + [0.0, 0.0, 0.0, 0.0] * 3
    together = bootstrap(values, [at // 4 for at in range(40)])
    apart, ten = bootstrap(values), bootstrap([1.0] * 7 + [0.0] * 3)
    assert (together.mean, together.n, together.clusters) == (0.7, 40, 10)
    assert (together.low, together.high) == pytest.approx((ten.low, ten.high))
    assert together.high - together.low > 1.5 * (apart.high - apart.low)


def test_a_cluster_weighs_as_much_as_its_cases() -> None:
    """Of six clusters five have one case, the sixth has five: the mean is over ten cases."""
    figure = bootstrap([0.0] * 5 + [1.0] * 5, [0, 1, 2, 3, 4, 5, 5, 5, 5, 5])
    assert figure.mean == 0.5
    assert figure.low == 0  # a draw without the sixth


def test_few_cases_and_cases_all_alike_get_wilsons_interval() -> None:
    """8 of 8: (1 + z^2/16 - z sqrt(z^2/256)) / (1 + z^2/8) = 1 / (1 + 3.8415/8) = .676."""
    assert bootstrap([1.0] * 8, bounds=SHARE).low == pytest.approx(0.6756, abs=1e-4)
    assert bootstrap([1.0] * 8, bounds=SHARE).high == 1
    assert not bootstrap([1.0] * 8, bounds=SHARE).few
    one = bootstrap([1.0], bounds=SHARE)
    assert one.low == pytest.approx(0.2065, abs=1e-4)  # 1 / (1 + 3.8415)
    assert one.few
    half = bootstrap([1.0, 0.0], bounds=SHARE)
    assert (half.low, half.high) == pytest.approx((0.0945, 0.9055), abs=1e-4)


def test_wilsons_interval_lies_within_the_bounds_of_the_figure() -> None:
    worst = bootstrap([-1.0, -1.0], bounds=(-1.0, 1.0))
    assert worst.low == -1
    assert worst.high == pytest.approx(-1 + 2 * (3.8415 / 2) / (1 + 3.8415 / 2), abs=1e-4)
    words = bootstrap([12.0, 30.0])
    assert 12 <= words.low < words.mean == 21 < words.high <= 30


def test_cases_are_joined_by_the_stories_they_share() -> None:
    groups = clusters([["ferry"], ["bridge"], ["ferry", "storm"], [], ["storm"], []])
    assert groups[0] == groups[2] == groups[4]
    assert len({groups[0], groups[1], groups[3], groups[5]}) == 4


def test_a_figure_that_is_no_mean_is_drawn_by_clusters_too() -> None:
    def share_of_fives(at: np.ndarray[tuple[int], np.dtype[np.intp]]) -> float | None:
        return float(np.mean(at < 5)) if len(at) else None

    figure = bootstrap_of(share_of_fives, [0] * 5 + [1] * 5)
    assert figure is not None
    assert (figure.mean, figure.low, figure.high, figure.clusters) == (0.5, 0.0, 1.0, 2)
    assert bootstrap_of(lambda _: None, [0, 1]) is None


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
