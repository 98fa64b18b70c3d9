"""Pages that the reader names are fetched, and nothing else ever is: one request each, within limits.

The site's robots.txt is asked first (RFC 9309). Redirects are followed by hand, so that each hop passes the same
checks as the address itself. Neither cookies nor proxies are used, and nothing that a page names is fetched.
"""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from index.errors import ReadError
from index.read.address import Address, locate
from index.read.request import NAME, body, get

if TYPE_CHECKING:
    from protego import Protego
    from urllib3.response import BaseHTTPResponse

_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_ROBOTS_BYTES = 512_000
_LONGEST_DELAY_S = 30.0


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
            with get(address, deadline) as response:
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
        if robots is None or not robots.can_fetch(address.url, NAME):
            raise ReadError(
                f"{address.site}/robots.txt asks programs not to fetch it. Save the page as a file instead."
            )
        pause = min(robots.crawl_delay(NAME) or 0.0, _LONGEST_DELAY_S)
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
            with get(place, deadline) as response:
                target = _redirect(response, place)
                if target is None:
                    if response.status >= 500 or response.status == 429:
                        return None
                    data = body(response, _ROBOTS_BYTES, deadline, cut=True) if response.status < 300 else b""
                    return Protego.parse(data.decode("utf-8", errors="replace"))
            url = target
        return Protego.parse("")


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
    return Fetched(address.url, body(response, max_bytes, deadline), media_type.strip().lower(), charset)


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
