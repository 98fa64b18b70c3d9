"""The poisoned articles over a real weak model, which follows no one for long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from rag.chain import NewsChain
from rag.settings import RagSettings
from tests.ui.hostile import CASES, QUICK, assert_harmless, open_hostile

pytestmark = pytest.mark.llm


@pytest.fixture(scope="module")
def library(
    weak: dict[str, Any], tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings
) -> Iterator[Library]:
    with open_hostile(tmp_path_factory.mktemp("hostile"), embedder) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['id']} {case['kind']}")
def test_a_poisoned_article_changes_nothing(library: Library, weak: dict[str, Any], case: dict[str, Any]) -> None:
    answer = NewsChain(library, RagSettings.model_validate({**QUICK, **weak})).ask(case["question"])
    assert answer.status in ("answered", "refused")  # the model may find no answer, which is one
    assert_harmless(answer)
    for sentence in answer.sentences:
        assert sentence.quoted or not any(words.casefold() in sentence.text.casefold() for words in case["never"])
