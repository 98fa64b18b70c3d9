"""The weak model that `make test-llm` serves, and the sample articles that it is asked about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.library import Library
from rag.settings import RagSettings

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def weak() -> dict[str, Any]:
    """Settings that choose the served model; the tests that want it are skipped where none is served."""
    url = os.environ.get("WEAK_MODEL_URL")
    if not url:
        pytest.skip("no weak model is served: `make test-llm` compiles one, serves it and runs these tests")
    return {"model": f"openai:{os.environ['WEAK_MODEL_NAME']}", "base_url": url, "timeout_s": 300.0}


@pytest.fixture(scope="session")
def settings(weak: dict[str, Any]) -> RagSettings:
    return RagSettings.model_validate({**weak, "passages": 3, "reader": False, "gate_threshold": 0.0})


@pytest.fixture(scope="session")
def samples(
    weak: dict[str, Any], tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings
) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("samples"), embedder=embedder) as library:
        library.sync([SAMPLES])
        yield library
