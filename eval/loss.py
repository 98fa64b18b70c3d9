"""Whether a run lost more cases than chance explains, or won more, against an earlier one on the same cases."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache
from typing import NamedTuple

from eval.significance import randomisation_p

# Of each test, and the share of the cases that a change which means no harm may lose on balance. `eval.power` measures
# what both come to: how many lost cases are noticed, and how often nothing was lost and all the same a test says so.
LEVEL = 0.01
CHURN = 0.03
_ROUNDING = 1e-6


class Shift(NamedTuple):
    """What became of `n` cases: how many came out better and worse, what was `gained` on balance (a whole case
    counts 1; below 0 it is a loss), and the one-sided p of a gain or loss as large, by groups of cases.
    """

    n: int
    wins: int
    losses: int
    gained: float
    p: float

    @property
    def beyond_chance(self) -> bool:
        """Whether chance does not explain it, by either test: groups of cases moved together in one direction
        (p under .01), or more cases than may be lost, or won, on balance, in however few groups they stand.
        """
        return self.p < LEVEL or self.exceeds

    @property
    def exceeds(self) -> bool:
        """Whether more was lost or won on balance than `most_lost` leaves to chance."""
        return abs(self.gained) > most_lost(self.n) + _ROUNDING


def shift(gains: Sequence[float], groups: Sequence[Hashable] = ()) -> Shift:
    """The shift of paired scores. `gains` are above 0 for the better, at most 1, a whole case; `groups` names each
    case's cluster (see `clusters`).
    """
    kept = [0.0 if abs(gain) < _ROUNDING else gain for gain in gains]
    gained = sum(kept)
    return Shift(
        n=len(kept),
        wins=sum(gain > 0 for gain in kept),
        losses=sum(gain < 0 for gain in kept),
        gained=gained,
        p=randomisation_p(kept, groups, "up" if gained > 0 else "down") if gained else 1.0,
    )


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
