"""Training claims for the support head: published pairs, pairs that do not meet, and altered sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rag.reader.data import Claim, Record, read_lines, sentences
from rag.reader.negatives import Negatives, swapped

SUPPORTS, CONTRADICTS, NEITHER = 0, 1, 2
_SNLI = {"entailment": SUPPORTS, "contradiction": CONTRADICTS, "neutral": NEITHER}


def read_claims(folder: Path, records: Sequence[Record], seed: int) -> list[Claim]:
    """About 8,500 claims, near a third of each label. `records` lend passages whose sentences become claims."""
    chance = random.Random(seed)  # noqa: S311
    fever = _sample(folder, "fever_pairs", 4800, chance)
    met = len(fever) * 17 // 24
    pairs = [
        Claim(line["claim"], " ".join(line["evidence"]), SUPPORTS if line["label"] == "SUPPORTS" else CONTRADICTS)
        for line in fever[:met]
    ]
    snli = _sample(folder, "snli_dev", 1500, chance)
    pairs += [Claim(line["hypothesis"], line["premise"], _SNLI[line["label"]]) for line in snli]
    pairs += _unmet(pairs[:met], [line["claim"] for line in fever[met:]])
    pairs += _sentence_claims(records, 2400, chance)
    return pairs


def _sample(folder: Path, name: str, most: int, chance: random.Random) -> list[dict[str, Any]]:
    lines = list(read_lines(folder, name))
    return chance.sample(lines, min(most, len(lines)))


def _unmet(pairs: Sequence[Claim], claims: Sequence[str]) -> list[Claim]:
    """Claims with evidence that was given for other claims and reads alike: it settles nothing."""
    chance = random.Random(len(claims))  # noqa: S311
    records = [Record(pair.claim, pair.evidence, ((0, len(pair.evidence)),), True, "", ("", -1)) for pair in pairs]
    search = Negatives(records)
    unmet = []
    for claim in claims:
        other = search.retrieved(Record(claim, "-", ((0, 1),), True, "", ("", -1)), chance)
        if other is not None:
            unmet.append(Claim(claim, other.passage, NEITHER))
    return unmet


def _sentence_claims(records: Sequence[Record], most: int, chance: random.Random) -> list[Claim]:
    """Sentences of passages: as they stand, with one fact swapped, and against the passage without them."""
    claims: list[Claim] = []
    for record in chance.sample(list(records), len(records)):
        spans = [(a, b) for a, b in sentences(record.passage) if 8 <= len(record.passage[a:b].split()) <= 35]
        if len(claims) >= most or record.passage.islower() or len(spans) < 3:
            continue
        start, end = chance.choice(spans)
        sentence = record.passage[start:end].strip()
        kind = chance.choice((SUPPORTS, SUPPORTS, CONTRADICTS, CONTRADICTS, NEITHER))
        if kind == SUPPORTS:
            claims.append(Claim(_shortened(sentence, chance), record.passage, SUPPORTS))
        elif kind == NEITHER:
            claims.append(Claim(sentence, record.passage[:start] + record.passage[end:], NEITHER))
        elif (false := swapped(_shortened(sentence, chance), record.passage, chance)) is not None:
            claims.append(Claim(false, record.passage, CONTRADICTS))
    return claims[:most]


def _shortened(sentence: str, chance: random.Random) -> str:
    """The sentence, or now and then only up to a comma far enough from both ends."""
    cuts = [i for i, sign in enumerate(sentence) if sign == "," and 40 < i < len(sentence) - 20]
    return sentence[: chance.choice(cuts)] + "." if cuts and chance.random() < 0.25 else sentence
