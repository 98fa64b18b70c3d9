"""Ctrl+C at any moment is quiet: exit status 130, one line at most, no traceback; a stopped page is no error."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from index.library import Library
from tests.index.hashing import record, write_records

ROOT = Path(__file__).parents[2]
# The command, interrupted where it begins to import a module.
INTERRUPTED = """
import os, signal, sys

watched = sys.argv.pop(1)

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == watched:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Watch())
from ui.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interrupted")
    with Library.open(folder / "home") as library:
        library.sync([write_records(folder / "news.jsonl", [record(1), record(2)])])
    return folder / "home"


@pytest.mark.parametrize(
    ("module", "command", "said"),
    [
        ("typer", ("ask", "Why?"), ""),
        ("ui.settings", ("ask", "Why?"), ""),
        ("index.library", ("articles",), "dateline: interrupted\n"),
        ("rag.chain", ("ask", "Why?"), "dateline: interrupted\n"),
        ("gradio", ("chat", "--port", "0"), ""),
    ],
)
def test_while_it_is_imported_it_stops_quietly(home: Path, module: str, command: tuple[str, ...], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module, "--home", str(home), *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (130, said)


def test_a_page_that_is_stopped_has_ended_well(home: Path) -> None:
    command = [sys.executable, "-u", "-m", "ui", "--home", str(home), "chat", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as served:
        assert served.stdout and served.stderr
        address = next(word for word in served.stdout.readline().split() if word.startswith("http://"))
        assert httpx.get(address, timeout=120).status_code == 200  # it waits until the page is made
        served.send_signal(signal.SIGINT)
        assert served.stderr.read() == ""
        assert served.wait() == 0


def test_where_a_shell_has_it_ignored_it_stays_ignored() -> None:
    ignored = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    asked = "from ui.interrupt import leave_quietly; leave_quietly(); print(signal.getsignal(signal.SIGINT))"
    done = subprocess.run([sys.executable, "-c", ignored + asked], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "1\n"
