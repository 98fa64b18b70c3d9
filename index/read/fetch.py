"""Pages that the reader names are fetched, and nothing else ever is: one request each, within limits.

The site's robots.txt is asked first (RFC 9309). Redirects are followed by hand, so that each hop passes the same
checks as the address itself. Neither cookies nor proxies are used, and nothing that a page names is fetched.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from threading import Timer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from index.errors import ReadError
from index.read.address import Address, locate

if TYPE_CHECKING:
    from protego import Protego
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

_NAME = "Dateline"
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 512_000
_LONGEST_DELAY_S = 30.0
_BLOCK = 1 << 16
_NEARLY_S = 0.01


class Fetched(NamedTuple):
    """What a server gave: `url` after redirects, the media type and charset that it names."""

    url: str
    data: bytes
    media_type: str
    charset: str | None


class Fetcher:
    """Fetches pages, one after the other; remembers each site's robots.txt."""

    def __init__(self, *, timeout_s: float, max_bytes: int, allow_private: bool) -> None:
        """`timeout_s` holds for one page with all its redirects; `allow_private` lets addresses of this machine and
        its networks be fetched, too.
        """
        self._timeout_s, self._max_bytes, self._allow_private = timeout_s, max_bytes, allow_private
        self._robots: dict[str, Protego | None] = {}  # by site; None where all is forbidden
        self._last: dict[str, float] = {}  # by site, when it was last asked

    def fetch(self, url: str) -> Fetched:
        """The page at `url`. Raises ReadError where it cannot or may not be fetched, or is too large."""
        deadline = time.monotonic() + self._timeout_s
        for _ in range(_MOST_REDIRECTS + 1):
            address = locate(url, allow_private=self._allow_private)
            deadline += self._wait_for_leave(address, deadline)
            with _get(address, deadline) as response:
                target = _redirect(response, address)
                if target is None:
                    return _fetched(response, address, self._max_bytes, deadline)
            url = target
        raise ReadError(f"more than {_MOST_REDIRECTS} redirects. Give the address of the page itself.")

    def _wait_for_leave(self, address: Address, deadline: float) -> float:
        """Asks robots.txt; returns the seconds slept because it wants a pause between requests."""
        if address.site not in self._robots:
            self._robots[address.site] = self._ask_robots(address, deadline)
        robots = self._robots[address.site]
        if robots is None or not robots.can_fetch(address.url, _NAME):
            raise ReadError(
                f"{address.site}/robots.txt asks programs not to fetch it. Save the page as a file instead."
            )
        pause = min(robots.crawl_delay(_NAME) or 0.0, _LONGEST_DELAY_S)
        slept = max(self._last.get(address.site, float("-inf")) + pause - time.monotonic(), 0.0) if pause else 0.0
        time.sleep(slept)
        self._last[address.site] = time.monotonic()
        return slept

    def _ask_robots(self, address: Address, deadline: float) -> Protego | None:
        """The site's rules: none where it has no such file, None where the server fails (RFC 9309, 2.3.1)."""
        from protego import Protego

        url = f"{address.site}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            place = locate(url, allow_private=self._allow_private)
            with _get(place, deadline) as response:
                target = _redirect(response, place)
                if target is None:
                    if response.status >= 500 or response.status == 429:
                        return None
                    data = _body(response, _ROBOTS_BYTES, deadline, cut=True) if response.status < 300 else b""
                    return Protego.parse(data.decode("utf-8", errors="replace"))
            url = target
        return Protego.parse("")


@contextmanager
def _get(address: Address, deadline: float) -> Iterator[BaseHTTPResponse]:
    """The response, its body still unread; when time is up, the connection ends wherever it is."""
    from urllib3.exceptions import HTTPError

    left = deadline - time.monotonic()
    if left <= 0:
        raise ReadError(_TOO_SLOW)
    connections = [_connection(address, ip, left) for ip in address.ips]
    watch = Timer(left, _cut, [connections])
    watch.daemon = True
    watch.start()
    try:
        connection = _first_connected(connections)
        connection.request("GET", address.target, headers=_headers(address), preload_content=False)
        yield connection.getresponse()
    except (HTTPError, OSError, ValueError) as error:
        if time.monotonic() >= deadline - _NEARLY_S or isinstance(error, TimeoutError):
            raise ReadError(_TOO_SLOW) from None
        raise ReadError(f"cannot be fetched ({_cause(error)}). Check the address and the network.") from None
    finally:
        watch.cancel()
        for connection in connections:
            connection.close()


