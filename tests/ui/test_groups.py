"""A group with a default command: `dateline eval` runs suites, `dateline eval NAME` another command."""

from __future__ import annotations

from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from ui.cli import app
from ui.commands.groups import DEFAULT, DefaultGroup

group = typer.Typer(cls=DefaultGroup, rich_markup_mode=None, add_completion=False)


@group.command(DEFAULT, hidden=True)
def run(suites: Annotated[list[str] | None, typer.Argument()] = None, limit: int = 0) -> None:
    typer.echo(f"run {suites or []} {limit}")


@group.command()
def compare(before: str, after: str) -> None:
    typer.echo(f"compare {before} {after}")


@pytest.mark.parametrize(
    ("args", "printed"),
    [
        ([], "run [] 0"),
        (["samples"], "run ['samples'] 0"),
        (["samples", "mine.jsonl", "--limit", "3"], "run ['samples', 'mine.jsonl'] 3"),
        (["--limit=3", "samples"], "run ['samples'] 3"),
        (["--limit", "3"], "run [] 3"),
        (["--", "compare"], "run ['compare'] 0"),
        (["compare", "a", "b"], "compare a b"),
    ],
)
def test_what_names_no_command_goes_to_the_default_one(args: list[str], printed: str) -> None:
    result = CliRunner().invoke(group, args)
    assert (result.exit_code, result.output) == (0, f"{printed}\n")


def test_a_wrong_option_of_either_is_a_usage_error() -> None:
    assert CliRunner().invoke(group, ["--nope"]).exit_code == 2
    assert CliRunner().invoke(group, ["compare", "--limit", "3"]).exit_code == 2


def test_help_shows_the_options_of_the_default_command_and_the_other_commands() -> None:
    shown = CliRunner().invoke(group, ["--help"]).output
    assert "--limit" in shown
    assert "compare" in shown
    assert "--cases" in CliRunner().invoke(app, ["eval", "--help"]).output
