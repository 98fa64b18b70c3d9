"""Cases to fill in, from stored articles."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eval.case import parse_case
from eval.dump import dump_case, write_cases
from eval.new import new_cases, spread, telling_sentences
from index.article import Article
from index.errors import CaseError
from tests.eval.made import BRIDGE, COPY, FERRY, hurt_case

ARTICLES = tuple(
    Article(
        article_id=f"{number:016x}",
        source=f"/news/{number}.md",
        title=f"Report {number}",
        text=f"The council of Torvik spent {number} million crowns on bridge {number} this year. It rained.",
        publisher="Coast Post" if number % 4 else "Torvik Gazette",
        published=date(2020 + number // 12, number % 12 + 1, 1),
        story_id=str(number),
    )
    for number in range(48)
)


def test_the_articles_are_spread_over_dates_and_publishers() -> None:
    chosen = spread(ARTICLES, 12, random.Random(1))

    assert len(chosen) == 12
    assert Counter(article.published.year for article in chosen if article.published) == dict.fromkeys(
        range(2020, 2024), 3
    )
    assert min(Counter(article.publisher for article in chosen).values()) >= 5


def test_a_story_is_asked_about_once_and_undated_articles_too() -> None:
    undated = replace(BRIDGE, published=None)

    assert len(spread([FERRY, COPY, undated], 10, random.Random(0))) == 2


def test_a_case_to_fill_in_has_a_sentence_with_facts_as_its_quote() -> None:
    *cases, without = new_cases([FERRY, BRIDGE], 5, seed=3)

    for case, article in zip(cases, (FERRY, BRIDGE), strict=True):
        [evidence] = case.evidence
        assert evidence.article == article.url
        assert evidence.quote in telling_sentences(article)
        assert article.title in case.note
        assert (case.question, case.answers, case.answerable) == ("", (), True)
    assert (without.answerable, without.evidence, without.question) == (False, (), "")


def test_the_seed_decides() -> None:
    assert new_cases(ARTICLES, 8, seed=1) == new_cases(ARTICLES, 8, seed=1)
    assert new_cases(ARTICLES, 8, seed=1) != new_cases(ARTICLES, 8, seed=2)


def test_sentences_with_facts_come_first_and_those_that_lean_on_others_are_left_out() -> None:
    article = replace(
        FERRY,
        text="It was over by noon and she went home at last. The boat was on the sand for quite a while.\n"
        "The ferry Solvei carried 212 passengers from Larsholm. The captain of the Solvei was asleep that night.",
    )

    assert telling_sentences(article) == (
        "The ferry Solvei carried 212 passengers from Larsholm.",
        "The captain of the Solvei was asleep that night.",
    )


def test_a_written_case_is_read_back_and_no_file_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "new" / "cases.jsonl"
    case = hurt_case(as_of=date(2024, 4, 1), note="ø")
    write_cases([case], path)

    assert parse_case(path.read_text(encoding="utf-8")) == (case, ())
    with pytest.raises(CaseError, match="--force"):
        write_cases([], path)
    write_cases([replace(case, note="")], path, force=True)
    assert path.read_text(encoding="utf-8") == f"{dump_case(replace(case, note=''))}\n"
