"""How much of a question's words a text covers, rare words counting more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set


def rarity_of(wanted: Set[str], texts: Sequence[Set[str]]) -> dict[str, float]:
    """How rare each wanted word is among the texts, each a set of words (smoothed inverse document frequency)."""
    frequency = Counter(word for words in texts for word in words & wanted)
    return {word: math.log(1 + len(texts) / (frequency[word] + 0.5)) for word in wanted}


def share(words: Set[str], rarity: dict[str, float]) -> float:
    """The share, 0 to 1, that `words` have of all rarity; 0 where nothing is wanted."""
    total = sum(rarity.values())
    return sum(rarity[word] for word in words) / total if total else 0.0


def sigmoid(logit: float) -> float:
    """The probability, 0 to 1, of log-odds."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def logit(probability: float) -> float:
    """The log-odds of a probability, at most some 14 on either side."""
    kept = max(1e-6, min(1 - 1e-6, probability))
    return math.log(kept / (1 - kept))
