"""A made archive: news-like records of any number, the same for the same seed.

Lengths, sentence lengths and the frequencies of words, publishers and days are drawn from the distributions that
real archives show (log-normal, Zipf). Words stand in no order, so that nothing is said of anybody.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any

from index.encoder import packaged_folder

_SYLLABLES = (
    "ba be bor ca cor da del den dor el en er fa fen gar gen ha hol in is ka kel la len lo ma mar men mo na nor "
    "o or pa per ra ren ri ro sa sel son ta ten tor u va ver vi wa wen yor za"
)
_VOCABULARY, _COINED = 16_000, 0.15  # words, and which share of them no tokenizer knows
_PUBLISHERS = 60
_FIRST_DAY, _DAYS = date(2016, 1, 1), 3650
_MEDIAN_WORDS, _SPREAD, _LEAST, _MOST = 380, 0.55, 60, 2500
_COPIES, _UNDATED, _AGENCY = 0.08, 0.02, "Meridian Wire"


def made_articles(number: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Records for `dateline index`: of 100, about 8 are copies of an earlier one with a trimmed tail or an agency
    in front, and 2 have no date."""
    draw = random.Random(seed)  # noqa: S311 - made texts, no secrets
    words = _vocabulary(draw)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    publishers = [f"{_word(draw).capitalize()} {kind}" for kind in ("Post", "Times", "Herald") for _ in range(20)]
    shares = list(accumulate(1 / (rank + 1) for rank in range(_PUBLISHERS)))
    told: list[dict[str, Any]] = []  # the latest originals, to be copied
    for at in range(number):
        day = _FIRST_DAY + timedelta(draw.randrange(_DAYS))
        record: dict[str, Any] = {
            "url": f"https://news.example/{seed}/{at}",
            "publisher": draw.choices(publishers, cum_weights=shares)[0],
            "published": day.isoformat(),
        }
        if told and draw.random() < _COPIES:
            original = draw.choice(told)
            record |= {"title": original["title"], "text": _copied(draw, original["text"])}
            record["published"] = original.get("published", record["published"])
        else:
            subject = draw.choices(words, cum_weights=weights, k=12)
            record |= {"title": _title(draw, subject), "text": _text(draw, words, weights, subject)}
            told = [*told[-200:], record]
        if draw.random() < _UNDATED:
            del record["published"]
        yield record


def write_archive(path: Path, number: int, seed: int = 0) -> Path:
    """The records as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for record in made_articles(number, seed):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def write_files(folder: Path, number: int, seed: int = 0) -> Path:
    """The same articles in a file each, by turns plain text (which names no address, publisher or date), Markdown with
    front matter, and web pages; a thousand to a folder."""
    for at, record in enumerate(made_articles(number, seed)):
        place = folder / f"{at // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        ending, form = _FORMS[at % len(_FORMS)]
        (place / f"{at:06}{ending}").write_text(form(record), encoding="utf-8")
    return folder


def _as_text(record: dict[str, Any]) -> str:
    return f"{record['title']}\n\n{record['text']}\n"


def _as_markdown(record: dict[str, Any]) -> str:
    fields = "".join(f"{name}: {json.dumps(value)}\n" for name, value in record.items() if name != "text")
    return f"---\n{fields}---\n\n{record['text']}\n"


def _as_page(record: dict[str, Any]) -> str:
    declared = {"@type": "NewsArticle", "headline": record["title"], "publisher": {"name": record["publisher"]}}
    if "published" in record:
        declared["datePublished"] = record["published"]
    paragraphs = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in record["text"].split("\n\n"))
    return (
        f"<!doctype html><html><head><title>{escape(record['title'])}</title>\n"
        f'<link rel="canonical" href="{record["url"]}">\n'
        f'<script type="application/ld+json">{json.dumps(declared)}</script></head>\n'
        f"<body><article><h1>{escape(record['title'])}</h1>\n{paragraphs}\n</article></body></html>\n"
    )


_FORMS: tuple[tuple[str, Callable[[dict[str, Any]], str]], ...] = (
    (".txt", _as_text),
    (".md", _as_markdown),
    (".html", _as_page),
)


def _vocabulary(draw: random.Random) -> list[str]:
    """English words, the frequent ones first, as the list of the packaged model has them, and coined ones between."""
    listed = (packaged_folder() / "vocab.txt").read_text(encoding="utf-8").split()
    known = [word for word in listed if word.isascii() and word.isalpha() and len(word) > 1][:_VOCABULARY]
    return [_word(draw) if at > 300 and draw.random() < _COINED else word for at, word in enumerate(known)]


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(_SYLLABLES.split(), k=draw.choice((1, 2, 2, 3))))


def _title(draw: random.Random, subject: list[str]) -> str:
    return " ".join(draw.sample(subject, 7)).capitalize()


def _text(draw: random.Random, words: list[str], weights: list[float], subject: list[str]) -> str:
    wanted = int(min(max(draw.lognormvariate(math.log(_MEDIAN_WORDS), _SPREAD), _LEAST), _MOST))
    paragraphs: list[str] = []
    written = 0
    while written < wanted:
        sentences = [_sentence(draw, words, weights, subject) for _ in range(draw.randint(1, 4))]
        written += sum(len(sentence.split()) for sentence in sentences)
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def _sentence(draw: random.Random, words: list[str], weights: list[float], subject: list[str]) -> str:
    drawn = draw.choices(words, cum_weights=weights, k=draw.randint(8, 28))
    for place in draw.sample(range(len(drawn)), 2):
        drawn[place] = draw.choice(subject)
    if draw.random() < 0.3:
        drawn[draw.randrange(len(drawn))] = f"{draw.randint(2, 9000):,}"
    if draw.random() < 0.4:
        drawn[draw.randrange(len(drawn))] = " ".join(word.capitalize() for word in draw.sample(subject, 2))
    text = " ".join(drawn)
    text = f"{text[:1].upper()}{text[1:]}"
    return f"“{text},” {draw.choice(subject).capitalize()} said." if draw.random() < 0.1 else f"{text}."


def _copied(draw: random.Random, text: str) -> str:
    paragraphs = text.split("\n\n")
    kept = paragraphs[:-1] if len(paragraphs) > 6 else paragraphs
    head = f"({_AGENCY}) — " if draw.random() < 0.5 else ""
    return head + "\n\n".join(kept)
