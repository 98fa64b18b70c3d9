"""An entailment model by name: a tiny one, made here, has the last word on what a chat model wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.errors import ModelError
from index.library import Library
from rag.chain import NewsChain
from rag.entail import open_entailment
from rag.settings import RagSettings
from tests.fake_openai import FakeOpenAI, Reply
from tests.rag.newsroom import open_newsroom
from tests.rag.tiny_nli import make_model

ARTICLES = {
    "kiln.md": ("Kiln at Arle lit", "Clay Post", "2024-06-04", "The kiln at Arle was lit on Friday by two potters.")
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[Library]:
    yield from open_newsroom(tmp_path_factory, embedder, ARTICLES)


@pytest.mark.parametrize(("favoured", "written"), [(1, True), (0, False), (2, False)])
def test_what_the_model_does_not_agree_to_is_not_shown(
    library: Library, tmp_path: Path, favoured: int, written: bool
) -> None:
    name = make_model(tmp_path / "nli", ("contradiction", "entailment", "neutral"), favoured)
    with FakeOpenAI(Reply("The kiln at Arle was lit by two potters. [1.1]")) as server:
        settings = RagSettings.model_validate(
            {
                "model": "openai:scripted",
                "base_url": server.url,
                "entailment_model": name,
                "reader": False,
                "gate_threshold": 0.0,
            }
        )
        answer = NewsChain(library, settings).ask("Who lit the kiln at Arle?")
    assert answer.status == "answered"
    assert [sentence.quoted for sentence in answer.sentences] == [not written]
    assert len(server.requests) == (1 if written else 2)  # what fails is asked for once more
    assert written or "says" in server.requests[1].prompt


def test_the_probability_is_that_of_the_label_entailment(tmp_path: Path) -> None:
    model = open_entailment(make_model(tmp_path / "nli", ("neutral", "ENTAILMENT"), 1))
    assert model.probability("the kiln was lit", "two potters") == pytest.approx(0.982, abs=0.001)


def test_a_model_that_is_not_there_or_tells_something_else_is_named(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ModelError, match="could not be loaded"):
        open_entailment(str(tmp_path / "nowhere"))
    other = make_model(tmp_path / "stars", ("one star", "two stars"), 0)
    with pytest.raises(ModelError, match="is no entailment model: its labels are one star, two stars"):
        NewsChain(library, RagSettings(model="openai:x", base_url="http://127.0.0.1:9/v1", entailment_model=other))
