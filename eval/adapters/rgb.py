"""RGB: what a system makes of five given documents, of which some are noise or wrong (Chen et al. 2024), counted as
its `evalue.py` counts. Its English half.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from eval.adapters.addresses import text_url
from eval.adapters.benchmark import Asked, Collection, Counted, Document, Download, Outcome, Task, spread
from eval.adapters.figures import Own, mean_line, owns
from eval.adapters.read import Record, read_lines, require
from eval.case import Case

_WHERE = "https://github.com/chen700564/RGB"
_PLAIN = Download("data/en.json", _WHERE)
_SEVERAL = Download("data/en_int.json", _WHERE)
_WRONG = Download("data/en_fact.json", _WHERE)
_SEED = 2333  # evalue.py sets it anew before each question, so that every system gets the same documents
_GIVEN = 5
_NOISE = (0.0, 0.2, 0.4, 0.6, 0.8)
_NOISE_SEVERAL = (0.0, 0.2, 0.4)
_ONLY_NOISE = 1.0

Answers = str | list[str | list[str]]
Q = TypeVar("Q")


@dataclass(frozen=True, slots=True)
class Rgb:
    """A question is asked once for each share of noise, of its five documents alone."""

    name: str = "rgb"
    title: str = "RGB"
    citation: str = (
        "Chen, Lin, Han and Sun 2024, Benchmarking Large Language Models in Retrieval-Augmented Generation, AAAI"
    )
    licence: str = "CC BY-NC-SA 4.0: no commercial use"
    downloads: tuple[Download, ...] = (_PLAIN, _SEVERAL, _WRONG)

    def load(self, data: Path, limit: int | None) -> Task:
        found = require(data, self.title, self.downloads)
        plain = _numbered(read_lines(found[_PLAIN.path], _Plain, _PLAIN), limit)
        several = _numbered(read_lines(found[_SEVERAL.path], _Several, _SEVERAL), limit)
        wrong = _numbered(read_lines(found[_WRONG.path], _Wrong, _WRONG), limit)
        settings = [
            *(_Setting("noise", noise, at, each, noisy(each, noise)) for noise in _NOISE for at, each in plain),
            *(_Setting("rejection", _ONLY_NOISE, at, each, noisy(each, _ONLY_NOISE)) for at, each in plain),
            *(
                _Setting("several", by, at, each, noisy_several(each, by))
                for by in _NOISE_SEVERAL
                for at, each in several
            ),
            *(_Setting("wrong", 0.0, at, false, wrong_documents(false)) for at, false in wrong),
        ]
        by_id = {setting.case_id: setting for setting in settings}

        def documents() -> Iterator[Document]:
            for text in dict.fromkeys(text for setting in settings for text in setting.documents):
                yield Document(text_url("rgb", text), text)

        def count(outcomes: Sequence[Outcome]) -> Counted:
            return count_outcomes(outcomes, by_id)

        note = (
            "The published systems get an instruction to refuse, and to say so where a document is wrong; Dateline "
            "refuses by itself and has no knowledge of its own to hold against a document."
        )
        asked = tuple(setting.asked() for setting in settings)
        return Task((Collection("documents", documents, asked),), count, (note,))


class _Plain(Record):
    query: str = Field(min_length=1)
    answer: Answers
    positive: list[str]
    negative: list[str]


class _Several(Record):
    query: str = Field(min_length=1)
    answer: Answers
    positive: list[list[str]]
    negative: list[str]


class _Wrong(_Plain):
    positive_wrong: list[str]


@dataclass(frozen=True, slots=True)
class _Setting:
    """A question with the documents that it gets at one share of noise."""

    ability: str
    noise: float
    number: int
    question: _Plain | _Several | _Wrong
    documents: tuple[str, ...]

    @property
    def case_id(self) -> str:
        return f"{self.ability}/{self.noise:g}/{self.number}"

    def asked(self) -> Asked:
        accepted = tuple(chain.from_iterable(_parts(self.question.answer)))
        case = Case(
            self.case_id,
            self.question.query,
            answerable=self.noise < _ONLY_NOISE,
            kind=self.ability,
            answers=accepted if self.noise < _ONLY_NOISE else (),
        )
        return Asked(case, tuple(Document(text_url("rgb", text), text).article_id for text in self.documents))


def noisy(question: _Plain, noise: float) -> tuple[str, ...]:
    """Five documents with this share of noise; where there are too few of one kind, more of the other."""
    negative = math.ceil(_GIVEN * noise)
    positive = _GIVEN - negative
    if noise < _ONLY_NOISE:
        if negative > len(question.negative):
            negative = len(question.negative)
            positive = _GIVEN - negative
        elif positive > len(question.positive):
            positive = len(question.positive)
            negative = _GIVEN - positive
    return (*question.positive[:positive], *question.negative[:negative])


def noisy_several(question: _Several, noise: float) -> tuple[str, ...]:
    """Documents for each part of the question in turn, one at least; noise fills them up to five."""
    dice = random.Random(_SEED)  # noqa: S311
    shuffled = [list(part) for part in question.positive]
    for part in shuffled:
        dice.shuffle(part)
    firsts, *others = list(zip_longest(*shuffled)) or [()]
    documents = [text for text in firsts if text is not None]
    wanted = _GIVEN - math.ceil(_GIVEN * noise)
    for text in chain.from_iterable(others):
        if len(documents) < wanted and text is not None:
            documents.append(text)
    return (*documents, *question.negative[: max(_GIVEN - len(documents), 0)])


def wrong_documents(question: _Wrong) -> tuple[str, ...]:
    """Five documents, or as many as there are, in which the answer was exchanged for a wrong one."""
    dice = random.Random(_SEED)  # noqa: S311
    places = list(range(len(question.positive)))
    return tuple(question.positive_wrong[at] for at in dice.sample(places, min(len(places), _GIVEN)))


def is_right(prediction: str, answers: Answers) -> bool:
    """Whether every part of the answer stands in the prediction, in one of its forms and in any case of letters."""
    said = prediction.lower()
    parts = _parts(answers)
    return bool(parts) and all(any(form.lower() in said for form in part) for part in parts)


def count_outcomes(outcomes: Sequence[Outcome], settings: dict[str, _Setting]) -> Counted:
    """A line for each of the four abilities."""
    scores: dict[str, dict[str, float]] = {}
    for outcome in outcomes:
        setting = settings[outcome.case.case_id]
        right = not outcome.refused and is_right(outcome.said, setting.question.answer)
        if setting.ability == "rejection":
            # evalue.py counts a right answer in, too: the model may have known it, or the noise held it after all.
            scores[setting.case_id] = {"rejected": float(outcome.refused or right), "refused": float(outcome.refused)}
        elif setting.ability == "wrong":
            detected = "factual errors" in outcome.said
            scores[setting.case_id] = {"right": float(right), "detected": float(detected)}
            if detected:
                scores[setting.case_id]["corrected"] = float(right)
        else:
            scores[setting.case_id] = {f"{setting.noise:g}": float(right)}

    def of(ability: str) -> list[Own]:
        return owns([each for each in outcomes if settings[each.case.case_id].ability == ability], scores)

    wrong = {"accuracy with wrong documents": "right", "errors detected": "detected", "errors corrected": "corrected"}
    lines = (
        mean_line("noise", "", of("noise"), {f"{noise:g}": f"{noise:g}" for noise in _NOISE}),
        mean_line("rejection", "", of("rejection"), {"rejected": "rejected", "refused": "refused"}),
        mean_line("several", "", of("several"), {f"{noise:g}": f"{noise:g}" for noise in _NOISE_SEVERAL}),
        mean_line("wrong", "", of("wrong"), wrong),
    )
    return Counted(lines, scores)


def _parts(answers: Answers) -> list[list[str]]:
    """The parts of an answer, each with its accepted forms."""
    parts = [answers] if isinstance(answers, str) else answers
    return [[part] if isinstance(part, str) else part for part in parts]


def _numbered(questions: Iterable[Q], limit: int | None) -> list[tuple[int, Q]]:
    """Questions with their places in the file."""
    every = list(questions)
    return [(at, every[at]) for at in spread(len(every), limit)]
