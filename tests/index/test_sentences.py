"""Sentences: their borders in news text, and their exact spans."""

from __future__ import annotations

import pytest

from index.sentences import paragraph_span, sentence_before, sentence_spans

# Each line is a text, its sentences parted by " | ".
_NEWS = """
The Sino-U.S. talks resume on Friday. | Both sides sound calm.
Anti-U.S. Protests spread through the port. | Nobody was hurt.
He praised U.S.-led efforts. | They failed.
U.S. President Ann Lark flew home. | Her U.K. Counterpart stayed.
The U.S. Treasury fined the bank. | It paid.
The U.S. Dollar fell against the crown. | Traders shrugged.
He lives in the U.S. | The house is small.
They left the U.S. | He went to Peru.
The U.N. Security Council met. | It adjourned.
A U.N. Envoy will visit. | She speaks Dari.
The E.U. Commission agreed. | Norland did not.
No. 10 declined to comment. | The minister left.
A spokesman at No. 10 Downing Street said no. | Then he hung up.
The tram no. 7 stops there. | It is slow.
It was Nos. 3 and 4 on the list. | Then came five.
He flew to St. Petersburg on Monday. | It rained.
St. Louis beat St. Paul by two goals. | Fans cheered.
The court in Ft. Worth ruled. | He appealed.
Mt. Everest is closed. | Climbers wait.
J. R. R. Oldham wrote it. | It sold well.
Samuel L. Bright and J.K. Marsh won. | They danced.
George H. W. Dorn died. | He was 94.
The talks start at 9 a.m. Monday in Geneva. | Nobody expects much.
Polls close at 8 p.m. Tuesday. | Results follow.
It opened at 10 a.m. | The doors stayed shut.
The siren went at 6 a.m. | Residents ran.
The vote is at 3 p.m. EST on Friday. | All may watch.
It began at 7 p.m. local time. | It ended late.
She met Gov. Dan Poole and Rep. Sue Ames. | They agreed.
Sen. Joe Hart (D-Conn.) objected. | It passed.
On Jan. 6 the crowd came. | On Feb. 3 it left.
He was born on Sept. 9, 1950. | He died in Dec. 2020.
Acme Inc. sued Bolt Corp. in Delaware. | It lost.
Bolt Co. Chairman Ed Ray resigned. | Shares fell.
The firm is Marsh & Co. | It is old.
He works for Acme Inc. | She does not.
Martin Hale Jr. won. | His father wept.
Martin Hale Jr. | He won.
It weighs 4.5 kg. | That is a lot.
The case Ames v. Norland was heard. | It closed.
Amsel vs. Pohl drew crowds. | Amsel won.
He has a Ph.D. in physics. | She has none.
He holds a Ph.D. | His wife holds two.
Washington D.C. Mayor Lou Park spoke. | She was brief.
The price rose, i.e. it doubled. | Buyers left.
Fruit, e.g. Apples, is cheap. | Meat is not.
Dr. A. P. J. Rao spoke. | Prof. Lin listened.
Lt. Gen. Karl Ost took command. | Maj. Gen. Rau left.
He said it was “over.” | The crowd left.
“Stop!” he cried. | They ran.
“Is it safe?” Mayor Lou Park asked. | It was.
Pres. Ann Lark vetoed it. | Congress met.
The U.S. and the U.K. agreed. | France did not.
The U.S. Geological Survey measured it. | It was strong.
A U.S. Marine was hurt. | He is well.
A former U.S. Envoy to Norland, Lou Park, agreed. | Others did not.
He told U.S. Senators so. | They nodded.
The U.S. Navy sailed. | The U.S. Coast Guard stayed.
An F-22 shot it down at 2:39 p.m. Saturday, the Pentagon said. | It fell.
The 5:15 a.m. Train was late. | It was full.
The U.S. Open begins. | The U.S. Women’s team won.
Ukraine's President Volodymyr Z. Ost spoke. | He left.
Aug. 14, 2024 was hot. | Trams stopped.
They arrived Aug. 14. | It was hot.
Reporters asked the U.S. Sens. Ann Lee and Bob Day. | They left.
The curfew holds from 10 p.m. to 6 a.m. | Norland has none.
Graves of about 600 b.c.e. to 250 c.e. were found. | All were empty.
The germ, a kind of E. coli, is rare. | It kills.
It opens at 10 a.m. Central European Time. | All may watch.
"""


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


@pytest.mark.parametrize("parted", _NEWS.strip().split("\n"))
def test_abbreviations_end_a_sentence_only_where_one_ends(parted: str) -> None:
    assert sentences(parted.replace(" | ", " ")) == parted.split(" | ")


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


def test_the_sentence_before_a_place_is_the_last_that_ends_there() -> None:
    text = "The mill burned. Nobody was hurt.\n\n\n- A list item\nDr. Pohl said so. It rained."
    for start, end in sentence_spans(text):
        before = sentence_spans(text[:start])
        assert sentence_before(text, start) == (text[slice(*before[-1])] if before else "")
        assert sentence_before(text, end) == text[start:end]
    assert sentence_before("\n\n", 2) == ""
