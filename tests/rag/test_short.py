"""The few words asked for: sure ones only, inside of their quote, several only where several are asked for."""

from __future__ import annotations

import pytest

from index.article import Article
from rag.answer import Passage
from rag.asked import asks_for_several, asks_yes_or_no, offers
from rag.question import understand
from rag.quote import Quote, quote
from rag.read import with_reading
from rag.short import short_answers
from tests.rag.readings import reading

LEAK = (
    "The reservoir above Tarnholm has leaked since March. Engineers found the crack on 14 March, the water board said. "
    "Repairs will cost 2.5 million crowns. The towns of Ellery and Brennfeld get water from tankers."
)
ARTICLE = Article("leak", "leak.txt", "Reservoir leaks", LEAK, story_id="leak")


def quotes(question: str, found: dict[str, float], relevance: float = 0.95) -> tuple[Quote, ...]:
    passage = with_reading(Passage(1, ARTICLE, 0, len(LEAK), 0.9), reading(LEAK, found, relevance))
    return quote(understand(question), [passage], None, 4)


def said(question: str, found: dict[str, float], least: float = 0.5) -> list[str]:
    return [words for words, _ in short_answers(understand(question), quotes(question, found), least)]


def test_the_words_that_answer_come_from_the_first_quote() -> None:
    found = quotes("What will the repairs cost?", {"2.5 million crowns": 12.0, "14 March": 1.0})
    assert found[0].text == "Repairs will cost 2.5 million crowns."
    assert short_answers(understand("What will the repairs cost?"), found, 0.5) == (("2.5 million crowns", 0),)


def test_words_that_the_reader_doubts_are_not_shown() -> None:
    assert said("What will the repairs cost?", {"2.5 million crowns": -20.0}) == []
    assert said("What will the repairs cost?", {"2.5 million crowns": 12.0}, least=1.0) == []


def test_several_are_given_only_where_several_are_asked_for() -> None:
    found = {"14 March": 11.0, "2.5 million crowns": 12.0}
    assert said("What will it cost?", found) == ["2.5 million crowns"]
    assert sorted(said("When was the crack found, and what will the repairs cost?", found)) == sorted(found)


def test_a_count_is_answered_by_no_share_and_no_sum_of_money() -> None:
    assert not offers("Deaths fell by 27 percent.", "number", "How many died?")
    assert offers("Deaths fell by 27 percent, to 80,391.", "number", "How many died?")


def test_who_is_answered_by_a_name_only() -> None:
    assert said("Who found the crack?", {"Engineers": 12.0}) == ["Engineers"]
    assert said("Who gets water from tankers?", {"towns": 12.0}) == []
    assert said("Who gets water from tankers?", {"towns of Ellery and Brennfeld": 12.0}) != []


def test_who_is_not_answered_by_the_one_that_the_question_names() -> None:
    assert said("Who wrote to Brennfeld?", {"Brennfeld": 12.0}) == []
    assert said("Who wrote about Brennfeld's water?", {"Ellery and Brennfeld": 12.0}) == []


def test_a_name_is_given_whole_and_money_with_its_sign() -> None:
    text = "The board chose General Ada Brenn to lead the works. The dam cost $38m before the repair was planned."
    article = Article("dam", "dam.txt", "Dam", text, story_id="dam")

    def first(question: str, words: str) -> str:
        passage = with_reading(Passage(1, article, 0, len(text), 0.9), reading(text, {words: 12.0}, 0.95))
        asked = understand(question)
        return short_answers(asked, quote(asked, [passage], None, 1), 0.3)[0][0]

    assert first("Who leads the works?", "General") == "General Ada Brenn"
    assert first("Who leads the works?", "Brenn").endswith("Ada Brenn")
    assert first("What did the dam cost?", "38m") == "$38m"


def test_a_choice_is_answered_by_one_of_those_named() -> None:
    assert said("Did Ellery or Tarnholm get tankers?", {"Ellery": 12.0}) == ["Ellery"]
    assert said("Did Ellery or Tarnholm get tankers?", {"water": 12.0}) == []


def test_the_words_of_the_question_are_no_answer_to_it() -> None:
    assert said("Which water board spoke of the crack?", {"the water board": 12.0}) == []


SHIP = (
    "Foreign Minister Ada Brenn met Jo Pohl in Ellery. Norland, Sudland and Ostland signed the pact. The water was 13 "
    "degrees cold two days ago. The keeper pays one crown a year in rent. The National Coalition for Ferries went to "
    "court. Brenn Steel, a family firm from Tolen, built her. She is 85% full. The council chose her by 68 votes to 29."
    " They came, fewer than 12, and landed at Heron Isle."
)
SHIPPED = Article("ship", "ship.txt", "Ship", SHIP, story_id="ship")


