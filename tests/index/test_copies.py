"""Copies: which texts are near-identical, and which articles are one story."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from index.copies import Dated, bands, containment, group, signature, similarity
from index.figures import conflict, figures, from_bytes, to_bytes
from index.settings import IndexSettings
from tests.index.variants import held_for_copies, measure, precision_and_recall

WIRE = " ".join(
    f"The {n}th ferry to Brimley left harbour {n} after repairs that cost {n * 37} crowns, the operator said."
    for n in range(30)
)
OTHER = " ".join(
    f"Voters in ward {n} of Corvane chose candidate {n * 3} by {n * 11} votes on Sunday." for n in range(30)
)


def test_made_copies_are_found_and_stories_that_look_like_copies_are_not() -> None:
    found = measure(IndexSettings().copy_threshold)
    precision, recall = precision_and_recall(found)
    assert precision >= 0.98 and recall >= 0.95, found
    for kind, (held, number, copies) in found.items():
        assert held >= 0.85 * number if copies else held <= 0.05 * number, kind


def test_a_copy_with_small_edits_is_found_and_another_text_is_not() -> None:
    copy = "BRIMLEY (Agency) - " + WIRE.replace("the operator said", "the operator said", 1) + " Our staff added this."
    assert similarity(signature(WIRE), signature(copy)) > 0.85
    assert similarity(signature(WIRE), signature(OTHER)) < 0.1
    assert not set(bands(signature(WIRE))).isdisjoint(bands(signature(copy)))
    assert set(bands(signature(WIRE))).isdisjoint(bands(signature(OTHER)))


def test_a_trimmed_copy_is_contained_in_the_whole() -> None:
    assert containment(signature(WIRE), signature(WIRE[: len(WIRE) // 2])) > 0.85
    assert containment(signature(WIRE), signature(OTHER)) < 0.2
    assert held_for_copies(WIRE, WIRE[: int(len(WIRE) * 0.6)], 0.7)


def test_case_punctuation_and_line_breaks_do_not_count() -> None:
    assert similarity(signature(WIRE), signature(WIRE.upper().replace(",", "\n"))) == 1


def test_signatures_stay_the_same_from_run_to_run_and_short_texts_have_one() -> None:
    assert signature("Harbour reopens today after long repairs").tolist()[:2] == [
        int(value) for value in signature("harbour REOPENS today, after long repairs").tolist()[:2]
    ]
    assert similarity(signature("Ferry"), signature("Ferry")) == 1
    assert signature("").shape == (128,)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("The storm killed 12 people in Holt.", "The storm killed 14 people in Holt.", True),
        ("The storm killed twelve people in Holt.", "The storm killed 12 people in Holt.", False),
        ("It cost 1,200 crowns a year.", "It cost 1200 crowns a year.", False),
        ("It cost 12 million crowns.", "It cost 12 billion crowns.", True),
        ("It cost 12 crowns a year. Of 40 boats, 3 sank.", "It cost 12 crowns a year.", False),
        ("HOLT, May 3 (Wire) - It cost 12 crowns.", "HOLT, May 4 (Wire) - It cost 12 crowns.", False),
        ("Rain fell.", "Rain fell.\nCorrection: an earlier version of this report said snow.", True),
    ],
)
def test_texts_conflict_where_the_same_words_surround_other_figures(one: str, other: str, differ: bool) -> None:
    assert conflict(figures(one), figures(other)) is differ
    assert from_bytes(to_bytes(figures(one))) == figures(one)


def _grouped(links: dict[str, str], texts: dict[str, str]) -> dict[str, str]:
    """Articles a, b, c ... of 1, 2, 3 ... January, with whom each is linked."""
    both = {key: {*links.get(key, ""), *(other for other, theirs in links.items() if key in theirs)} for key in texts}
    members = [Dated(date(2025, 1, number + 1), key) for number, key in enumerate(texts)]
    figures_of = {key: figures(text) for key, text in texts.items()}
    forwards = group(members, lambda key: sorted(both[key]), figures_of)
    assert group(members[::-1], lambda key: sorted(both[key], reverse=True), figures_of) == forwards
    return forwards


def test_what_hangs_together_is_one_story_named_by_its_oldest() -> None:
    texts = dict.fromkeys("abcd", "Rain fell.")
    assert _grouped({"b": "c"}, texts) == {"a": "a", "b": "b", "c": "b", "d": "d"}
    assert _grouped({"a": "d", "b": "c"}, texts) == {"a": "a", "b": "b", "c": "b", "d": "a"}
    assert _grouped({"a": "d", "b": "cd"}, texts) == dict.fromkeys("abcd", "a")  # d is a bridge


def test_no_story_holds_two_articles_whose_figures_differ() -> None:
    texts = {"a": "It killed 12 people there.", "b": "Rain fell.", "c": "It killed 14 people there.", "d": "Rain fell."}
    assert _grouped({"b": "ac", "d": "bc"}, texts) == {"a": "a", "b": "a", "c": "c", "d": "a"}


def test_a_very_long_text_takes_little_memory_to_compare() -> None:
    text = " ".join(f"word{n} of{n % 977}" for n in range(50_000))
    signature(text[:1000])  # loads what it needs
    tracemalloc.start()
    signature(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 80_000_000


def test_a_signature_does_not_import_scipy_and_leaves_datasketch_whole() -> None:
    code = (
        "import sys; from index.copies import signature; signature('one two three four')\n"
        "assert 'scipy' not in sys.modules\n"
        "import datasketch; assert datasketch.MinHashLSH and datasketch.MinHash"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
