"""A local HTTP server that speaks OpenAI's chat-completions protocol and answers from a script.

    with FakeOpenAI(Reply("The mayor resigned. [1.1]")) as server:
        settings = RagSettings(model="openai:test", base_url=server.url)

A script is one or more replies, or functions that make a reply from the request; each request takes the
next one, and the last one repeats. `faithful`, `inventing` and `unproven` are such functions.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Reply:
    """What the server sends: `text` in pieces, or an error status.

    `hold` sends that many pieces, and the rest once `release` is called or the server ends. `pieces` ends the
    connection after that many pieces, without the protocol's end. `finish_reason` None leaves it out, as a
    server does that stops early. `pause_s` is slept before each piece. `usage` are the tokens read and written, told
    with the last piece where the client asks for them, or with a whole reply. `headers` and `message` go with an
    error status, and `raw` takes the place of the whole body.
    """

    text: str = ""
    status: int = 200
    hold: int | None = None
    pieces: int | None = None
    finish_reason: str | None = "stop"
    pause_s: float = 0.0
    usage: tuple[int, int] | None = None
    headers: tuple[tuple[str, str], ...] = (("retry-after-ms", "10"),)
    message: str = "no"
    raw: bytes | None = None


@dataclass(frozen=True)
class Request:
    """What the server received."""

    path: str
    key: str
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """The text of all messages."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])

    @property
    def sentences(self) -> dict[str, str]:
        """The numbered sentences of the prompt: `{"2.3": "..."}`."""
        return dict(re.findall(r"^\[(\d+\.\d+)\] (.*)$", self.prompt, re.MULTILINE))

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON schema that the reply has to follow; None where the client asks for text."""
        form = self.body.get("response_format") or {}
        tools = self.body.get("tools") or [{}]
        found: dict[str, Any] | None = (form.get("json_schema") or {}).get("schema")
        return found or tools[0].get("function", {}).get("parameters")

    @property
    def question(self) -> str:
        found = re.findall(r"^Question: (.*)$", self.prompt, re.MULTILINE)
        return found[-1] if found else ""


Step = Reply | Callable[[Request], Reply]


def faithful(request: Request) -> Reply:
    """Copies the two sentences that share most words with the question, with their ids."""
    wanted = _words(request.question)
    ranked = sorted(request.sentences.items(), key=lambda item: -len(wanted & _words(item[1])))[:2]
    return Reply("\n".join(f"{text} [{mark}]" for mark, text in ranked if wanted & _words(text)) or "NO_ANSWER")


def inventing(request: Request) -> Reply:
    """Cites real ids for things that stand nowhere."""
    return Reply('The minister said "we will pay 4,711 crowns to everyone" on Friday. [1.1]\nZorblax agreed. [1.2]')


def unproven(request: Request) -> Reply:
    """Copies a sentence and names no id."""
    return Reply(next(iter(request.sentences.values()), "Nothing is known."))


class FakeOpenAI:
    """The server, running inside a `with` block on a free port of 127.0.0.1; `requests` holds what came in."""

    def __init__(self, *script: Step) -> None:
        self.script = script
        self.requests: list[Request] = []
        self._lock = threading.Lock()
        self._released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            step = self.script[min(len(self.requests), len(self.script)) - 1]
        return step if isinstance(step, Reply) else step(request)

    def release(self) -> None:
        """Send what a reply holds back."""
        self._released.set()

    def wait_for_release(self) -> None:
        self._released.wait()


def _handler(server: FakeOpenAI) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = server.answer(Request(self.path, self.headers.get("Authorization", ""), body))
            self.close_connection = True
            try:
                if reply.raw is not None:
                    self._send(200, reply.raw, "text/event-stream")
                elif reply.status != 200:
                    self._error(reply)
                elif body.get("stream"):
                    self._stream(
                        reply, body["model"], with_usage=bool((body.get("stream_options") or {}).get("include_usage"))
                    )
                else:
                    self._json(200, _completion(reply, body))
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client went away

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

        def _error(self, reply: Reply) -> None:
            message = reply.message
            if reply.status == 401:
                message = f"Incorrect API key provided: {self.headers.get('Authorization', '')}"
            error = {"error": {"message": message, "type": "error", "code": None}}
            self._send(reply.status, json.dumps(error).encode(), "application/json", reply.headers)

        def _json(self, status: int, value: dict[str, Any]) -> None:
            self._send(status, json.dumps(value).encode(), "application/json")

        def _send(self, status: int, payload: bytes, kind: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(payload)))
            self.send_header("Connection", "close")
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

        def _stream(self, reply: Reply, model: str, *, with_usage: bool) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.send_header("Connection", "close")
            self.end_headers()
            for count, piece in enumerate(re.findall(r"\S+\s*|\s+", reply.text)):
                if reply.pieces is not None and count >= reply.pieces:
                    return
                if count == reply.hold:
                    server.wait_for_release()
                time.sleep(reply.pause_s)
                self._event(_delta(model, {"role": "assistant", "content": piece}, None))
            self._event(_delta(model, {}, reply.finish_reason))
            if with_usage and reply.usage:
                self._event(_delta(model, {}, None) | {"choices": [], "usage": _tokens(*reply.usage)})
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")

        def _event(self, value: dict[str, Any]) -> None:
            self._chunk(b"data: " + json.dumps(value).encode() + b"\n\n")

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()

    return Handler


def _delta(model: str, delta: dict[str, Any], finish_reason: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": model,
        "choices": [choice],
    }


def _tokens(read: int, written: int) -> dict[str, int]:
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _completion(reply: Reply, body: dict[str, Any]) -> dict[str, Any]:
    """The reply in one piece; where the client offers a tool, as a call of it with the text for its arguments."""
    model = body["model"]
    message: dict[str, Any] = {"role": "assistant", "content": reply.text}
    if body.get("tools"):
        called = {"name": body["tools"][0]["function"]["name"], "arguments": reply.text}
        message = {"role": "assistant", "tool_calls": [{"id": "t1", "type": "function", "function": called}]}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish_reason}
    whole = {"id": "c1", "object": "chat.completion", "created": int(time.time()), "model": model, "choices": [choice]}
    return whole | {"usage": _tokens(*reply.usage)} if reply.usage else whole


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) > 3)