@pytest.mark.parametrize(
    ("question", "words", "shown"),
    [
        ("How cold was the sea?", "13", ["13 degrees"]),
        ("How many came?", "12", ["fewer than 12"]),
        ("Where did they land?", "Heron", ["Heron Isle"]),
        ("What rent does the keeper pay?", "crown", ["one crown a year"]),
        ("When was it so cold?", "two days", ["two days ago"]),
        ("How full is the ship?", "85", ["85%"]),
        ("What was the vote on her?", "68", ["68 votes to 29"]),
        ("How many votes did she get?", "68", ["68"]),
        ("Which campaigners went to court?", "National Coalition", ["National Coalition for Ferries"]),
        ("What kind of firm built the ship?", "family", ["family firm"]),
        ("Who built the ship?", "Brenn Steel, a family firm", ["Brenn Steel"]),
        ("Who is foreign minister of Norland?", "Foreign Minister Ada Brenn", ["Ada Brenn"]),
        ("Which countries signed the pact?", "Norland", ["Norland, Sudland and Ostland"]),
        ("Who signed the pact?", "Sudland", ["Norland, Sudland and Ostland"]),
    ],
)
def test_the_words_read_well(question: str, words: str, shown: list[str]) -> None:
    passage = with_reading(Passage(1, SHIPPED, 0, len(SHIP), 0.9), reading(SHIP, {words: 14.0}, 0.95))
    asked = understand(question)
    assert [said for said, _ in short_answers(asked, quote(asked, [passage], None, 1), 0.3)] == shown


def test_the_next_quote_answers_where_the_first_has_no_words_of_the_kind_asked_for() -> None:
    text = "The crash near Ellery killed seven. Twelve people were hurt in the crash near Ellery."
    article = Article("crash", "crash.txt", "Crash", text, story_id="crash")
    passage = with_reading(Passage(1, article, 0, len(text), 0.9), reading(text, {"seven": 12.0, "Twelve": 11.5}, 0.95))
    asked = understand("How many people were hurt in the crash near Ellery?")
    found = sorted(quote(asked, [passage], None, 2), key=lambda one: one.start)
    assert short_answers(asked, found, 0.5) == (("Twelve", 1),)


def test_words_with_half_a_bracket_are_no_answer() -> None:
    text = "ELLERY, Norland, Nov 16 (Northern Wire) — Two ministers met at a manor house south of the city."
    passage = with_reading(
        Passage(1, Article("met", "met.txt", "Met", text, story_id="met"), 0, len(text), 0.9),
        reading(text, {"ELLERY, Norland, Nov 16 (Northern": 14.0}, 0.95),
    )
    asked = understand("Where did the ministers meet?")
    assert short_answers(asked, quote(asked, [passage], None, 1), 0.3) == ()


def test_yes_or_no_has_no_short_words() -> None:
    assert said("Will the repairs cost 2.5 million crowns?", {"2.5 million crowns": 12.0}) == []


def test_passages_that_nobody_read_have_none() -> None:
    passage = Passage(1, ARTICLE, 3, 30, 0.9)
    assert short_answers(understand("When?"), [Quote(passage, 3, 30, 0.9)], 0.0) == ()


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which countries signed?", True),
        ("Who were the winners?", True),
        ("What was decided, and when does it start?", True),
        ("What does the mayor want?", False),
        ("Who is the mayor?", False),
        ("How many crowns?", False),
        ("Which status was it given?", False),
        ("Which ferry serves the islands?", False),
        ("which ferry leaves Tolen at noon?", False),
        ("Which robotics firm does he own?", False),
        ("Under the new law, how many terms may they serve?", False),
        ("Who won, when was it?", True),
        ("Which mills has Norline bought?", True),
        ("Which bus has the most seats?", False),
    ],
)
def test_questions_that_ask_for_several(question: str, several: bool) -> None:
    assert asks_for_several(question) is several


def test_a_question_with_an_alternative_is_not_answered_by_yes_or_no() -> None:
    assert asks_yes_or_no("Is it safe?")
    assert asks_yes_or_no("Is it safe or not?")
    assert not asks_yes_or_no("Is it Ellery or Brennfeld that gets tankers?")
    assert not asks_yes_or_no("Who is safe?")


def test_who_left_an_office_is_not_named_as_its_holder() -> None:
    told = "The mayor of Tarnholm, Ines Moreau, resigned on Tuesday."
    article = Article("out", "out.txt", "Tarnholm", told, story_id="out")
    passage = with_reading(Passage(1, article, 0, len(told), 0.9), reading(told, {"Ines Moreau": 12.0}, 0.95))
    for asked, words in (
        ("Who is the mayor of Tarnholm?", []),
        ("Who resigned as mayor of Tarnholm?", ["Ines Moreau"]),
    ):
        question = understand(asked)
        assert [text for text, _ in short_answers(question, quote(question, [passage], None, 4), 0.5)] == words


def test_the_clause_that_tells_why_somebody_left_may_be_longer() -> None:
    why = "because a third of its boats had been sold without a word to the town"
    text = f"Ines Moreau resigned as head of the ferry office in May {why}."
    passage = Passage(1, Article("boats", "boats.txt", "Moreau out", text, story_id="boats"), 0, len(text), 0.9)
    asked = understand("Why did Ines Moreau resign?")
    found = quote(asked, [with_reading(passage, reading(text, {"as head of the ferry office": 12.0}, 0.95))], None, 4)
    assert short_answers(asked, found, 0.5) == ((why, 0),)