def _connection(address: Address, ip: str, timeout_s: float) -> HTTPConnection:
    import certifi
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if address.scheme == "http":
        return HTTPConnection(ip, address.port, timeout=timeout_s)
    return HTTPSConnection(
        *(ip, address.port),
        timeout=timeout_s,
        ca_certs=certifi.where(),
        server_hostname=address.host,
        assert_hostname=address.host,
    )


def _first_connected(connections: Sequence[HTTPConnection]) -> HTTPConnection:
    """The first that a machine answers: many networks have no IPv6, though names lead there."""
    from urllib3.exceptions import NewConnectionError

    for connection in connections[:-1]:
        try:
            connection.connect()
        except NewConnectionError:
            continue
        return connection
    connections[-1].connect()
    return connections[-1]


_TOO_SLOW = "took too long. Try again later, or raise fetch_timeout_s."


def _cut(connections: Sequence[HTTPConnection]) -> None:
    """Ends connections from another thread: a server may send a byte now and then for ever."""
    for connection in connections:
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)


def _headers(address: Address) -> Mapping[str, str]:
    try:
        number = version("dateline")
    except PackageNotFoundError:  # run from a checkout
        number = "0"
    return {
        "Host": address.site.partition("://")[2],
        "User-Agent": f"{_NAME}/{number} (one page, asked for by its reader)",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _redirect(response: BaseHTTPResponse, address: Address) -> str | None:
    """Where the response sends to."""
    target = response.headers.get("location") if response.status in _REDIRECTS else None
    return urljoin(address.url, target) if target else None


def _fetched(response: BaseHTTPResponse, address: Address, max_bytes: int, deadline: float) -> Fetched:
    if response.status != 200:
        raise ReadError(_refusal(response))
    media_type, _, parameters = response.headers.get("content-type", "").partition(";")
    charset = next(
        (value.strip(" \"'") for name, _, value in (part.partition("=") for part in parameters.split(";"))
         if name.strip().lower() == "charset"),
        None,
    )  # fmt: skip
    return Fetched(address.url, _body(response, max_bytes, deadline), media_type.strip().lower(), charset)


def _refusal(response: BaseHTTPResponse) -> str:
    try:
        phrase = f" {HTTPStatus(response.status).phrase}"
    except ValueError:
        phrase = ""
    if response.status in (401, 402, 403, 451):
        todo = "Save the page from your browser as a file instead."
    elif response.status in (404, 410):
        todo = "Check the address."
    else:
        todo = "Try again later."
    return f"the server answers {response.status}{phrase}. {todo}"


def _body(response: BaseHTTPResponse, max_bytes: int, deadline: float, *, cut: bool = False) -> bytes:
    """The whole body, unpacked; with `cut` no more than `max_bytes` of it."""
    data = bytearray()
    while block := response.read1(_BLOCK, decode_content=True):
        data += block
        if len(data) > max_bytes:
            if cut:
                break
            raise ReadError(f"more than {max_bytes / 1e6:.0f} MB. Raise max_file_mb if you want it.")
        if time.monotonic() >= deadline:
            break
    if time.monotonic() >= deadline - _NEARLY_S:  # a connection that was cut may look like the end
        raise ReadError(_TOO_SLOW)
    return bytes(data[:max_bytes])


def _cause(error: BaseException) -> str:
    import ssl

    chain = [error, getattr(error, "reason", None), error.__cause__, error.__context__]
    for link in chain:
        if isinstance(link, ssl.SSLError):
            why = getattr(link, "verify_message", "") or link.reason or link
            return f"its certificate or encryption is not accepted: {why}"
    told = next((link.strerror for link in chain if isinstance(link, OSError) and link.strerror), None)
    return told or type(error).__name__
