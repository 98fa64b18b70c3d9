"""Who did what is asked: no maker of what was taken, nobody tried for another deed, nobody who only tells of it."""

from __future__ import annotations

import pytest

from index.article import Article
from rag.answer import Passage
from rag.doer import did_it
from rag.further import done_first
from rag.question import understand
from rag.quote import Quote, quote
from rag.read import with_reading
from rag.short import short_answers
from tests.rag.readings import reading

TAKEN = 'Burglars stole the clock "Moonrise" by Ines Brandt from the hall in Tolen.'
JAILED = 'Jens Roth was jailed for three years for the theft of "Moonrise".'
STOLE, BOUGHT, MENDED = "Who stole Moonrise?", "Who bought Moonrise?", "Who restored Moonrise?"


@pytest.mark.parametrize(
    ("question", "sentence", "words", "right"),
    [
        (STOLE, TAKEN, "Ines Brandt", False),
        (STOLE, TAKEN, "Burglars", False),
        (STOLE, JAILED, "Jens Roth", True),
        (STOLE, "Moonrise was stolen on Monday by the caretaker, Jens Roth.", "Jens Roth", True),
        (STOLE, "Jens Roth, who had worked there, broke in and took the clock.", "Jens Roth", True),
        (STOLE, "The thief, named as Jens Roth, fled.", "Jens Roth", True),
        (STOLE, "The thief of the clock by Ines Brandt fled.", "Ines Brandt", False),
        (STOLE, "Jens Roth was the thief, the court found.", "Jens Roth", True),
        (STOLE, "The guard, Olga Thiel, was dismissed.", "Olga Thiel", False),
        (BOUGHT, TAKEN, "Ines Brandt", False),
        (BOUGHT, JAILED, "Jens Roth", False),
        (BOUGHT, "The town bought Moonrise from Ines Brandt.", "Ines Brandt", False),
        (BOUGHT, "Moonrise was sold to the collector Olga Thiel.", "Olga Thiel", True),
        (BOUGHT, "The buyer of Moonrise is Olga Thiel.", "Olga Thiel", True),
        (BOUGHT, "Olga Thiel paid 9,000 crowns for it.", "Olga Thiel", True),
        (MENDED, TAKEN, "Ines Brandt", False),
        (MENDED, JAILED, "Jens Roth", False),
        (MENDED, "The restorer Olga Thiel worked for a year.", "Olga Thiel", True),
        (MENDED, "Moonrise, restored last year by Olga Thiel, is back.", "Olga Thiel", True),
        ("Who is the thief of Moonrise?", TAKEN, "Ines Brandt", False),
        ("Who is the thief of Moonrise?", JAILED, "Jens Roth", True),
        ("What was the name of the buyer?", "The town bought it from Ines Brandt.", "Ines Brandt", False),
        ("What was the name of the buyer?", "The buyer, Olga Thiel, paid in gold.", "Olga Thiel", True),
        ("Who opened the hall?", "The mayor opened the hall by Ines Brandt.", "Ines Brandt", False),
        ("Who opened the hall?", "The hall was opened by Ines Brandt.", "Ines Brandt", True),
        ("Who praised the mayor?", "Olga Thiel praised Ines Brandt.", "Ines Brandt", False),
        ("Who praised the mayor?", "Olga Thiel praised Ines Brandt.", "Olga Thiel", True),
        ("Who wound the clock?", "The clock keeps time, Olga Thiel said.", "Olga Thiel", False),
        ("Who wound the clock?", "Olga Thiel said that she winds it every day.", "Olga Thiel", True),
        ("Which firm laid the rails?", "The line carries 900 people a day, Norline said.", "Norline", False),
        ("Which firm said so?", "The line carries 900 people a day, Norline said.", "Norline", True),
        ("Who is Ines Brandt?", TAKEN, "Ines Brandt", True),
    ],
)
def test_a_name_stands_as_the_one_who_did_it(question: str, sentence: str, words: str, right: bool) -> None:
    at = sentence.index(words)
    assert did_it(question, sentence, at, at + len(words)) is right


def quotes(question: str, found: dict[str, float]) -> tuple[Quote, ...]:
    text = f"{TAKEN} {JAILED}"
    passage = Passage(1, Article("clock", "clock.txt", "Clock", text, story_id="clock"), 0, len(text), 0.9)
    return quote(understand(question), [with_reading(passage, reading(text, found, 0.95))], None, 4)


def test_the_next_sentence_that_names_the_doer_gives_the_short_answer() -> None:
    found = quotes(STOLE, {"Ines Brandt": 10.0, "Jens Roth": 9.0})
    assert [words for words, _ in short_answers(understand(STOLE), found, 0.5)] == ["Jens Roth"]
    assert short_answers(understand(MENDED), quotes(MENDED, {"Ines Brandt": 10.0, "Jens Roth": 9.0}), 0.5) == ()


def test_a_sentence_that_tells_the_deed_comes_first() -> None:
    text = f"{TAKEN} The restorer Olga Thiel needs six weeks for it."
    passage = Passage(1, Article("clock", "clock.txt", "Clock", text, story_id="clock"), 0, len(text), 0.9)
    told = Quote(passage, 0, len(TAKEN), 0.9), Quote(passage, len(TAKEN) + 1, len(text), 0.8)
    assert done_first(MENDED, told)[0] == told[1]
    assert done_first(STOLE, told)[0] == told[0]
