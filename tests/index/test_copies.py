"""Copies: which articles are one story."""

from __future__ import annotations

from datetime import date

from index.copies import Member, bands, signature, similarity, story_of

WIRE = " ".join(
    f"The {n}th ferry to Brimley left harbour {n} after repairs that cost {n * 37} crowns, the operator said."
    for n in range(30)
)
OTHER = " ".join(
    f"Voters in ward {n} of Corvane chose candidate {n * 3} by {n * 11} votes on Sunday." for n in range(30)
)


def _member(name: str, text: str, published: date | None = None, story: str = "") -> Member:
    return Member(name, story or name, published, signature(text))


def test_a_copy_with_small_edits_is_found_and_another_text_is_not() -> None:
    copy = "BRIMLEY (Agency) - " + WIRE.replace("the operator said", "the operator said", 1) + " Our staff added this."
    assert similarity(signature(WIRE), signature(copy)) > 0.85
    assert similarity(signature(WIRE), signature(OTHER)) < 0.1
    assert not set(bands(signature(WIRE))).isdisjoint(bands(signature(copy)))
    assert set(bands(signature(WIRE))).isdisjoint(bands(signature(OTHER)))


def test_case_punctuation_and_line_breaks_do_not_count() -> None:
    assert similarity(signature(WIRE), signature(WIRE.upper().replace(",", "\n"))) == 1


def test_a_copy_joins_the_story_of_the_earliest() -> None:
    members = [
        _member("late", WIRE, date(2025, 3, 2)),
        _member("early", WIRE, date(2025, 3, 1), story="first"),
        _member("undated", WIRE),
        _member("other", OTHER, date(2024, 1, 1)),
    ]
    assert story_of(signature(WIRE), members, 0.7) == "first"


def test_without_a_copy_there_is_no_story_to_join() -> None:
    assert story_of(signature(WIRE), [_member("other", OTHER)], 0.7) is None
    assert story_of(signature(WIRE), [], 0.7) is None


def test_signatures_stay_the_same_from_run_to_run_and_short_texts_have_one() -> None:
    assert signature("Harbour reopens today after long repairs").tolist()[:2] == [
        int(value) for value in signature("harbour REOPENS today, after long repairs").tolist()[:2]
    ]
    assert similarity(signature("Ferry"), signature("Ferry")) == 1
    assert signature("").shape == (128,)
