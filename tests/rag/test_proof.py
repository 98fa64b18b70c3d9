"""What may be shown is collected once."""

from __future__ import annotations

from index.article import Article
from rag.answer import Passage
from rag.proof import Proof

TEXT = "The mayor resigned. Her deputy takes over."
PASSAGE = Passage(1, Article("a1", "a.txt", "Mayor quits", TEXT), 0, len(TEXT), 0.9)


def test_a_sentence_that_comes_twice_is_shown_once() -> None:
    proof = Proof()
    assert proof.add("The mayor resigned.", [(PASSAGE, 0, 19)])
    assert proof.add("the mayor  resigned.", [(PASSAGE, 20, len(TEXT))]) == ()
    assert len(proof.sentences) == len(proof.citations) == 1


def test_the_same_words_cited_twice_keep_their_number() -> None:
    proof = Proof()
    proof.add("The mayor resigned.", [(PASSAGE, 0, 19)])
    (again,) = proof.add("She is gone.", [(PASSAGE, 0, 19), (PASSAGE, 20, len(TEXT))])
    assert again is not None
    assert again.sentence.citations == (1, 2)
    assert [citation.n for citation in again.citations] == [2]
