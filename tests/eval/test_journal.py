"""The journal of an unfinished run: what was answered is not lost, and never taken for another run's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.case import Case
from eval.journal import UNFINISHED, Journal, open_journal
from eval.run import Result
from eval.usage import Usage
from index.article import Article
from index.errors import CaseError
from rag.agree import agreement, as_of
from rag.answer import Passage, Refusal
from tests.eval.made import BRIDGE, COPY, FERRY, STORED, quoted, refused

CASES = tuple(Case(f"case {number}", f"Question {number}?", answerable=True) for number in range(3))
MADE: dict[str, Any] = {"articles": "a1", "code": "c1", "settings": {"rag": {"passages": 10}, "precision": "float32"}}


@contextmanager
def opened(folder: Path, made: dict[str, Any] = MADE, stored: dict[str, Article] = STORED) -> Iterator[Journal]:
    with open_journal(folder, made, CASES, stored.get) as journal:
        yield journal


def results() -> tuple[Result, Result]:
    """An answer and a refusal with everything that these may hold."""
    passages = (
        Passage(2**62 + 1, FERRY, 3, 20, 0.1 + 0.2, dense=1 / 3, lexical=7.25, copies=(COPY,)),
        Passage(7, BRIDGE, 0, 9, 0.5),
    )
    answer = quoted((FERRY, "Eleven people were hurt."), (BRIDGE, "9 to 3"), passages=passages)
    answer = replace(
        answer,
        question="Wie viele? \u2028 \ud800",
        as_of=as_of(answer.citations),
        agreement=agreement(answer.citations),
        notes=("One.", "Two."),
    )
    refusal = replace(refused(passages), refusal=Refusal("outside_dates", "Not then.", (BRIDGE, FERRY)))
    return (
        Result(CASES[0], answer, 12.345678901234567, tries=2, usage=Usage(3, 1, 1000, 20)),
        Result(CASES[1], refusal, 0.25),
    )


def test_what_was_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    first, second = results()
    with opened(tmp_path) as journal:
        assert journal.finished == {}
        journal.keep(first)
    with opened(tmp_path) as journal:
        assert journal.finished == {"case 0": first}
        journal.keep(second)
    with opened(tmp_path) as journal:
        assert journal.finished == {"case 0": first, "case 1": second}
        assert journal.changed == ()
        answer = journal.finished["case 0"].answer
        assert answer is not None
        assert answer.passages[0].article is FERRY
        assert answer.as_of.first == date(2024, 3, 5)
        journal.remove()
    assert not (tmp_path / UNFINISHED).exists()


@pytest.mark.parametrize("torn", [1, 40, 400])
def test_a_torn_last_line_is_asked_again_and_the_journal_goes_on(tmp_path: Path, torn: int) -> None:
    first, second = results()
    with opened(tmp_path) as journal:
        journal.keep(first)
        journal.keep(second)
    path = tmp_path / UNFINISHED
    path.write_bytes(path.read_bytes()[:-torn])
    with opened(tmp_path) as journal:
        assert list(journal.finished) == ["case 0"]
        journal.keep(second)
    with opened(tmp_path) as journal:
        assert journal.finished == {"case 0": first, "case 1": second}


def test_after_a_damaged_line_nothing_is_taken(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        for result in results():
            journal.keep(result)
    path = tmp_path / UNFINISHED
    header, first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(header + first.replace(b'"start": 3', b'"start": x') + second)
    with opened(tmp_path) as journal:
        assert journal.finished == {}
    assert path.read_bytes() == header


@pytest.mark.parametrize("damage", [b"", b"no json\n", b'{"articles": "a1"'])
def test_a_journal_without_its_first_line_starts_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / UNFINISHED).write_bytes(damage)
    with opened(tmp_path) as journal:
        assert (journal.finished, journal.changed) == ({}, ())
    assert json.loads((tmp_path / UNFINISHED).read_text()) == MADE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"articles": "a2"}, ("the articles changed",)),
        ({"code": "c2", "cases": "new"}, ("the code changed", "the cases changed")),
        (
            {"settings": {"rag": {"passages": 20}, "precision": "float32"}},
            ("settings.rag.passages was 10, is 20",),
        ),
    ],
)
def test_another_run_starts_anew_and_says_what_differs(
    tmp_path: Path, change: dict[str, Any], said: tuple[str, ...]
) -> None:
    with opened(tmp_path) as journal:
        journal.keep(results()[0])
    with opened(tmp_path, MADE | change) as journal:
        assert journal.finished == {}
        assert journal.changed == said
    with opened(tmp_path, MADE | change) as journal:
        assert journal.changed == ()


def test_an_answer_whose_article_is_gone_is_not_taken(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.keep(results()[0])
    with opened(tmp_path, stored={FERRY.article_id: FERRY}) as journal:
        assert journal.finished == {}


def test_errors_are_not_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.keep(Result(CASES[0], None, 1.0, "ModelError: busy"))
    with opened(tmp_path) as journal:
        assert journal.finished == {}


def test_a_second_run_is_kept_out_of_the_folder(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(CaseError, match="Another evaluation is writing"), opened(tmp_path):
        pass
    with opened(tmp_path) as journal:
        assert journal.finished == {}
