"""Nothing leaves the machine while articles are indexed and a question is asked."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

# An audit hook sees every connection and look-up that Python code tries, those whose failure a library hides too.
GUARDED = """
import atexit, ipaddress, sys

tried = []

def guard(event, args):
    if event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple):
        host = args[1][0]
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    try:
        local = host in (None, "", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        tried.append(host)
        raise OSError(f"no network in this test: {host}")

sys.addaudithook(guard)
atexit.register(lambda: print("TRIED", tried))

from ui.cli import main

home, samples = sys.argv[1:]
for command in (["index", samples], ["ask", "What did Hanwha pay for the Philadelphia yard?"], ["articles"]):
    sys.argv[1:] = ["--home", home, *command]
    try:
        main()
    except SystemExit as end:
        assert not end.code
"""


def test_indexing_and_asking_need_no_network(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    with socket.create_server(("127.0.0.1", 0)) as proxy:  # what is not written in Python would come here
        proxy.setblocking(False)
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        environment |= dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"), address)
        environment |= {"HF_HOME": str(tmp_path / "hub"), "NO_PROXY": "", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", GUARDED, str(tmp_path / "home"), str(ROOT / "samples")],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "$100 million" in done.stdout
        assert "TRIED []" in done.stdout
        try:
            proxy.accept()
        except BlockingIOError:
            return
        raise AssertionError("something asked the proxy for the network")
