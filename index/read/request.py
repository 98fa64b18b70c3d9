"""One request for a page: from the machine that was checked, and over by its deadline, whatever the server does."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from threading import Timer
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.read.address import Address

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

NAME = "Dateline"  # as sites know us
_BLOCK = 1 << 16
_NEARLY_S = 0.01
_TOO_SLOW = "took too long. Try again later, or raise fetch_timeout_s."


@contextmanager
def get(address: Address, deadline: float) -> Iterator[BaseHTTPResponse]:
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


def body(response: BaseHTTPResponse, max_bytes: int, deadline: float, *, cut: bool = False) -> bytes:
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
        "User-Agent": f"{NAME}/{number} (one page, asked for by its reader)",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _cause(error: BaseException) -> str:
    import ssl

    chain = [error, getattr(error, "reason", None), error.__cause__, error.__context__]
    for link in chain:
        if isinstance(link, ssl.SSLError):
            why = getattr(link, "verify_message", "") or link.reason or link
            return f"its certificate or encryption is not accepted: {why}"
    told = next((link.strerror for link in chain if isinstance(link, OSError) and link.strerror), None)
    return told or type(error).__name__
