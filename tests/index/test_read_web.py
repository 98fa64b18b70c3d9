"""Articles at web addresses: fetched within limits, from public machines only."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.article import Article
from index.errors import ReadError
from index.library import Library
from index.read import Skipped, fetcher, read_address
from index.read.address import locate
from index.settings import IndexSettings
from tests.index.hashing import HashEmbeddings
from tests.index.reading import TEXT
from tests.web_server import Reply, WebServer

PAGE = f"""<html><head><title>Harbour reopens</title><meta property="og:site_name" content="Seaford Post">
<meta property="article:published_time" content="2025-03-04T08:00:00Z"></head>
<body><article><h1>Harbour reopens</h1><p>{TEXT}</p><p>{TEXT.replace("Ships", "Ferries")}</p></article></body></html>"""


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer().running() as server:
        server.replies["/a"] = Reply(PAGE.encode())
        yield server


def read(url: str, **settings: object) -> list[Article | Skipped]:
    """What is at an address, on this machine too."""
    made = IndexSettings.model_validate({"fetch_private": True} | settings)
    return list(read_address(url, fetcher(made), made))


def article(url: str, **settings: object) -> Article:
    (found,) = read(url, **settings)
    assert isinstance(found, Article), found
    return found


def reason(url: str, **settings: object) -> str:
    """Why nothing at the address is taken."""
    (skipped,) = read(url, **settings)
    assert isinstance(skipped, Skipped), skipped
    assert skipped.source == url
    return skipped.reason


def test_a_page_becomes_an_article_with_its_address(web: WebServer) -> None:
    found = article(f"{web.address}/a")

    assert (found.title, found.publisher, str(found.published)) == ("Harbour reopens", "Seaford Post", "2025-03-04")
    assert (found.url, found.source) == (f"{web.address}/a", f"{web.address}/a")
    assert [path for path, _, _ in web.asked] == ["/robots.txt", "/a"]
    assert all(agent.startswith("Dateline/") for _, _, agent in web.asked)


def test_a_page_is_stored_once_replaced_by_its_new_version_and_kept_while_it_cannot_be_fetched(
    web: WebServer, tmp_path: Path
) -> None:
    page = f"{web.address}/a"
    told = []
    with Library.open(tmp_path, IndexSettings(fetch_private=True), HashEmbeddings()) as library:
        for reply in (
            Reply(PAGE.encode()),
            Reply(PAGE.encode()),
            Reply(PAGE.replace("hour", "day").encode()),
            Reply(status=500),
        ):
            web.replies["/a"] = reply
            report = library.sync([], addresses=[page])
            told.append((report.added, report.updated, report.unchanged, len(report.skipped)))
        library.sync([tmp_path], prune=True)
        (stored,) = library.articles()

    assert told == [(1, 0, 0, 0), (0, 0, 1, 0), (0, 1, 0, 0), (0, 0, 0, 1)]
    assert "within the day" in stored.text


def test_the_pages_own_address_counts_only_on_the_same_site(web: WebServer) -> None:
    for link, url in ((f"{web.address}/own", f"{web.address}/own"), ("https://other.example/a", f"{web.address}/b")):
        web.replies["/b"] = Reply(PAGE.replace("<title>", f'<link rel="canonical" href="{link}"><title>').encode())

        assert article(f"{web.address}/b").url == url


def test_other_kinds_are_read_by_their_type_or_else_by_their_name(web: WebServer) -> None:
    web.replies["/t"] = Reply("Café reopens\n\n".encode("latin-1") + TEXT.encode(), "text/plain; charset=iso-8859-1")
    web.replies["/n.jsonl"] = Reply(b'{"text": "' + TEXT.encode() + b'"}\n', "application/octet-stream")
    web.replies["/z.gz"] = Reply(gzip.compress(b"x" * 100), "image/png")

    assert article(f"{web.address}/t").title == "Café reopens"
    assert article(f"{web.address}/n.jsonl").text == TEXT
    assert "z.gz: image/png is there, which is not read." in reason(f"{web.address}/z.gz")


def test_robots_txt_is_obeyed(web: WebServer) -> None:
    web.replies["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /private*\nUser-agent: Dateline\nDisallow: /a", "text/plain"
    )

    assert f"{web.address}/a: {web.address}/robots.txt asks programs not to fetch it." in reason(f"{web.address}/a")
    web.replies["/robots.txt"] = Reply(status=503)
    assert "asks programs not to fetch it" in reason(f"{web.address}/a")
    assert "/a" not in [path for path, _, _ in web.asked]


def test_redirects_are_followed_and_each_is_checked(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    web.replies["/old"] = Reply(status=301, headers={"Location": "/a"})
    web.replies["/ring"] = Reply(status=302, headers={"Location": "/ring"})
    web.replies["/file"] = Reply(status=302, headers={"Location": "file:///etc/passwd"})
    web.replies["/inside"] = Reply(status=302, headers={"Location": f"http://127.0.0.2:{web.port}/a"})

    assert article(f"{web.address}/old").url == f"{web.address}/a"
    assert "more than 5 redirects" in reason(f"{web.address}/ring")
    assert "not an http or https address" in reason(f"{web.address}/file")
    monkeypatch.setattr("index.read.address._is_public", lambda ip: ip == "127.0.0.1")  # stands for a public one
    assert "leads to 127.0.0.2, which is not a public address" in reason(f"{web.address}/inside", fetch_private=False)


def test_the_connection_goes_to_the_address_that_was_checked(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: Any, **named: Any) -> Any:
        if host != "courier.example":
            return real(host, port, *rest, **named)
        asked.append(host)
        places = ("127.0.0.9", port), ("127.0.0.1", port)  # nobody listens at the first
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place) for place in places]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    name = f"http://courier.example:{web.port}/a"

    assert article(name).url == name
    assert asked == ["courier.example", "courier.example"]  # for robots.txt and the page, never for the connection
    assert {host for _, host, _ in web.asked} == {f"courier.example:{web.port}"}


@pytest.mark.parametrize(
    "ip",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_addresses_that_are_not_public_are_refused(ip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", (ip, 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: found)

    with pytest.raises(ReadError, match="which is not a public address"):
        locate("http://courier.example/a", allow_private=False)
    assert locate("http://courier.example/a", allow_private=True).ips == ("93.184.216.34", ip)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://localhost/a", "not a public address"),
        ("http://2130706433/a", "not a public address"),
        ("http://user:key@courier.example/", "holds a user name"),
        ("http://", "not an http or https address"),
        ("http://courier.example:99999/", "not an http or https address"),
        ("http://courier.example/a b", "not an http or https address"),
        ("http://nowhere.invalid/", "no machine is known by the name nowhere.invalid"),
    ],
)
def test_what_leads_nowhere_is_named(url: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "invalid" in url:
        monkeypatch.setattr("socket.getaddrinfo", _fails)
    assert message in reason(url, fetch_private=False)


def _fails(*_: object, **__: object) -> None:
    raise socket.gaierror(-2, "Name or service not known")


def test_limits_hold_for_size_and_time(web: WebServer) -> None:
    web.replies["/large"] = Reply(b"x" * 1_000_001)
    web.replies["/packed"] = Reply(gzip.compress(b"x" * 5_000_000), headers={"Content-Encoding": "gzip"})
    web.replies["/slow"] = Reply(PAGE.encode(), pause_s=0.2)
    web.replies["/endless"] = Reply(PAGE.encode(), pause_s=0.2, says_length=False)

    for path in ("/large", "/packed"):
        assert "more than 1 MB. Raise max_file_mb" in reason(web.address + path, max_file_mb=1)
    for path in ("/slow", "/endless"):
        assert "took too long" in reason(web.address + path, fetch_timeout_s=0.5)


@pytest.mark.parametrize(
    ("status", "message"), [(404, "404 Not Found. Check the address."), (403, "403 Forbidden. Save the page from your")]
)
def test_what_the_server_refuses_is_said(web: WebServer, status: int, message: str) -> None:
    web.replies["/a"] = Reply(status=status)

    assert f"{web.address}/a: the server answers {message}" in reason(f"{web.address}/a")


def test_a_server_that_is_not_there_or_speaks_otherwise_is_named(web: WebServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "cannot be fetched (Connection refused" in reason(f"http://127.0.0.1:{port}/a")
    assert "cannot be fetched (its certificate or encryption is not accepted" in reason(
        f"https://127.0.0.1:{web.port}/a"
    )


def test_a_page_without_an_article_is_named(web: WebServer) -> None:
    web.replies["/a"] = Reply(b"<html><body><nav>Home</nav></body></html>")

    assert f"{web.address}/a: no article text" in reason(f"{web.address}/a")
