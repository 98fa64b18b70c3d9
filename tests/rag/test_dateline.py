"""A report's dateline is told from the report."""

from __future__ import annotations

import pytest

from rag.dateline import dateline_end


@pytest.mark.parametrize(
    ("dateline", "report"),
    [
        ("TARNHOLM, Feb 17 (Northern Wire) — ", "The talks began."),
        ("PORT ELLERY — ", "Two ferries met."),
        ("ELLERY, Brennfeld, 3 March 2024 – ", "The mill will close."),
        ("Port Ellery, Brennfeld (Northern Wire) - ", "A ferry sank."),
        ("(Northern Wire) -- ", "“It was dark,” she said."),
        ("", "WHO — the agency — said so."),
        ("", "CORRECTION: The ferry was built in 1989."),
        ("", "The Ellery Fund (EF) - a charity - paid."),
        ("", "The bridge, which the council built in March (the wettest in years) — is shut."),
        ("", ""),
    ],
)
def test_the_report_begins_after_its_dateline(dateline: str, report: str) -> None:
    assert dateline_end(dateline + report) == len(dateline)
