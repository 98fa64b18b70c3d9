"""The built-in answer: each part its quote, a timeline in order, a comparison only from what both quotes hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from index.article import Article
from rag.answer import Passage
from rag.compose import Composed, Found, compose, prove
from rag.proof import Proof
from rag.question import Question, understand
from rag.quote import Quote
from rag.read import with_reading
from rag.settings import RagSettings
from tests.rag.readings import reading

FERRY = (
    "TARNHOLM, May 6 (Northern Wire) — The ferry Brisk sank on Sunday in the sound. It carried 41 people.",
    date(2024, 5, 6),
)
MILL = ("The mill at Ellery burned down on 3 March 2024. It employed 28 people.", date(2024, 3, 4))


def found(question: Question, story: tuple[str, date], words: Mapping[str, float]) -> Found:
    text, day = story
    article = Article(text[:8], "a.md", "News", text, published=day, publisher="Northern Wire", story_id=text[:8])
    passage = Passage(hash(text) & 0xFFFF, article, 0, len(text), 0.9)
    return Found(question, (with_reading(passage, reading(text, words)),), 0.9)


def proven(question: Question, *each: Found) -> Proof:
    proof = Proof()
    events = list(prove(compose(question, each, None, RagSettings()), proof))
    assert [event.sentence for event in events] == proof.sentences
    return proof


def test_the_best_quote_of_each_part_comes_first_with_its_words() -> None:
    question = understand("How many people were on the ferry Brisk, and how many worked at the mill?")
    ferry, mill = question.parts
    proof = proven(question, found(ferry, FERRY, {"41": 12.0}), found(mill, MILL, {"28": 12.0}))
    assert [sentence.text for sentence in proof.sentences[:2]] == ["It carried 41 people.", "It employed 28 people."]
    assert [(short.text, short.n) for short in proof.short] == [("41", 1), ("28", 2)]
    assert [short.part for short in proof.short] == [part.raw for part in question.parts]
    assert proof.compared is None


def test_two_parts_that_one_sentence_answers_have_a_short_answer_each() -> None:
    question = understand("What did the ferry Brisk carry and when?")
    assert [part.raw for part in question.parts] == ["What did the ferry Brisk carry", "when"]
    who, when = question.parts
    told = ("The ferry Brisk carried 41 sheep on Sunday.", date(2024, 5, 6))
    proof = proven(question, found(who, told, {"41 sheep": 12.0}), found(when, told, {"Sunday": 12.0}))
    assert [sentence.text for sentence in proof.sentences] == [told[0]]
    assert [(short.text, short.n, short.part) for short in proof.short] == [
        ("41 sheep", 1, "What did the ferry Brisk carry"),
        ("Sunday", 1, "when"),
    ]


def test_a_timeline_stands_in_the_order_of_time_without_datelines() -> None:
    question = understand("Timeline of the Ellery mill and the ferry Brisk")
    sunk = found(question, FERRY, {"sank on Sunday": 6.0})
    burned = found(question, MILL, {"burned down": 5.0})
    proof = proven(question, Found(question, (*sunk.passages, *burned.passages), 0.9))
    days = [entry.when.first for entry in proof.timeline]
    assert days == sorted(day for day in days if day)
    assert date(2024, 3, 3) in days
    assert date(2024, 5, 5) in days
    assert [entry.n for entry in proof.timeline] == [sentence.citations[0] for sentence in proof.sentences]
    assert any(sentence.text.startswith("The ferry Brisk sank") for sentence in proof.sentences)


def test_the_order_is_worked_out_and_cites_both_quotes() -> None:
    question = understand("Which happened first: the sinking of the Brisk, or the fire at Ellery?")
    ferry, mill = question.parts
    proof = proven(question, found(ferry, FERRY, {"on Sunday": 12.0}), found(mill, MILL, {"3 March 2024": 12.0}))
    assert proof.compared is not None
    assert proof.compared.result.startswith("First: the fire at Ellery, on 3 March 2024, 63 days before")
    assert [side.text for side in proof.compared.sides] == ["on Sunday", "3 March 2024"]
    assert all(side.text in proof.citations[side.n - 1].quote for side in proof.compared.sides)


def test_nothing_is_worked_out_from_words_about_something_else() -> None:
    question = understand("Which happened first: the sinking of the Aurelia, or the fire at Ellery?")
    ferry, mill = question.parts
    proof = proven(question, found(ferry, FERRY, {"on Sunday": 12.0}), found(mill, MILL, {"3 March 2024": 12.0}))
    assert proof.compared is None


def test_nothing_is_worked_out_where_the_reader_doubts_a_side() -> None:
    question = understand("Which happened first: the sinking of the Brisk, or the fire at Ellery?")
    ferry, mill = question.parts
    proof = proven(question, found(ferry, FERRY, {"on Sunday": -20.0}), found(mill, MILL, {"3 March 2024": 12.0}))
    assert proof.compared is None
    assert proof.sentences


def test_a_quote_is_shown_without_its_dateline_unless_that_may_be_the_answer() -> None:
    def quoted(story: tuple[str, date], end: str) -> Quote:
        passage = found(understand("Where?"), story, {}).passages[0]
        return Quote(passage, 0, story[0].index(end) + len(end), 0.9)

    def shown(*quotes: Quote, short: tuple[tuple[str, int], ...] = ()) -> list[str]:
        proof = Proof()
        list(prove(Composed(quotes, short), proof))
        assert [citation.quote for citation in proof.citations] == [sentence.text for sentence in proof.sentences]
        assert len(proof.short) == len(short)
        return [sentence.text for sentence in proof.sentences]

    mill, ferry = quoted(MILL, "2024."), quoted(FERRY, "sound.")
    assert shown(mill, ferry) == [mill.text, "The ferry Brisk sank on Sunday in the sound."]
    assert shown(mill, ferry, short=(("sank", 1),))[1] == "The ferry Brisk sank on Sunday in the sound."
    assert shown(mill, ferry, short=(("TARNHOLM", 1),)) == [mill.text, ferry.text]
    assert shown(ferry, mill) == [ferry.text, mill.text]
