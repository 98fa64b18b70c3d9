"""Serves the page on this machine: nobody else's host name, and nothing fetched from anywhere else."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import SettingsError
from index.library import Library
from ui.article_page import POLICY, article_page, find, missing_page

if TYPE_CHECKING:
    import gradio as gr
    import uvicorn
    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio's page needs inline scripts and styles and evaluates its templates; it may load only from its own server.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"referrer-policy", b"same-origin"),  # with no-referrer, some browsers hide the page's origin from us too
    (b"x-content-type-options", b"nosniff"),
)
_UPLOADS = ("/upload", "/process_recording")  # routes of Gradio's that store files; the page takes none
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. SettingsError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        raise SettingsError(
            f"The page cannot be served at {host}, port {port}: {why}. "
            "Choose another port with --port, or stop the program that holds this one."
        ) from error


def web_server(page: gr.Blocks, library: Library, host: str) -> uvicorn.Server:
    """A server for the page and the library's articles, to be run on a socket from `listen`."""
    import uvicorn

    # Gradio reports what fails in a handler; all that uvicorn adds is a traceback for every tab open at the end.
    config = uvicorn.Config(
        application(page, library, host), log_level="critical", ws="none", timeout_graceful_shutdown=1
    )
    return uvicorn.Server(config)


def application(page: gr.Blocks, library: Library, host: str) -> FastAPI:
    """The page as a web application, and each article of the library under `/article/ID`.

    A page served on the loopback address answers to this machine's own names only: otherwise any web site
    could point a name of its own here and read the articles (DNS rebinding). Another site's page may not post here,
    and nobody may upload.
    """
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    if host in _LOOPBACK:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
    app.add_middleware(_Guard)
    app.add_middleware(_Headers)
    _add_articles(app, library)
    here = Path(__file__).parent
    style = "".join((here / f"{name}.css").read_text(encoding="utf-8") for name in ("light", "dark", "page"))
    script = (here / "page.js").read_text(encoding="utf-8")
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=_theme(),
        head=f"<style>{style}</style><script>{script}</script>",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
    )
    return app


def _add_articles(app: FastAPI, library: Library) -> None:
    from fastapi import Request
    from starlette.responses import HTMLResponse

    def show(request: Request) -> HTMLResponse:
        asked = request.query_params
        version, quotes = asked.get("version", ""), asked.getlist("quote")
        reading = find(library, request.path_params["article_id"], version, quotes)
        html = missing_page() if reading is None else article_page(reading)
        headers = {"content-security-policy": POLICY, "cache-control": "no-cache"}
        return HTMLResponse(str(html), 404 if reading is None else 200, headers)

    app.add_route("/article/{article_id}", show)


class _Guard:
    """Refuses uploads, and what is posted by pages of other origins."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.responses import PlainTextResponse

        app = self.app
        if scope["type"] == "http":
            if scope["path"].rstrip("/").endswith(_UPLOADS):
                app = PlainTextResponse("There is nothing to upload here.", 404)
            elif scope["method"] not in ("GET", "HEAD") and _from_elsewhere(dict(scope["headers"])):
                app = PlainTextResponse("Only this page itself may post here.", 403)
        await app(scope, receive, send)


def _from_elsewhere(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a page of another origin sent it. Programs that are no browser send no origin."""
    origin = headers.get(b"origin")
    return origin is not None and origin.lower().partition(b"://")[2] != headers.get(b"host", b"").lower()


class _Headers:
    """Adds the policy to every response, also to those that stream."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _theme() -> gr.themes.Base:
    """Gradio's plainest theme in the fonts of the reader's own machine: its default ones come from the network."""
    import gradio as gr

    sans = ("Helvetica Neue", "Arial", "sans-serif")
    return gr.themes.Base(font=sans, font_mono=("Consolas", "monospace"), primary_hue="slate", neutral_hue="stone")
