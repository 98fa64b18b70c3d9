"""Suites held against the stored articles: every problem is told, with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eval.check import Finding, check_suite, nearest_sentence
from eval.folder import ReadArticles
from index.errors import CaseError
from index.library import Library
from index.settings import IndexSettings
from tests.eval.made import BRIDGE, BRIDGE_URL, FERRY, FERRY_URL
from tests.index.hashing import HashEmbeddings, write_records

HURT = {
    "id": "hurt",
    "question": "How many were hurt on the Solvei?",
    "answerable": True,
    "answers": ["eleven"],
    "evidence": [{"article": FERRY_URL, "quote": "Eleven people were hurt."}],
}
NUGGETS = [{"text": "Eleven were hurt.", "vital": True}]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("check")
    records = [
        {"url": a.url, "title": a.title, "text": a.text, "publisher": a.publisher, "published": str(a.published)}
        for a in (FERRY, BRIDGE)
    ]
    with Library.open(folder / "home", embedder=HashEmbeddings()) as library:
        library.sync([write_records(folder / "news.jsonl", records)])
        yield library


def findings(library: Library, folder: Path, *cases: dict[str, Any] | str) -> tuple[Finding, ...]:
    path = folder / "suite.jsonl"
    lines = (case if isinstance(case, str) else json.dumps(case) for case in cases)
    path.write_text("\n".join(lines), encoding="utf-8")
    return check_suite(path, library)


def finding(library: Library, folder: Path, **changes: Any) -> Finding:
    """The only finding on the case of the ferry with changes."""
    [found] = findings(library, folder, HURT | changes)
    return found


def test_a_suite_in_order_has_no_findings(library: Library, tmp_path: Path) -> None:
    unanswerable = {"id": "cost", "question": "What will the bridge cost?", "answerable": False}
    by_id = HURT | {"id": "by-id", "question": "hurt?", "evidence": [{"article": FERRY.article_id, "quote": ""}]}

    assert findings(library, tmp_path, HURT, "", unanswerable, by_id) == ()


def test_every_wrong_line_is_told_with_its_number_and_id(library: Library, tmp_path: Path) -> None:
    wrong = {"id": "typo", "question": "?", "answerable": "yes", "answer": []}
    found = findings(library, tmp_path, "{no json", HURT | {"question": ""}, "", wrong, HURT | {"question": "Hurt?"})

    assert [(f.line, f.case_id) for f in found] == [(1, ""), (2, "hurt"), (4, "typo"), (4, "typo"), (5, "hurt")]
    assert "JSON" in found[0].text
    assert "question is empty" in found[1].text
    assert {found[2].text.split(" ")[0], found[3].text.split(" ")[0]} == {"answerable", "answer"}
    assert "line 2" in found[4].text
    assert not any(f.warning for f in found)


def test_a_quote_that_is_not_verbatim_is_told_with_the_nearest_sentence(library: Library, tmp_path: Path) -> None:
    wrong = finding(library, tmp_path, evidence=[{"article": FERRY_URL, "quote": "Eleven people were badly hurt."}])

    assert "evidence 1" in wrong.text
    assert "nearest sentence: “Eleven people were hurt.”" in wrong.text


def test_a_quote_of_another_article_is_found_there(library: Library, tmp_path: Path) -> None:
    evidence = [{"article": FERRY_URL, "quote": "The council voted 9 to 3."}]
    wrong = finding(library, tmp_path, evidence=evidence, answers=["9 to 3"])

    assert wrong.text.endswith(f"It stands in {BRIDGE_URL}.")


def test_an_unknown_article_is_told_with_the_one_that_holds_the_quote(library: Library, tmp_path: Path) -> None:
    evidence = [{"article": "https://news.example/fery", "quote": "Eleven people were hurt."}]
    wrong = finding(library, tmp_path, evidence=evidence)
    nowhere = finding(library, tmp_path, evidence=[{"article": "https://news.example/fery", "quote": ""}])

    assert wrong.text.endswith(f"The quote stands in {FERRY_URL}.")
    assert "dateline articles list" in nowhere.text


def test_what_is_odd_is_a_warning(library: Library, tmp_path: Path) -> None:
    other_answer = finding(library, tmp_path, answers=["twelve"])
    early = finding(library, tmp_path, as_of="2024-03-01")
    unjudged = finding(library, tmp_path, answers=[])
    again = findings(library, tmp_path, HURT, HURT | {"id": "again"})[-1]

    unproven = finding(library, tmp_path, evidence=[])

    told = [other_answer, early, unjudged, again, unproven]
    assert all(f.warning for f in told)
    for f, words in zip(told, ("“twelve”", "5 March 2024", "no answers", "line 1", "without evidence"), strict=True):
        assert words in f.text


def test_all_answers_must_stand_in_the_quotes_where_all_are_needed(library: Library, tmp_path: Path) -> None:
    both = {"answers": ["11", "212"], "note": "all"}
    missing = finding(library, tmp_path, **both)

    assert "“212”" in missing.text
    assert "“11”" not in missing.text
    assert findings(library, tmp_path, HURT | {"answers": ["11", "212"]}) == ()


def test_a_case_with_nothing_to_judge_by_is_unfinished(library: Library, tmp_path: Path) -> None:
    found = finding(library, tmp_path, answers=[], evidence=[])

    assert not found.warning
    assert "neither answers nor evidence" in found.text
    by_nuggets = finding(library, tmp_path, answers=[], evidence=[], nuggets=NUGGETS)
    assert by_nuggets.warning
    assert "without evidence" in by_nuggets.text


def test_an_answer_is_held_against_the_quotes_in_any_form_and_by_date(library: Library, tmp_path: Path) -> None:
    forms = {"answers": [["twelve", "11"], "2024-03-05"], "note": "all"}
    closing = {"article": BRIDGE_URL, "quote": "Torvik bridge will close on 4 August 2024."}
    evidence = [{"article": FERRY_URL, "quote": "Eleven people were hurt."}, closing]
    missing = finding(library, tmp_path, **forms, evidence=evidence)

    assert "“2024-03-05”" in missing.text
    assert "“twelve”" not in missing.text
    assert findings(library, tmp_path, HURT | {"answers": ["2024-08-04"], "evidence": [closing]}) == ()


def test_an_unknown_copy_is_told(library: Library, tmp_path: Path) -> None:
    wrong = finding(library, tmp_path, copies=[FERRY_URL, "https://news.example/fery"])

    assert "copies: no stored article is https://news.example/fery" in wrong.text


def test_evidence_of_an_unanswerable_case_says_what_it_is_about(library: Library, tmp_path: Path) -> None:
    about = HURT | {"answerable": False, "answers": [], "reason": "not_covered"}
    assert findings(library, tmp_path, about) == ()


def test_a_missing_file_is_named(library: Library, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"none\.jsonl"):
        check_suite(tmp_path / "none.jsonl", library)


def test_no_sentence_is_offered_where_none_is_like_the_quote() -> None:
    assert nearest_sentence("Prices of cocoa rose again in Accra.", FERRY.text) is None


def test_a_folder_that_is_only_read_counts_as_the_library_would(tmp_path: Path) -> None:
    old = {"url": FERRY_URL, "text": FERRY.text.replace("Eleven", "Nine"), "published": "2024-03-05"}
    new = old | {"text": FERRY.text, "updated": "2024-03-06"}
    news = tmp_path / "news"
    news.mkdir()
    write_records(news / "a.jsonl", [new])
    write_records(news / "b.jsonl", [old])
    (news / "c.md").write_text("")
    stored = ReadArticles([news], IndexSettings())
    path = tmp_path / "suite.jsonl"
    path.write_text(json.dumps(HURT))

    assert check_suite(path, stored) == ()
    assert [article.text for article in stored.articles()] == [FERRY.text]
    assert [Path(skipped.source).name for skipped in stored.skipped] == ["c.md"]
