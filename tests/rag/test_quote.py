"""The built-in answerer picks the sentence that answers, covers every part, and does not repeat itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from index.article import Article
from index.embed import SentenceTransformerEmbeddings
from rag.answer import Passage
from rag.asked import asked_for, asks_about_now, offers
from rag.question import understand
from rag.quote import quote

LEAK = (
    "The reservoir above Tarnholm has leaked since March. Engineers found the crack on 14 March, the water board said. "
    "Repairs will cost 2.5 million crowns. Is it safe? Yes."
)
HARBOUR = "Ellery harbour will be dredged in June. Harbour master Greta Lund expects it to cost 900,000 crowns."


def passage(text: str, name: str, day: date | None = None, score: float = 0.5) -> Passage:
    article = Article(name, f"{name}.txt", f"About {name}", text, published=day, story_id=name)
    return Passage(hash(name) & 0xFFFF, article, 0, len(text), score)


def picked(question: str, embedder: SentenceTransformerEmbeddings, *passages: Passage, most: int = 4) -> list[str]:
    return [found.text for found in quote(understand(question), passages, embedder, most)]


def test_the_sentence_with_the_thing_asked_for_comes_first(embedder: SentenceTransformerEmbeddings) -> None:
    leak = passage(LEAK, "reservoir")
    assert "2.5 million" in picked("How much will repairs to the reservoir cost?", embedder, leak)[0]
    assert "14 March" in picked("When was the crack found?", embedder, leak)[0]


def test_both_parts_of_a_question_get_a_quote(embedder: SentenceTransformerEmbeddings) -> None:
    question = "What will the reservoir repairs cost, and what the dredging of Ellery harbour?"
    quotes = picked(question, embedder, passage(LEAK, "reservoir"), passage(HARBOUR, "harbour"))
    assert any("2.5 million" in text for text in quotes)
    assert any("900,000" in text for text in quotes)


def test_quotes_are_few_whole_and_never_said_twice(embedder: SentenceTransformerEmbeddings) -> None:
    leak = passage(LEAK, "reservoir")
    copy = replace(leak, article=replace(leak.article, article_id="copy"))
    quotes = picked("What is known about the leak at the Tarnholm reservoir?", embedder, leak, copy, most=2)
    assert 0 < len(quotes) <= 2
    assert len(set(quotes)) == len(quotes)
    assert all(text in LEAK and text.endswith(".") and len(text.split()) >= 4 for text in quotes)


def test_the_newest_article_answers_who_is(embedder: SentenceTransformerEmbeddings) -> None:
    old = passage("Mayor Nils Aaberg of Ellery opened the fair.", "fair", date(2022, 5, 1))
    new = passage("Mayor Signe Dahl of Ellery closed the bridge.", "bridge", date(2024, 5, 1))
    assert "Signe Dahl" in picked("Who is the mayor of Ellery?", embedder, old, new)[0]


def test_no_passages_give_no_quotes(embedder: SentenceTransformerEmbeddings) -> None:
    assert picked("Anything?", embedder) == []


def test_the_wording_tells_what_is_asked_for() -> None:
    kinds = {
        "How many people were hurt?": "number",
        "When does it open?": "time",
        "who leads the council": "person",
        "Which city hosts the fair?": "place",
        "Why did it close?": "reason",
        "Since when is it shut?": "time",
        "dates for the Ellery fair": "time",
        "In which towns do they live?": "place",
        "ages of the two divers": "number",
        "Which ministers resigned?": "person",
        "Describe the plan.": "other",
    }
    assert {question: asked_for(question) for question in kinds} == kinds


def test_a_sentence_offers_only_what_the_question_does_not_name() -> None:
    assert offers("Greta Lund runs the harbour.", "person", "Who runs the harbour?")
    assert not offers("Greta Lund runs the harbour.", "person", "Who is Greta Lund?")
    assert not offers("It will cost a lot.", "number", "How much will it cost?")


def test_only_questions_about_now_prefer_the_newest() -> None:
    assert asks_about_now("Who is the mayor?")
    assert asks_about_now("What is the latest on the bridge?")
    assert asks_about_now("Has the mayor been charged?")
    assert asks_about_now("Where is the warden?")
    assert not asks_about_now("Has the mayor been to Ellery in 2019?")
    assert not asks_about_now("Is it true that the bridge closed?")
    assert not asks_about_now("Who was the mayor in 2019?")
    assert not asks_about_now("Why did the bridge close?")
