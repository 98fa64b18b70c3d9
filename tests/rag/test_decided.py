"""Whether something was done is told by the newest sentence about the deed itself, or by its negation."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from rag.answer import Passage
from rag.candidates import Candidate
from rag.decided import deciding, may_tell
from rag.question import understand
from rag.quote import Scored

SUNK = (1, "The captain of the Brisk, Jory Pell, steered the ferry that night. Nine people drowned.")
CHARGED = (5, "Prosecutors charged Jory Pell on Friday. They said that the Brisk was too fast.")
LATER = (9, "The captain of the Brisk, who has been under guard, did not come. A band played.")


def first(question: str, *told: tuple[int, str]) -> str:
    scored: list[Scored] = []
    for place, (day, text) in enumerate(told):
        article = Article(f"a{place}", "a.md", "The Brisk", text, published=date(2024, 3, day), story_id=f"a{place}")
        passage = Passage(place, article, 0, len(text), 0.9)
        at = 0
        for sentence in text.split(". "):
            start = text.index(sentence, at)
            at = end = start + len(sentence)
            scored.append(Scored(Candidate(passage, start, end, frozenset(), (), None), -float(len(scored))))
    found = deciding(understand(question), scored)
    if not found:
        return ""
    best = found[0].candidate
    return best.passage.article.text[best.start : best.end].rstrip(".")


def test_the_deed_is_told_of_the_name_that_an_article_gives_whom_the_question_means() -> None:
    assert first("Has the captain been charged?", SUNK, CHARGED, LATER) == "Prosecutors charged Jory Pell on Friday"
    assert first("Has the captain of the Brisk been charged?", SUNK, CHARGED, LATER).startswith("Prosecutors charged")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Has Jory Pell been charged?", "Prosecutors declined to charge Jory Pell"),
        ("Has Jory Pell been charged?", "Jory Pell has not been charged"),
        ("Was the mask found?", "The mask was found in a barn"),
        ("Have the walkers been found?", "Two walkers, Ola Bern and Kaia Lund, were found alive"),
        ("Has Jory Pell resigned?", "Jory Pell, who resigned on Friday, was not there"),
        ("Has the town sold the mill?", "The town sold the mill to Norline"),
        ("Has Ruth Amsel been elected mayor?", "Voters elected Ruth Amsel mayor of Tolen"),
    ],
)
def test_the_forms_in_which_a_deed_is_told_or_denied(question: str, sentence: str) -> None:
    assert first(question, (3, f"It rained all day. {sentence}.")) == sentence


def test_the_newest_report_of_the_deed_comes_first() -> None:
    freed = (7, "A judge ruled that Jory Pell will not be charged after all. It was a long day.")
    assert first("Has Jory Pell been charged?", CHARGED, freed).startswith("A judge ruled")
    assert first("Has Jory Pell been charged?", freed, CHARGED).startswith("A judge ruled")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Has the captain been found?", "The captain found the door open"),
        ("Has Jory Pell been charged?", "Jory Pell charged four crowns for the trip"),
        ("Has the guard been charged?", "Prosecutors charged the owner"),
        ("Who has been charged?", "Prosecutors charged Jory Pell"),
        ("Is the mill open?", "The mill opened in May"),
    ],
)
def test_other_sentences_and_questions_tell_of_no_deed(question: str, sentence: str) -> None:
    assert first(question, (3, f"It rained all day. {sentence}.")) == ""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Have the walkers been found?", "Police found the walkers' tent in a wood"),
        ("Has Quill been sold?", "A rival sold Quill's old lorries"),
        ("Has Quill been sold?", "Quill's old lorries were sold"),
        ("Has Jory Pell resigned?", "Jory Pell's lawyer resigned"),
        ("Has the old mill been repaired?", "Workers repaired a shed near the old mill"),
    ],
)
def test_what_belongs_to_somebody_is_not_that_one(question: str, sentence: str) -> None:
    assert first(question, (3, f"It rained all day. {sentence}.")) == ""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Has Quill been sold?", "Quill's been sold, its owner said"),
        ("Have the walkers been found?", "Police found the walkers' bodies in a wood"),
        ("Has Norland banned the trap?", "Norland's parliament banned the trap"),
    ],
)
def test_a_genitive_that_speaks_of_the_one_itself_counts(question: str, sentence: str) -> None:
    assert first(question, (3, f"It rained all day. {sentence}.")) == sentence


def test_what_is_only_mentioned_in_passing_comes_after_the_report_itself() -> None:
    report, aside = (2, "Jory Pell resigned on Friday"), (8, "Jory Pell, who resigned on Friday, went fishing")
    assert first("Has Jory Pell resigned?", report, aside) == report[1]


def test_since_then_is_not_in_passing() -> None:
    lost, back = (2, "Two walkers were still missing at noon"), (4, "The two walkers have since been found in a hut")
    assert first("Are walkers still missing?", lost, back) == back[1]


def test_a_pronoun_stands_for_whom_the_sentence_before_names() -> None:
    asked = "Was Jory Pell questioned?"
    assert first(asked, (2, "Jory Pell steered. Police questioned him for hours.")) == "Police questioned him for hours"
    assert first(asked, (2, "It rained. Police questioned him for hours.")) == ""


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was Jory Pell convicted?", "Jory Pell was acquitted of all counts"),
        ("Was Jory Pell convicted?", "The court in Tolen cleared Jory Pell"),
        ("Was Jory Pell killed?", "Jory Pell survived with a broken arm"),
        ("Is Norline still closed?", "Norline reopened on Monday"),
        ("Did the council approve the tunnel?", "The council rejected the tunnel on Monday"),
        ("Are walkers still missing?", "All three walkers have been found in a hut"),
        ("Did Jory Pell resign?", "Jory Pell said that he would stay on"),
        ("Did Jory Pell step down?", "Jory Pell will remain in office"),
    ],
)
def test_what_says_the_opposite_of_the_deed_decides_too(question: str, sentence: str) -> None:
    assert first(question, (3, f"It rained all day. {sentence}.")) == sentence


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was Jory Pell convicted?", "Jory Pell's brother was acquitted"),
        ("Was Jory Pell convicted?", "Jory Pell came late, but the cook was acquitted"),
        ("Was Jory Pell killed?", "The cook survived"),
    ],
)
def test_an_opposite_told_of_another_decides_nothing(question: str, sentence: str) -> None:
    assert first(question, (3, f"It rained all day. {sentence}.")) == ""


def test_what_was_done_to_something_else_is_another_deed() -> None:
    refused = (3, "A gang robbed the Elm Lane school. It wants a ransom. The school said that it would not pay.")
    fined = (9, "The Elm Lane school must pay a fine of 900 crowns. It rained.")
    asked = "Did Elm Lane pay the ransom?"
    assert first(asked, refused, fined) == "The school said that it would not pay"
    assert first("Did Elm Lane pay the fine?", refused, fined).startswith("The Elm Lane school must pay a fine")


def test_the_same_verb_with_another_object_is_no_later_news_of_the_deed() -> None:
    asked = "Did Elm Lane pay the ransom?"
    assert not may_tell(asked, "The school must pay a fine of 900 crowns.")
    assert not may_tell(asked, "The school puts its loss at 900 crowns.")
    assert may_tell(asked, "The school has paid the ransom in full.")
    assert may_tell(asked, "In the end the school paid.")
    assert may_tell("Did the gale in Tolen kill anyone?", "A man died under a tree.")
    assert may_tell("Did Tolen's gale kill anyone?", "A man was found dead.")
    assert may_tell("Was anybody hurt?", "A woman was hurt by a branch.")
