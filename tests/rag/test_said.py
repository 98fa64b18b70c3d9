"""Whose words answer 'What did X say?', and a quotation shown whole."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.sentences import sentence_spans
from rag.answer import Passage
from rag.candidates import Candidate
from rag.question import understand
from rag.quote import Scored
from rag.said import may_be_said, never_speaks, own_words_first, tells_own_words, words_asked_of
from rag.whole_quotation import whole_quotation

TOLL = (
    "The bridge of Ellery will cost a toll of two crowns. Mayor Ruth Amsel said that nobody would turn back. "
    '"The toll is small. It pays for the paint," said the engineer, Oskar Lindqvist. '
    "Jonas Pohl, who lives at Ness Hill, has a boat."
    ' "I row," he said. Karl Ode paid his own toll.'
)
TRIAL = (
    "Oskar Lindqvist was fined on Monday over the bridge. Lindqvist left by a back door and did not speak. Ruth Amsel,"
    " the mayor, called the verdict mild."
)


def passage(text: str, number: int = 1) -> Passage:
    article = Article(f"a{number}", f"a{number}.txt", "The bridge", text, published=date(2024, 3, number))
    return Passage(number, article, 0, len(text), 0.9)


def first(question: str, text: str) -> str:
    one = passage(text)
    told = [
        Scored(Candidate(one, start, end, frozenset(), (), None), -float(start)) for start, end in sentence_spans(text)
    ]
    found = own_words_first(understand(question), told)
    return text[found[0].candidate.start : found[0].candidate.end] if found else ""


@pytest.mark.parametrize(
    ("question", "text", "begins"),
    [
        ("What did Ruth Amsel say about the toll?", TOLL, "Mayor Ruth Amsel said"),
        ("What did Oskar Lindqvist say about the toll?", TOLL, '"The toll is small.'),
        ("What did Jonas Pohl say about the toll?", TOLL, '"I row," he said.'),
        ("What did Oskar Lindqvist say after the verdict?", TRIAL, "Lindqvist left by a back door"),
        ("What did Ruth Amsel say after the verdict?", TRIAL, "Ruth Amsel, the mayor, called"),
        ("What did Karl Ode say about the toll?", TOLL, ""),
        ("How high is the toll?", TOLL, ""),
    ],
)
def test_own_words_or_a_refusal_to_speak_come_first(question: str, text: str, begins: str) -> None:
    sentence = first(question, text)
    assert sentence.startswith(begins) and bool(sentence) == bool(begins)


def test_the_words_of_another_of_the_name_are_not_taken() -> None:
    text = "Ruth Amsel said that the toll was fair. Her brother, Emil Amsel, sold the paint."
    assert first("What did Emil Amsel say about the toll?", text) == ""
    assert never_speaks(understand("What did Emil Amsel say about the toll?"), [passage(text)]) == "Emil Amsel"
    assert never_speaks(understand("What did Ruth Amsel say about the toll?"), [passage(text)]) == ""
    assert never_speaks(understand("What did Oskar Lindqvist say after the verdict?"), [passage(TRIAL)]) == ""


def test_words_on_the_matter_are_evidence() -> None:
    assert tells_own_words(understand("What did Oskar Lindqvist say about the toll?"), [passage(TOLL)])
    assert not tells_own_words(understand("What did Oskar Lindqvist say about the tunnel?"), [passage(TOLL)])
    assert not tells_own_words(understand("What did Karl Ode say about the toll?"), [passage(TOLL)])


def test_only_what_follows_that_or_a_quotation_mark_is_all_that_was_said() -> None:
    asked = understand("What did Ruth Amsel say?")
    sentence = "Amsel said that nobody would turn back."
    assert may_be_said(asked, "nobody would turn back", sentence)
    assert not may_be_said(asked, "turn back", sentence)
    assert may_be_said(understand("Who spoke?"), "Amsel", sentence)


def test_whose_words_are_asked_for() -> None:
    assert words_asked_of("Who said that?") is None
    assert words_asked_of("What did the guard who found Ruth Amsel say?") is not None
    assert words_asked_of("What did Ruth Amsel's guard say?") is None


def test_a_quotation_is_shown_whole() -> None:
    start, end = TOLL.index("It pays"), TOLL.index(" Jonas")
    opens = TOLL.index('"The toll')
    assert whole_quotation(TOLL, start, end) == (opens, end)
    assert whole_quotation(TOLL, opens, start - 1) == (opens, end)
    plain = TOLL.index("Mayor")
    assert whole_quotation(TOLL, plain, opens - 1) == (plain, opens - 1)
    long = f'"{"It rained and rained and rained. " * 20}We left," she said.'
    assert whole_quotation(long, long.index("We"), len(long)) == (long.index("We"), len(long))
