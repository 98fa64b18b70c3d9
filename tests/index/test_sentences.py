"""Sentences: their borders in news text, and their exact spans."""

from __future__ import annotations

import pytest

from index.sentences import paragraph_span, sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He met U.S. Secretary of State Ann Lee.", "Then he left."],
        ["The U.S. Ambassador spoke.", "The U.K. Foreign Secretary did not."],
        ["The bill passed in the U.S.", "The mayor will vote."],
        ["Lt. Col. Ann Lee and Sen. Bob Day met Dr. Poe.", "Cllr. Zed left."],
        ["J. K. Poe met George W. Lark at 9 a.m. on Monday.", "It ended at 5 p.m.", "Then all went home."],
        ["Prices rose 3.5 percent to $1.2 million.", "It starts Nov. 1.", "It is No. 1 of all."],
        ["“We will go.”", "“Why?” she asked.", "He left."],
        ["“We won!” Ann Lee said.", "He left."],
        ["He said he “had to go.”", "She said “no.”", "(It was a joke.)", "Then they left."],
        ["The firm, Yahoo! Inc. said so.", "Acme Corp. Chief Executive Ann Lee agreed."],
        ["World War I.", "It began with Plan B.", "He left."],
        ["First point [1].", "Second point.[2]", "Third."],
    ],
)
def test_a_paragraph_splits_into_its_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said.“Hi.” Then he left.", ["He said.", "“Hi.”", "Then he left."]),
        ("It ended in 2024.The next begins.", ["It ended in 2024.", "The next begins."]),
        ("“But wait.”He left.", ["“But wait.”", "He left."]),
        ("Booking.Com and Mr.Poe are names.", ["Booking.Com and Mr.Poe are names."]),
    ],
)
def test_a_lost_space_between_sentences_still_parts_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_headings_and_list_items_are_sentences_of_their_own_without_their_bullets() -> None:
    text = "A heading\n- One item\n* Two items. Two sentences.\n\n1. A numbered one\n   \nProse"
    assert sentences(text) == ["A heading", "One item", "Two items.", "Two sentences.", "A numbered one", "Prose"]


@pytest.mark.parametrize("text", ["", "  \n\n ", ".", "“", "... ...", "1.", "a\n" * 50, "?!” ’)] (“", "x" * 5000])
def test_spans_are_trimmed_in_order_and_never_overlap_in_any_text(text: str) -> None:
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        last = end


def test_all_words_of_a_text_lie_in_its_sentences() -> None:
    text = "The mayor said: “I go. Now.” She left.The end\n\nU.S. Gen. Poe (Ret.) agreed! [...] Why? 5 p.m. it is."
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_paragraph_span_reaches_from_line_break_to_line_break() -> None:
    text = "Title\n\n  First one. Second one. \nThird."
    start = text.index("Second")
    assert text[slice(*paragraph_span(text, start, start + 6))] == "First one. Second one."
    assert text[slice(*paragraph_span(text, 0, 5))] == "Title"
    assert text[slice(*paragraph_span(text, start, len(text)))] == "First one. Second one. \nThird."
