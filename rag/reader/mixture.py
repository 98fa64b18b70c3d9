"""The mixture that one pass over the data shows the model: answers, hard negatives, claims; dressed as news."""

from __future__ import annotations

import random
from calendar import month_name
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from rag.reader.claims import read_claims
from rag.reader.data import Claim, Example, Record, crop, read_records
from rag.reader.negatives import Negatives, without_answer

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


def mixture(folder: Path, seed: int, epoch: int) -> list[Example]:
    """Every example of one pass, shuffled. Another `epoch` draws other negatives, crops and headers."""
    chance = random.Random(f"{seed} {epoch}")  # noqa: S311
    records = read_records(folder, seed)
    examples = list(question_examples(records, chance))
    examples += [_claim_example(claim, chance) for claim in read_claims(folder, records, seed)]
    chance.shuffle(examples)
    return examples


def question_examples(records: Sequence[Record], chance: random.Random) -> Iterator[Example]:
    """Each record as it stands (questions people found unanswerable three times) and about as many negatives.

    Most negatives are about the subject of the question: the passage without the words that answer, its
    neighbours, the question turned into another. A passage on another subject is easy to tell.
    """
    negatives = Negatives(records)
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
    text, start = crop(record.passage, answer, words, chance)
    return Example(
        first=noisy(record.question, chance),
        header=header(record.title, chance),
        text=text,
        span=(answer[0] - start, answer[1] - start) if answer else None,
        span_known=answer is not None or not record.answerable,
        relevant=record.answerable,
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
