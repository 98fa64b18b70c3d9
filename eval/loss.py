"""Whether a run lost more cases than chance explains, or won more, against an earlier one on the same cases."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache
from typing import NamedTuple

from eval.significance import Side, randomisation_p

# Of each test, and the share of the cases that a change which means no harm may lose on balance. `eval.power` measures
# what both come to: how many lost cases are noticed, and how often nothing was lost and all the same a test says so.
LEVEL = 0.01
CHURN = 0.03
_ROUNDING = 1e-6


class Balance(NamedTuple):
    """What became of `n` cases: how many came out better and worse, and what was `gained` on balance; a whole case
    counts 1, and below 0 it is a loss.
    """

    n: int
    wins: int
    losses: int
    gained: float

    @property
    def exceeds(self) -> bool:
        """Whether more was lost or won than `most_lost` leaves to chance, in however few groups of cases it stands."""
        return abs(self.gained) > most_lost(self.n) + _ROUNDING


class Shift(NamedTuple):
    """A balance with the one-sided p of a gain or loss as large, by groups of cases."""

    balance: Balance
    p: float

    @property
    def beyond_chance(self) -> bool:
        """Whether chance does not explain it, by either test: groups of cases moved together in one direction (p
        under .01), or more cases than may be lost, or won, on balance.
        """
        return self.p < LEVEL or self.balance.exceeds


def balance(gains: Sequence[float]) -> Balance:
    """The balance of paired scores. `gains` are above 0 for the better, at most 1, a whole case."""
    moved = [gain for gain in gains if abs(gain) > _ROUNDING]
    return Balance(len(gains), sum(gain > 0 for gain in moved), sum(gain < 0 for gain in moved), sum(moved))


def shift(gains: Sequence[float], groups: Sequence[Hashable] = ()) -> Shift:
    """The balance of paired scores and its p. `groups` names each case's cluster (see `clusters`)."""
    found = balance(gains)
    side: Side = "up" if found.gained > 0 else "down"
    return Shift(found, randomisation_p(gains, groups, side) if found.wins + found.losses else 1.0)


@cache
def most_lost(n: int) -> int:
    """How many of `n` cases may be lost on balance: the least k that a binomial with three cases in a hundred
    exceeds with a chance under 1%. It is 2 of 8, 3 of 20, 10 of 161.

    The test by groups cannot tell a loss in fewer than seven of them, and most kinds of question and some measures
    have no more; this one counts cases, wherever they stand. Of scores between 0 and 1 each counts for its share of
    a case: none strays further than one that is 0 or 1 (Hoeffding 1963, "Probability Inequalities for Sums of
    Bounded Random Variables", JASA 58).
    """
    from scipy.special import bdtrc

    return next(k for k in range(n + 1) if float(bdtrc(k, n, CHURN)) < LEVEL)
