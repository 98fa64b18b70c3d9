"""The day of a deed is read from a sentence that has a word for it."""

from __future__ import annotations

import pytest

from rag.day_of import tells_of_deed


@pytest.mark.parametrize(
    ("question", "sentence", "earlier", "right"),
    [
        ("When did the pier at Ellery collapse?", "The pier at Ellery opened in 1971.", "", False),
        ("When did the pier at Ellery collapse?", "The pier gave way on Monday.", "", True),
        ("When did the pier at Ellery collapse?", "It was on Monday.", "Pier at Ellery collapses.", True),
        ("When was the mayor elected?", "The mayor opened a fair on Friday.", "", False),
        ("When was the mayor elected?", "The mayor won the vote on Friday.", "", True),
        ("When was Ada Pohl arrested?", "Ada Pohl retired in 2011.", "", False),
        ("When was Ada Pohl arrested?", "Ada Pohl was detained on Friday.", "", True),
        ("When was Ada Pohl born?", "Ada Pohl moved to Ellery in 2001.", "", False),
        ("When did the pier open?", "The pier was painted on Friday.", "", True),
        ("When was the mill converted?", "On Friday Ada Pohl promised converting the mill to flats.", "", False),
        ("When did the pier open?", "On Friday the mayor vowed to open the pier.", "", False),
        ("When did the pier open?", "The pier, planned to cost 3 crowns, opened on Friday.", "", True),
        ("When did the firm open the mill?", "All mills will stay open until 2031, the firm said.", "", False),
        ("When did the firm open the mill?", "The mill opened in May and will stay open until 2031.", "", True),
        ("When did the firm open the mill?", "The mill has been open since May.", "", True),
        ("Until when will the mill be open?", "It will stay open until 2031.", "", True),
        ("When did the mayor vow to open the pier?", "On Friday the mayor vowed to open the pier.", "", True),
        ("When will the pier open?", "The mayor hopes to open the pier on Friday.", "", True),
        ("When will the man who was arrested leave?", "He goes home on Friday.", "", True),
        ("Who was elected?", "Ada Pohl moved to Ellery in 2001.", "", True),
    ],
)
def test_a_day_is_that_of_the_deed_asked_after(question: str, sentence: str, earlier: str, right: bool) -> None:
    assert tells_of_deed(question, sentence, earlier) is right
