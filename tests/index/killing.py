"""Kills a writer at random moments, again and again in one home: `python -m tests.index.killing HOME KILLS [SEED]`.

A round gives a writer something to do (index new, changed and gone articles; remove; repair; rebuild), lets it run for
a random time, kills it, and looks at what is left. What the catalog held just before the kill has to be there after
it; every article is one whole version; nothing of another version comes out of a search; and every other time
`repair` mends what is left, else the next writer has to. Forked from one process, so that the libraries are imported
once. Prints a line a round; ends with status 1 at the first thing that is wrong, which it names.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import chromadb  # noqa: F401 - here, so that the forked processes need not
import datasketch  # noqa: F401 - likewise
import tantivy  # noqa: F401 - likewise

import index.check
import index.pipeline
from index.library import Library
from tests.index.hashing import HashEmbeddings, record, write_records

ARTICLES = 24
_ACTIONS = ("sync", "sync", "sync", "prune", "prune", "remove", "repair", "rebuild")
_LONGEST_S = 60.0  # a writer that takes longer hangs

Versions = dict[str, str]  # the text of each article, by its URL


class Work(NamedTuple):
    """What a writer is to do, and what is stored once it has."""

    action: str
    remove: tuple[str, ...]
    target: Versions


def text_of(number: int, version: int) -> str:
    """A text of several chunks whose words `n7v2` stand in no other version."""
    return " ".join(
        f"Report n{number}v{version} of {number * sentence} says that plan {sentence} for harbour {number} was {fate}."
        for sentence in range(20 + 3 * version % 10)
        for fate in ("approved", "dropped")
    )


def word_of(text: str) -> str:
    return text.split()[1]


def _act(home: Path, news: Path, work: Work, begun: Callable[[], object]) -> None:
    index.pipeline._BATCH = index.check._BATCH = 3
    with Library.open(home, embedder=HashEmbeddings(), create=not home.exists()) as library:
        begun()
        if work.action == "rebuild":
            library.rebuild()
        elif work.action == "remove":
            library.remove([a.article_id for a in library.articles() if a.url in work.remove])
        elif work.action == "repair":
            library.repair()
        else:
            library.sync([news], prune=work.action == "prune")


def _stored(home: Path) -> Versions:
    """What the catalog holds, as any other process sees it."""
    with closing(sqlite3.connect(home / "catalog.sqlite", timeout=30)) as connection:
        return dict(connection.execute("SELECT url, text FROM articles"))


def _fork(task: Callable[[], None]) -> int:
    if child := os.fork():
        return child
    try:
        task()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _wait(child: int, seconds: float) -> bool:
    """Whether the process ended within that time, as it should."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert status == 0, f"the process failed with status {status}"
            return True
        time.sleep(0.001)
    return False


def _write(home: Path, news: Path, work: Work, seconds: float) -> tuple[Versions | None, float]:
    """Does the work in a process and kills it after so long. What was stored then, None if it was through before."""
    reader, writer = os.pipe()
    child = _fork(lambda: _act(home, news, work, lambda: os.write(writer, b".")))
    os.close(writer)
    with os.fdopen(reader, "rb") as begun:
        begun.read(1)
    begin = time.monotonic()
    through = _wait(child, seconds)
    took = time.monotonic() - begin
    if through:
        return None, took
    seen = _stored(home)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return seen, took


def _look(home: Path, before: Versions, seen: Versions, work: Work, mend: bool) -> None:
    """Raises AssertionError where the home is not as a killed writer may leave it."""
    with Library.open(home, embedder=HashEmbeddings(), create=False, rebuild=work.action == "rebuild") as library:
        stored = {article.url or "": article.text for article in library.articles()}
        for url in before.keys() | work.target.keys() | stored.keys():
            old, new = before.get(url), work.target.get(url)
            assert stored.get(url) in (old, new), f"{url}: neither the old version nor the new one"
            assert seen.get(url) in (old, stored.get(url)), f"{url}: what was committed is lost"
        if work.action != "repair":  # that one begins with something missing
            _search(library, stored, {*before.values(), *work.target.values()})
            report = library.check()
            assert report.missing_vectors == report.missing_words == report.misplaced == 0, report
        if mend:
            report = library.repair()
            assert report.clean, report
            _search(library, stored, {*before.values(), *work.target.values()})


def _search(library: Library, stored: Versions, written: set[str]) -> None:
    """Every hit is a piece of what is stored, dead versions have none, and pieces make up their whole article."""
    for text in written:
        word = word_of(text)
        hits = library.search_words(word, 1000)
        hits += library.search_vectors(library.embedder.encode_query(word), 50)
        located = library.locate([hit.chunk_id for hit in hits])
        assert located.keys() == {hit.chunk_id for hit in hits}
        for chunk, article in located.values():
            assert stored[article.url or ""] == article.text
            assert article.text[chunk.start : chunk.end].endswith(".")
            if text not in stored.values():
                assert word not in article.text
    for article, chunks in library._stores.catalog.read(library._stores.catalog.ids()):
        assert chunks[0].start == 0 and chunks[-1].end == len(article.text), article.article_id
        assert all(one.end <= other.start <= one.end + 2 for one, other in pairwise(chunks))


def _next(chance: random.Random, before: Versions, home: Path, news: Path) -> Work:
    """Something to do: writes the file that a sync reads, or takes something away that a repair has to put back."""
    action = chance.choice(_ACTIONS)
    url = "https://news.example/{}".format
    if action in ("sync", "prune"):
        numbers = chance.sample(range(ARTICLES), k=chance.randrange(ARTICLES // 2, ARTICLES))
        wanted = {url(number): text_of(number, chance.randrange(8)) for number in numbers}
        write_records(news, [record(n, url=url(n), text=wanted[url(n)], title=f"Case {n}") for n in numbers])
        return Work(action, (), wanted if action == "prune" else before | wanted)
    if action == "remove":
        gone = chance.sample(sorted(before), k=min(len(before), chance.randrange(1, 8)))
        return Work(action, tuple(gone), {key: text for key, text in before.items() if key not in gone})
    if action == "repair":
        for folder in [*home.glob("vectors*")] if chance.random() < 0.5 else [home / "lexical"]:
            shutil.rmtree(folder, ignore_errors=True)
    return Work(action, (), before)


def main(home: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    news = home.with_suffix(".jsonl")
    write_records(news, [record(n, text=text_of(n, 0), title=f"Case {n}") for n in range(ARTICLES)])
    _, longest = _write(home, news, Work("sync", (), {}), _LONGEST_S)
    durations = dict.fromkeys(_ACTIONS, longest)  # of each action, in seconds: kills spread over them
    done = 0
    while done < kills:
        before = _stored(home)
        work = _next(chance, before, home, news)
        seen, took = _write(home, news, work, chance.random() * durations[work.action])
        durations[work.action] = took if seen is None else max(durations[work.action] * 0.99, took)
        if seen is None:
            seen = _stored(home)
            assert seen == work.target, "what was to do is not done"
        else:
            done += 1
        mend = work.action == "repair" or chance.random() < 0.5
        look = _fork(lambda b=before, s=seen, w=work, m=mend: _look(home, b, s, w, m))  # type: ignore[misc]
        assert _wait(look, _LONGEST_S), "a reader hangs"
        after = _stored(home)
        due, written = (sum(v.get(url) != before.get(url) for url in {*before, *v}) for v in (work.target, after))
        sys.stdout.write(f"{done} {work.action} {took:.3f} s, {written} of {due} written{', mended' * mend}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 5)
