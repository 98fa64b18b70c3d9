"""All settings in one flat set: flags over `DATELINE_*` variables over `dateline.toml` over defaults."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict

from eval.faults import expected
from eval.judge.settings import JudgeSettings
from index.errors import SettingsError
from index.settings import IndexSettings
from rag.settings import RagSettings

ENV_PREFIX = "DATELINE_"
CONFIG_FILE = "dateline.toml"


class Settings(BaseSettings, IndexSettings, RagSettings, JudgeSettings):
    """What the command line needs to build the parts: settings of index, answers and judge, and its own."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=ENV_PREFIX, env_ignore_empty=True, hide_input_in_errors=True
    )

    home: Path = Field(default=Path(".dateline"), description="folder that holds everything Dateline stores")
    host: str = Field(default="127.0.0.1", description="address that the chat page listens on")
    port: int = Field(default=7860, ge=0, le=65535, description="port of the chat page; 0 takes a free one")

    @field_validator("temperature", mode="before")
    @classmethod
    def _none_in_words(cls, value: object) -> object:
        """TOML and the environment have no null: `none` leaves the temperature to the provider."""
        return None if isinstance(value, str) and value.casefold() == "none" else value

    @property
    def index(self) -> IndexSettings:
        return IndexSettings(**{name: getattr(self, name) for name in IndexSettings.model_fields})

    @property
    def judging(self) -> JudgeSettings:
        return JudgeSettings(**{name: getattr(self, name) for name in JudgeSettings.model_fields})

    @property
    def rag(self) -> RagSettings:
        return RagSettings(**{name: getattr(self, name) for name in RagSettings.model_fields})


def load_settings(flags: Mapping[str, Any] | None = None, config: Path | None = None) -> Settings:
    """The settings in force.

    `flags` come from the command line, by setting name; None and missing mean not given. `config` is a
    TOML file that must exist; without it `dateline.toml` in the current folder is read if it is there.
    SettingsError names the setting, where it was set, and what is wrong with it; a key is never shown.
    """
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    path = config or Path(CONFIG_FILE)
    stored = _read(path) if config or path.is_file() else {}
    named = [
        *(("command line", name) for name in given),
        *((f"environment variable {name}", name[len(ENV_PREFIX) :].lower()) for name in _variables()),
        *((str(path), name) for name in stored),
    ]
    for origin, name in named:
        if name not in Settings.model_fields:
            raise SettingsError(f"{origin}: there is no setting {name!r}.{_nearest(name)}")

    variables = EnvSettingsSource(Settings)()
    try:
        return Settings(**{**stored, **variables, **given})
    except ValidationError as error:
        raise SettingsError(_explain(error, given, variables, stored, path)) from None


def _variables() -> list[str]:
    """The variables of the environment that are meant for Dateline, in any case of letters, as they are read."""
    return [name for name in os.environ if name.upper().startswith(ENV_PREFIX)]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}). Name a TOML file with --config.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is not TOML ({error}).") from None


def _nearest(name: str) -> str:
    close = difflib.get_close_matches(name.replace("-", "_"), Settings.model_fields, n=1)
    return f" Did you mean {close[0]!r}?" if close else " README.md lists the settings."


def _explain(
    error: ValidationError,
    given: Mapping[str, Any],
    variables: Mapping[str, Any],
    stored: Mapping[str, Any],
    path: Path,
) -> str:
    """The first thing wrong: where it was set, the value (never a key), and what would be right."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0])
    origins = (
        ("command line", given),
        (f"environment variable {ENV_PREFIX}{name.upper()}", variables),
        (path, stored),
    )
    origin, values = next((origin, values) for origin, values in origins if name in values)
    shown = "" if name.endswith("api_key") else f" is {str(values[name])!r}"
    wanted = expected(first)
    return (
        f"{origin}: {name!r}{shown}; {wanted} is expected." if wanted else f"{origin}: {name!r}{shown}: {first['msg']}."
    )
