"""README, Makefile and pyproject say what the program does."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from ui.cli import app
from ui.commands.groups import DEFAULT, DefaultGroup
from ui.record import failed
from ui.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
BLOCKS = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))


def commands() -> dict[str, set[str]]:
    """Every command, `articles list` too, with its options; a group has those of its default command."""
    root = typer.main.get_command(app)
    found: dict[str, set[str]] = {"": options(root)}
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        if command.hidden:
            continue
        found[name] = options(command)
        for sub_name, sub_command in getattr(command, "commands", {}).items():
            if isinstance(command, DefaultGroup) and sub_name == DEFAULT:
                found[name] |= options(sub_command)
            else:
                found[f"{name} {sub_name}"] = options(sub_command)
    return found


def options(command: object) -> set[str]:
    return {"--help"} | {flag for parameter in command.params for flag in parameter.opts}  # type: ignore[attr-defined]


def readme_lines() -> Iterator[list[str]]:
    """The `dateline` command lines of README, in blocks and in the text."""
    for line in [*BLOCKS.splitlines(), *re.findall(r"`((?:dateline|make) [^`]+)`", README)]:
        words = shlex.split(line, comments=True)
        if "dateline" in words:
            yield words[words.index("dateline") + 1 :]


@pytest.mark.parametrize("name", [name for name in commands() if name])
def test_every_command_stands_in_readme(name: str) -> None:
    assert f"dateline {name}" in README


def test_readme_shows_only_commands_and_options_that_exist() -> None:
    known = commands()
    for words in readme_lines():
        name = next(name for name in (" ".join(words[:2]), words[0], "") if name in known)
        used = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert used <= known[name] | known[""], f"dateline {shlex.join(words)}"
        assert name or words[0].startswith("--") or words[0] == "COMMAND", f"dateline {shlex.join(words)}"


def test_every_make_target_that_the_documents_name_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.MULTILINE))
        assert named <= targets, name
    help_text = MAKEFILE.partition("help:")[2].partition("chat:")[0]
    assert all(f"make {target}" in help_text for target in targets - {"help"})


def test_the_table_of_settings_is_the_settings() -> None:
    settings = README.split("\n## Settings\n")[1]
    table = dict(re.findall(r"^\| `(\w+)` \| `?([^|`]*)`? \|", settings, re.MULTILINE))
    defaults = {
        name: "none" if field.default is None else str(field.default) for name, field in Settings.model_fields.items()
    }

    assert {name: value.strip() for name, value in table.items()} == defaults


def test_the_table_of_keys_is_what_an_answer_has_as_json() -> None:
    asking = README.split("\n## Ask\n")[1].split("\n## ")[0]
    keys = [key for row in re.findall(r"^\| (`.*?) \|", asking, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]

    assert keys == list(failed(1, "Who?", "no articles"))


def test_every_dependency_has_its_reason_and_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    required = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    for requirement in required:
        name = re.split(r"[<>=~ ]", requirement)[0]
        assert f"`{name}`" in reasons, f"ARCHITECTURE.md does not say why {name} is needed"
        assert f"\n{name.lower().replace('_', '-')}==" in pins, f"constraints.txt does not pin {name}"


def test_links_between_the_documents_lead_somewhere() -> None:
    for document in ROOT.glob("*.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{document.name}: {target}"
