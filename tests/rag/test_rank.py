"""The second look keeps the order where the question gives it nothing to look for."""

from __future__ import annotations

from index.article import Article
from index.embed import SentenceTransformerEmbeddings
from rag.answer import Passage
from rag.rank import second_look


def test_a_question_without_tokens_leaves_the_passages_as_they_are(embedder: SentenceTransformerEmbeddings) -> None:
    text = "Whales were counted off Port Ransom."
    article = Article("a1", "a.txt", "Whales", text)
    passages = (Passage(1, article, 0, len(text), 0.9), Passage(2, article, 0, 6, 0.5))
    assert second_look("\u200b", passages, embedder, 20, 0.5) == passages


def test_a_passage_without_tokens_stays_behind(embedder: SentenceTransformerEmbeddings) -> None:
    text = "Whales were counted."
    empty = Passage(1, Article("a1", "a.txt", "", "\u200b"), 0, 1, 0.5)
    whales = Passage(2, Article("a2", "b.txt", "", text), 0, len(text), 0.5)
    looked = second_look("Who counted whales?", (empty, whales), embedder, 20, 1.0)
    assert [(passage.chunk_id, passage.score) for passage in looked] == [(2, 1.0), (1, 0.0)]
