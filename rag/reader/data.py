"""Training data as it lies on disk, and what the model is shown of it."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import ReadError

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+)*")


class Record(NamedTuple):
    """A question and the passage it was asked on.

    `answers` are (start, end) in `passage`; none where it has no answer (`answerable` is False) or where
    only the passage is known to answer. `place` says where the passage comes from: passages with the same
    name and near numbers stand near each other in one article.
    """

    question: str
    passage: str
    answers: tuple[tuple[int, int], ...]
    answerable: bool
    title: str
    place: tuple[str, int]


class Claim(NamedTuple):
    """A claim and its evidence: `label` 0 supports, 1 contradicts, 2 neither."""

    claim: str
    evidence: str
    label: int


@dataclass(frozen=True, slots=True)
class Example:
    """One input with what the heads should say; None (and `span_known` False) where nobody knows."""

    first: str
    header: str
    text: str
    span: tuple[int, int] | None = None  # characters of `text`; None is no answer
    span_known: bool = True
    relevant: bool | None = None
    support: int | None = None


def read_lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of `name.jsonl.gz` in `folder`; ReadError where the file is not there."""
    path = folder / f"{name}.jsonl.gz"
    if not path.exists():
        raise ReadError(f"{path} is not there. Training needs it: see the model card for where each set comes from.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_records(folder: Path, seed: int) -> list[Record]:
    """The questions to train on: full paragraphs all, sets of single sentences capped."""
    chance = random.Random(seed)  # noqa: S311
    squad = [line for line in read_lines(folder, "squad_train_recovered") if not _one_sentence(line)]
    single = [line for line in read_lines(folder, "squad_train_recovered") if line["part"] == "kou"]
    pieces = [line for line in read_lines(folder, "squad_train_recovered") if line["part"] == "nqg-test"]
    squad += chance.sample(pieces, min(len(pieces), 6500))
    records = [_record(line, "squad", title) for line, title in zip(squad, _titles(squad), strict=True)]
    records += _joined_strangers(single, 2000, chance)
    for name, most in (
        ("squad_dev_other_articles", 99_999),
        ("nq", 99_999),
        ("clapnq", 999),
        ("boolq", 1500),
        ("selqa", 1000),
    ):
        lines = list(read_lines(folder, name))
        records += [_record(line, name, line.get("title", "")) for line in chance.sample(lines, min(most, len(lines)))]
    for name, most in (("qamr", 2500), ("qasrl", 700)):
        records += _joined_neighbours(list(read_lines(folder, name)), most, chance)
    return records


def _one_sentence(line: dict[str, Any]) -> bool:
    return line["part"] in ("kou", "nqg-test")


def _record(line: dict[str, Any], name: str, title: str) -> Record:
    known = name not in ("clapnq", "selqa")  # their answers are sentences, not the shortest words
    answers = tuple((a["answer_start"], a["answer_start"] + len(a["text"])) for a in line["answers"]) if known else ()
    article = title if name == "squad_dev_other_articles" else name
    place = (article, line.get("para", -1)) if "para" in line else (f"{name} {title}", -1)
    return Record(line["question"], line["context"], answers, not line["is_impossible"], title.replace("_", " "), place)


def _titles(lines: list[dict[str, Any]]) -> list[str]:
    """A title for each SQuAD paragraph: the name that it and its neighbours use most; "" in lower-case parts."""
    names: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for context, para in {(line["context"], line["para"]) for line in lines}:
        names[para // 8].update(set(_NAME.findall(context)))
    titles = []
    for line in lines:
        inside = [
            name for name, _ in names[line["para"] // 8].most_common(12) if name in line["context"] and len(name) > 4
        ]
        titles.append(inside[0] if inside else "")
    return titles


def _joined_neighbours(lines: list[dict[str, Any]], most: int, chance: random.Random) -> list[Record]:
    """Questions on single sentences, each with the sentences of the same article around it as its passage."""
    articles: defaultdict[str, dict[tuple[int, ...], str]] = defaultdict(dict)
    for line in lines:
        article, place = _sentence_place(line)
        articles[article][place] = line["context"]
    records = []
    for line in chance.sample(lines, min(most, len(lines))):
        article, place = _sentence_place(line)
        places = sorted(articles[article])
        at = places.index(place)
        low = max(0, at - chance.randint(0, 4))
        passage, start = "", 0
        for other in places[low : at + chance.randint(1, 5)]:
            if other == place:
                start = len(passage)
            passage += articles[article][other] + " "
        answers = tuple(
            (start + a["answer_start"], start + a["answer_start"] + len(a["text"])) for a in line["answers"]
        )
        records.append(Record(line["question"], passage.strip(), answers, True, "", (article, places[low][0])))
    return records


def _sentence_place(line: dict[str, Any]) -> tuple[str, tuple[int, ...]]:
    _, domain, article, *place = line["id"].split("#")[0].split(":")
    return f"{domain}:{article}", tuple(int(number) for number in place)


def _joined_strangers(lines: list[dict[str, Any]], most: int, chance: random.Random) -> list[Record]:
    """Questions on single sentences of unknown articles, each among one to four sentences of others."""
    records = []
    for line in chance.sample(lines, min(most, len(lines))):
        around = [other["context"] for other in chance.sample(lines, chance.randint(1, 4))]
        at = chance.randint(0, len(around))
        before = "".join(text + " " for text in around[:at])
        passage = " ".join([*around[:at], line["context"], *around[at:]])
        answers = tuple(
            (len(before) + a["answer_start"], len(before) + a["answer_start"] + len(a["text"])) for a in line["answers"]
        )
        records.append(Record(line["question"], passage, answers, True, "", ("kou", -1)))
    return records


def sentences(text: str) -> list[tuple[int, int]]:
    """Plain sentence spans, good enough to cut passages at."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def crop(text: str, keep: tuple[int, int] | None, words: int, chance: random.Random) -> tuple[str, int]:
    """A stretch of whole sentences of about `words` words that holds `keep`, and where in `text` it starts."""
    spans = sentences(text)
    if len(text.split()) <= words or not spans:
        return text, 0
    if keep is None:
        low = high = chance.randrange(len(spans))
    else:
        inside = [i for i, (a, b) in enumerate(spans) if a < keep[1] and b > keep[0]]
        low, high = inside[0], inside[-1]
    size = len(text[spans[low][0] : spans[high][1]].split())
    while size < words and (low > 0 or high + 1 < len(spans)):
        if high + 1 == len(spans) or (low > 0 and chance.random() < 0.5):
            low -= 1
        else:
            high += 1
        size = len(text[spans[low][0] : spans[high][1]].split())
    return text[spans[low][0] : spans[high][1]], spans[low][0]
