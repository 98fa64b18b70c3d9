"""Two things compared: each side asked about, and only what both quotes hold worked out."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage
from rag.comparing import comparison_of
from rag.comparison import Comparison, Measure
from rag.question import understand
from rag.quote import Quote
from rag.sides import as_told, tells_what
from rag.value import Value, value_in
from rag.verdict import worked_out

FIRES = "Which happened first: the Ellery fire, or the Tolen flood?"


def compared(question: str) -> Comparison:
    found = comparison_of(question)
    assert found is not None
    return found


def value(sentence: str, words: str, measure: Measure, published: date | None = None) -> Value:
    start = sentence.index(words)
    found = value_in(sentence, start, start + len(words), published, measure)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "sides", "asked"),
    [
        (FIRES, ("the Ellery fire", "the Tolen flood"), ("When was the Ellery fire?", "When was the Tolen flood?")),
        (
            "Who resigned first, Amsel or Pohl?",
            ("Amsel", "Pohl"),
            ("When was it that Amsel resigned?", "When was it that Pohl resigned?"),
        ),
        ("Who is older, Amsel or Pohl?", ("Amsel", "Pohl"), ("How old is Amsel?", "How old is Pohl?")),
        (
            "How many more votes did Amsel get in Ellery than Pohl?",
            ("Amsel", "Pohl"),
            ("How many votes did Amsel get in Ellery?", "How many votes did Pohl get in Ellery?"),
        ),
        (
            "Which ferry takes more passengers, the Brisk or the Heron?",
            ("the Brisk", "the Heron"),
            ("How many passengers does the Brisk take?", "How many passengers does the Heron take?"),
        ),
        (
            "Did Amsel resign before or after Pohl was elected?",
            ("Amsel", "Pohl was elected"),
            ("When did Amsel resign?", "When was it that Pohl was elected?"),
        ),
        (
            "Did Amsel visit Ellery before Pohl?",
            ("Amsel", "Pohl"),
            ("When did Amsel visit Ellery?", "When did Pohl visit Ellery?"),
        ),
        (
            "Are there more Norlanders in Ellery than Sudlanders in Tolen?",
            ("Norlanders in Ellery", "Sudlanders in Tolen"),
            ("How many Norlanders are there in Ellery?", "How many Sudlanders are there in Tolen?"),
        ),
        (
            "Was the Ellery mill worth more than the Tolen mill?",
            ("the Ellery mill", "the Tolen mill"),
            ("How much was the Ellery mill worth?", "How much was the Tolen mill worth?"),
        ),
        (
            "How much longer did Amsel talk with Pohl than with Dorn in May 2024?",
            ("with Pohl in May 2024", "with Dorn in May 2024"),
            ("How long did Amsel talk with Pohl in May 2024?", "How long did Amsel talk with Dorn in May 2024?"),
        ),
        (
            "How many days passed between the Ellery fire and the Tolen flood?",
            ("the Ellery fire", "the Tolen flood"),
            ("When was the Ellery fire?", "When was the Tolen flood?"),
        ),
        (
            "How long after the Ellery fire was the mill sold?",
            ("the Ellery fire", "the mill sold"),
            ("When was the Ellery fire?", "When was the mill sold?"),
        ),
        (
            "How long after the ferry Brisk sank off Ellery was it raised?",
            ("the ferry Brisk sank off Ellery", "the ferry Brisk raised"),
            ("When was it that the ferry Brisk sank off Ellery?", "When was the ferry Brisk raised?"),
        ),
        (
            "How long after Ivo Pohl was found guilty was he sentenced?",
            ("Ivo Pohl was found guilty", "Ivo Pohl sentenced"),
            ("When was it that Ivo Pohl was found guilty?", "When was Ivo Pohl sentenced?"),
        ),
        (
            "Did Greta Amsel resign before she was charged?",
            ("Greta Amsel", "Greta Amsel was charged"),
            ("When did Greta Amsel resign?", "When was it that Greta Amsel was charged?"),
        ),
        (
            "Did Amsel resign before or after the Tolen dam burst?",
            ("Amsel", "the Tolen dam burst"),
            ("When did Amsel resign?", "When was it that the Tolen dam burst?"),
        ),
        (
            "How much higher was the turnout in 2023 than in 2025?",
            ("in 2023", "in 2025"),
            ("How high was the turnout in 2023?", "How high was the turnout in 2025?"),
        ),
    ],
)
def test_each_side_is_asked_about(question: str, sides: tuple[str, str], asked: tuple[str, str]) -> None:
    found = compared(question)
    assert found.sides == sides
    assert found.questions == asked


@pytest.mark.parametrize(
    "question",
    [
        "Who runs the ferry?",
        "Which company was first to sell or lease ships?",
        "What came first?",
        "Who is older?",
        "Did the police say anything before noon?",
        "Is there more than one mill?",
        "Which reached them first, a boat or the helicopters?",
    ],
)
def test_other_questions_compare_nothing(question: str) -> None:
    assert comparison_of(question) is None


def test_the_order_is_worked_out_from_two_days() -> None:
    fire = value("It broke out on Tuesday.", "Tuesday", "order", date(2024, 10, 16))
    flood = value("The river rose on 12 October 2024.", "12 October 2024", "order")
    said = worked_out(compared(FIRES), fire, flood)
    assert said == ("First: the Tolen flood, on 12 October 2024, 3 days before the Ellery fire, on 15 October 2024.")


def test_the_difference_is_worked_out_from_two_numbers_of_one_unit() -> None:
    more = compared("How many more votes did Amsel get than Pohl?")
    said = worked_out(
        more, value("41,203 votes", "41,203 votes", "size"), value("thirty-eight", "thirty-eight", "size")
    )
    assert said == "Amsel: 41,203 votes, against thirty-eight for Pohl; a difference of 41,165."
    younger = compared("Who is younger, Amsel or Pohl?")
    assert worked_out(younger, value("aged 43", "43", "size"), value("41", "41", "size")).startswith("Pohl: 41")


def test_two_things_to_compare_are_set_side_by_side() -> None:
    question = understand("Compare the turnout in Ellery in 2019 and the turnout in Tolen in 2023.")
    assert question.comparison is not None
    assert question.comparison.sides == ("the turnout in Ellery in 2019", "the turnout in Tolen in 2023")
    said = worked_out(question.comparison, value("61%", "61%", "size"), value("48%", "48%", "size"))
    assert said.startswith("The turnout in Ellery in 2019: 61%, against 48%")
    assert said.endswith("a difference of 13 points.")


def test_what_cannot_be_compared_is_not() -> None:
    more = compared("How many more votes did Amsel get than Pohl?")
    assert worked_out(more, value("$4 million", "$4 million", "size"), value("12%", "12%", "size")) == ""
    assert value_in("four of 5", 0, 9, None, "size") is None
    held = value_in("in March 2024", 3, 13, None, "order")
    assert (
        held is not None
        and worked_out(compared(FIRES), held, value("on 12 March 2024", "12 March 2024", "order")) == ""
    )


def test_months_and_years_have_an_order_where_they_do_not_overlap() -> None:
    built = compared("Was the Brisk built before the Heron?")
    said = worked_out(built, value("in 1998", "1998", "order"), value("in May 2011", "May 2011", "order"))
    assert said == "Yes. First: the Brisk, in 1998, before the Heron, in May 2011."
    said = worked_out(built, value("in 2011", "2011", "order"), value("in 1998", "1998", "order"))
    assert said.startswith("First: the Heron")  # it may have happened more than once: no 'No'


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            "1.9 kilometres",
            "412 metres",
            "The bridge at Ellery: 1.9 kilometres, against 412 metres for the bridge at Tolen",
        ),
        ("35 minutes", "an hour and a half", "The bridge at Tolen: an hour and a half, against 35 minutes"),
        ("$3.2 million", "$900,000", "The bridge at Ellery: $3.2 million, against $900,000"),
        ("4 million crowns", "$900,000", ""),
        ("six months", "90 days", ""),  # no exact number of days
        ("about 52", "50", ""),  # too rough to be told apart
    ],
)
def test_amounts_are_compared_in_one_unit_where_that_is_exact(one: str, other: str, said: str) -> None:
    which = compared("Which is larger, the bridge at Ellery or the bridge at Tolen?")
    assert worked_out(which, value(one, one, "size"), value(other, other, "size"))[: len(said) or None] == said


def test_the_year_in_a_name_is_not_the_time_of_the_event() -> None:
    sentence = "She beat the mark that was set at the 2003 Ellery Marathon."
    assert value_in(sentence, sentence.index("2003"), len(sentence) - 1, date(2025, 3, 4), "order") is None
    assert value_in("It was built in 2003 Amsel says.", 16, 20, date(2025, 3, 4), "order") is not None


def test_a_time_since_then_is_not_the_time_of_the_event() -> None:
    sentence = "They met in Ellery, for the first time since Tolen in 2019."
    assert value_in(sentence, sentence.index("2019"), len(sentence) - 1, date(2025, 3, 4), "order") is None


def test_the_time_of_another_deed_is_not_that_of_the_one_asked_about() -> None:
    text = "Greta Amsel became mayor of Tolen in 1990."
    article = Article("a", "a.md", "Amsel", text, published=date(2024, 3, 4), story_id="a")
    quote = Quote(Passage(1, article, 0, len(text), 0.9), 0, len(text), 0.5)
    assert not tells_what(quote, "When did Greta Amsel die?")
    assert tells_what(quote, "When did Greta Amsel become mayor?")
    assert tells_what(quote, "When was Greta Amsel?")


def test_the_day_of_an_end_is_not_that_of_the_beginning() -> None:
    text = "The dockers of Tolen ended their strike on Monday."
    article = Article("a", "a.md", "Tolen", text, published=date(2024, 3, 5), story_id="a")
    quote = Quote(Passage(1, article, 0, len(text), 0.9), 0, len(text), 0.5)
    assert not tells_what(quote, "When was it that the strike in Tolen began?")
    assert tells_what(quote, "When did the strike in Tolen end?")


def test_between_a_week_and_a_day_lie_so_many_days_or_so_many() -> None:
    gap = compared("How long after the Ellery fire was the Tolen flood?")
    fire = value("It broke out last week.", "last week", "gap", date(2024, 10, 16))
    flood = value("The river rose on 23 October 2024.", "23 October 2024", "gap")
    said = worked_out(gap, fire, flood)
    assert said.startswith(
        "10 to 16 days: the Ellery fire, between 7 October 2024 and 13 October 2024; the Tolen flood,"
    )
    year = value("It broke out in 2022.", "2022", "gap", date(2024, 10, 16))
    assert worked_out(gap, year, flood) == ""


def test_a_side_is_named_in_the_past_as_its_sentence_has_it() -> None:
    told = "The minister Greta Amsel resigned on Monday."
    assert as_told("Greta Amsel resign", "When did Greta Amsel resign?", told) == "Greta Amsel resigned"
    assert as_told("the dam burst", "When was it that the dam burst?", told) == "the dam burst"
    assert as_told("the mill burn", "When did the mill burn?", "The mill burned down.") == "the mill burned"
