"""Evidence opens the gate; its absence gives a refusal that says why."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.filters import Filters
from index.library import Overview
from rag.answer import Passage
from rag.evidence import Evidence, evidence
from rag.gate import READ, UNREAD, covered, refusal
from rag.question import understand
from rag.read import with_reading
from tests.rag.readings import reading

TEXT = "The Tarnholm reservoir has leaked since March, the water board said."
ARTICLE = Article("r", "r.txt", "Reservoir leaks", TEXT, published=date(2024, 3, 20))
PASSAGE = Passage(1, ARTICLE, 0, len(TEXT), 1.0, dense=0.7)
OVERVIEW = Overview(1, 1, 1, 0, date(2024, 3, 20), date(2024, 3, 20), ())


def test_evidence_counts_words_and_names_that_the_passages_hold() -> None:
    found = evidence(understand("Has the Tarnholm reservoir leaked?"), [PASSAGE])
    assert found == Evidence(similarity=0.7, covered=1.0, covered_by_all=1.0, names_found=1.0)
    other = evidence(understand("Has the Brennfeld museum leaked?"), [PASSAGE])
    assert other.names_found == 0.0
    assert 0.0 < other.covered < 1.0


def test_what_the_reader_found_counts() -> None:
    read = with_reading(PASSAGE, reading(TEXT, {"since March": 6.0}))
    found = evidence(understand("Since when has the Tarnholm reservoir leaked?"), [PASSAGE, read])
    assert found.span == pytest.approx(0.6)
    doubted = with_reading(PASSAGE, reading(TEXT, {"since March": -9.0}))
    assert covered(found, READ) > covered(evidence(understand("Since when has it leaked?"), [doubted]), READ)


def test_more_evidence_is_more_likely_covered() -> None:
    none, all_of_it = Evidence(0.0, 0.0, 0.0, 0.0), Evidence(1.0, 1.0, 1.0, 1.0)
    assert covered(none, UNREAD) < 0.05
    assert covered(all_of_it, UNREAD) > 0.95


def test_refusals_name_their_reason_and_the_nearest_articles() -> None:
    off_subject = refusal(understand("How are eggs poached?"), [PASSAGE], OVERVIEW)
    assert (off_subject.reason, off_subject.nearest) == ("not_covered", (ARTICLE,))
    too_old = refusal(understand("What happened in Tarnholm in 1988?"), [PASSAGE], OVERVIEW)
    assert too_old.reason == "outside_dates"
    assert "1988" in too_old.message
    filtered = refusal(understand("Anything new?", filters=Filters(since=date(2030, 1, 1))), [], OVERVIEW)
    assert filtered.reason == "outside_dates"
    assert "Widen" in filtered.message
