"""The language of a text."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from index import language as language_module
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


def test_without_room_for_temporary_files_it_is_told_all_the_same_or_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "memory"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "full"))  # no such folder: nothing can be made in it
    for folder, language in ((tmp_path / "full", None), (room, "en")):
        language_module._identifier.cache_clear()
        monkeypatch.setattr(language_module, "_IN_MEMORY", str(folder))
        assert language_of(TEXT) == language
    assert tempfile.gettempdir() == str(tmp_path / "full")
