"""The language of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.language import language_of
from tests.index.reading import TEXT, read_one


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("Der Hafen wurde am Dienstag wieder geöffnet, sagte der Bürgermeister der Stadt.", "de"),
        ("Le port a rouvert mardi, selon le maire de la ville.", "fr"),
        ("O porto reabriu na terça-feira, disse o prefeito da cidade.", "pt"),
        ("Порт снова открыт во вторник, сообщил мэр города.", "ru"),
    ],
)
def test_a_sentence_or_two_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "Le maire", "10, 20, 30 (40)", "Lee Park Seaford", "!?"])
def test_too_little_text_tells_none(text: str) -> None:
    assert language_of(text) is None


def test_an_article_carries_its_language(tmp_path: Path) -> None:
    assert read_one(tmp_path / "a.txt", TEXT).language == "en"
