"""The mixture that one pass over the data shows the model: answers, hard negatives, claims; dressed as news."""

from __future__ import annotations

import random
import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from rag.reader.claims import read_claims
from rag.reader.data import Claim, Example, Record, crop, read_records, sentences
from rag.reader.negatives import Negatives, without_answer

_T = TypeVar("_T")
_PLACES = ("Harbour", "Northern", "Valley", "Capital", "Eastern", "Coastal", "Lakeside", "Morning", "Evening", "Island")
_PAPERS = (
    "Herald",
    "Post",
    "Times",
    "Courier",
    "Gazette",
    "Tribune",
    "News",
    "Observer",
    "Wire",
    "Journal",
    "Chronicle",
)


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of each part a pass shows: shares from 0 to 1, another draw in each pass."""

    questions: float = 1.0  # with the negatives made from them
    claims: float = 1.0
    pairs: float = 0.0  # of the unanswerable questions that people asked, each with an answerable one


def mixture(folder: Path, seed: int, epoch: int, shares: Shares = Shares()) -> list[Example]:
    """Every example of one pass, shuffled. Another `epoch` draws other negatives, crops and headers."""
    chance = random.Random(f"{seed} {epoch}")  # noqa: S311
    records = read_records(folder, seed)
    claims = read_claims(folder, records, seed)
    examples = list(question_examples(_part(records, shares.questions, chance), Negatives(records), chance))
    examples += [_claim_example(claim, chance) for claim in _part(claims, shares.claims, chance)]
    examples += [_question_example(record, chance) for record in _part(pairs(records, chance), shares.pairs, chance)]
    chance.shuffle(examples)
    return examples


def _part(everything: Sequence[_T], share: float, chance: random.Random) -> Sequence[_T]:
    if share >= 1:
        return everything
    return chance.sample(everything, round(share * len(everything)))


def pairs(records: Sequence[Record], chance: random.Random) -> list[Record]:
    """Of each passage with questions of both kinds as many answerable as unanswerable ones.

    The passage then says nothing about the label: only question and passage together do.
    """
    of_passage: defaultdict[str, tuple[list[Record], list[Record]]] = defaultdict(lambda: ([], []))
    for record in records:
        of_passage[record.passage][record.answerable].append(record)
    found = []
    for unanswerable, answerable in of_passage.values():
        n = min(len(unanswerable), len(answerable))
        found += chance.sample(unanswerable, n) + chance.sample(answerable, n)
    return found


def question_examples(records: Sequence[Record], negatives: Negatives, chance: random.Random) -> Iterator[Example]:
    """Each record as it stands (questions people found unanswerable three times) and about as many negatives.

    Most negatives are about the subject of the question: the passage without the words that answer, its
    neighbours, the question turned into another. A passage on another subject is easy to tell.
    """
    for record in records:
        yield _question_example(record, chance)
        if not record.answerable:
            yield from (_question_example(record, chance) for _ in range(2))
            continue
        draw = chance.random()
        other = None
        if draw < 0.20:
            other = negatives.near_miss(record, chance) or negatives.nearby(record, chance)
        elif draw < 0.40:
            other = without_answer(record)
        elif draw < 0.64:
            other = negatives.nearby(record, chance) or negatives.retrieved(record, chance)
        elif draw < 0.78:
            other = negatives.retrieved(record, chance)
        if other is not None:
            yield _question_example(other, chance)


def _question_example(record: Record, chance: random.Random) -> Example:
    words = 1000 if chance.random() < 0.25 else chance.randint(35, 95)
    answer = min(record.answers, key=lambda span: span[1] - span[0]) if record.answers else None
    if record.answerable and answer is None:
        words = 1000  # where the answer stands is not known, so nothing may be cut
    text, start = crop(record.passage, answer or _nearest(record), words, chance)
    return Example(
        first=noisy(record.question, chance),
        header=header(record.title, chance),
        text=text,
        span=(answer[0] - start, answer[1] - start) if answer else None,
        span_known=answer is not None or not record.answerable,
        relevant=record.answerable,
    )


def _nearest(record: Record) -> tuple[int, int] | None:
    """The sentence with most of the question's words: what misleads must stay for its lack of an answer to teach."""
    asked = set(re.findall(r"\w{3,}", record.question.lower()))
    spans = sentences(record.passage)
    return max(
        spans,
        key=lambda s: len(asked.intersection(re.findall(r"\w{3,}", record.passage[s[0] : s[1]].lower()))),
        default=None,
    )


def _claim_example(claim: Claim, chance: random.Random) -> Example:
    evidence = " ".join(claim.evidence.split()[:150]) if len(claim.evidence.split()) > 150 else claim.evidence
    return Example(claim.claim, header("", chance), evidence, span_known=False, support=claim.label)


def header(title: str, chance: random.Random) -> str:
    """A chunk's header with an invented publisher and day; "" in four cases of ten, parts missing in some."""
    if chance.random() < 0.4:
        return ""
    day = date(1998, 1, 1) + timedelta(days=chance.randrange(10_400))
    publisher = f"{chance.choice(_PLACES)} {chance.choice(_PAPERS)}" if chance.random() < 0.85 else ""
    written = f"{day.day} {month_name[day.month]} {day.year}" if chance.random() < 0.9 else ""
    line = ", ".join(part for part in (publisher, written) if part)
    return "".join(part + "\n" for part in (title, line) if part) + "\n"


def noisy(question: str, chance: random.Random) -> str:
    """The question as people type: now and then without its mark, or with one slip of the finger."""
    if chance.random() < 0.2:
        question = question.rstrip("? ")
    if chance.random() < 0.06 and len(question) > 12:
        i = chance.randrange(4, len(question) - 2)
        swap = question[i + 1] + question[i]
        question = (
            question[:i] + chance.choice((swap, question[i] * 2 + question[i + 1], question[i])) + question[i + 2 :]
        )
    return question
