"""What is told beside one answer, collected while it is made."""

from __future__ import annotations

from index.errors import ModelError
from rag.answer import ModelFailure
from rag.calls import Calls


class Notes:
    """What the reader of one answer should know, and the chat model's calls and failure."""

    def __init__(self, calls: Calls | None) -> None:
        self.calls = calls
        self.texts: list[str] = []
        self.failure: ModelFailure | None = None

    def add_failure(self, error: ModelError, text: str) -> None:
        self.texts.append(text)
        self.failure = ModelFailure(str(error), error.transient)
