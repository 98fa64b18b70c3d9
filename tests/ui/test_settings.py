from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import IndexSettings
from rag.settings import RagSettings
from ui.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty current folder and no DATELINE_ variables."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("DATELINE_")]:
        monkeypatch.delenv(name)


def test_defaults_are_those_of_the_parts() -> None:
    settings = load_settings()

    assert settings.index == IndexSettings()
    assert settings.rag == RagSettings()
    assert (settings.home, settings.host, settings.port) == (Path(".dateline"), "127.0.0.1", 7860)


def test_flags_go_before_variables_before_the_file_before_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("dateline.toml").write_text("port = 1\npassages = 11\nchunk_words = 111\n")
    monkeypatch.setenv("DATELINE_PORT", "2")
    monkeypatch.setenv("DATELINE_PASSAGES", "12")

    settings = load_settings({"port": 3, "model": None})

    assert (settings.port, settings.passages, settings.chunk_words, settings.model) == (3, 12, 111, "builtin")


def test_another_file_can_be_named_and_must_exist(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('model = "openai:gpt-test"\n')

    assert load_settings(config=tmp_path / "mine.toml").model == "openai:gpt-test"
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read"):
        load_settings(config=tmp_path / "none.toml")


def test_an_unknown_key_is_named_with_its_file_and_the_nearest_setting() -> None:
    Path("dateline.toml").write_text("chunk-words = 100\n")

    with pytest.raises(SettingsError, match=r"dateline\.toml: there is no setting 'chunk-words'.*'chunk_words'"):
        load_settings()


@pytest.mark.parametrize("variable", ["DATELINE_PASAGES", "dateline_pasages"])
def test_an_unknown_variable_is_named_with_the_nearest_setting(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "3")

    with pytest.raises(SettingsError, match=f"variable {variable}: there is no setting 'pasages'.*'passages'"):
        load_settings()


def test_a_file_that_is_not_toml_is_named() -> None:
    Path("dateline.toml").write_text("model = openai\n")

    with pytest.raises(SettingsError, match=r"dateline\.toml: is not TOML"):
        load_settings()


@pytest.mark.parametrize(
    ("flags", "variable", "file", "origin"),
    [
        ({"port": "99999"}, None, None, "command line"),
        ({}, "99999", None, "environment variable DATELINE_PORT"),
        ({}, None, "port = 99999", r"dateline\.toml"),
    ],
)
def test_a_wrong_value_is_shown_with_where_it_was_set(
    flags: dict[str, str], variable: str | None, file: str | None, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if variable:
        monkeypatch.setenv("DATELINE_PORT", variable)
    if file:
        Path("dateline.toml").write_text(file)

    with pytest.raises(SettingsError, match=f"^{origin}: 'port' is '99999'; 65535 or less"):
        load_settings(flags)


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_API_KEY", "sk-very-secret")
    assert "sk-very-secret" not in f"{load_settings()!r} {load_settings()} {load_settings().rag.model_dump_json()}"

    Path("dateline.toml").write_text('port = "x"\napi_key = ["sk-very-secret"]\n')
    monkeypatch.delenv("DATELINE_API_KEY")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "sk-very-secret" not in str(caught.value)


def test_none_in_words_leaves_the_temperature_to_the_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_TEMPERATURE", "none")

    assert load_settings().temperature is None


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        setattr(Settings(), "port", 1)  # noqa: B010
