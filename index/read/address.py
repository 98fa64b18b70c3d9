"""A web address -> the machine to connect to, where it is a public one.

The name is looked up once, and the connection goes to the address that was checked: a name that is looked up again
later may lead elsewhere (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from index.errors import ReadError

SCHEMES = ("http", "https")
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # leads to the IPv4 address in its last 32 bits


@dataclass(frozen=True, slots=True)
class Address:
    """A page and the machine that serves it: `ips` are what to connect to, `host` what to ask it for."""

    url: str
    scheme: str
    host: str
    port: int
    target: str  # path and query, as the request line holds them
    ips: tuple[str, ...]  # in order of preference; often one of IPv6 and one of IPv4

    @property
    def site(self) -> str:
        """Scheme, host and port: 'https://courier.example', 'http://127.0.0.1:8000'."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")


def is_address(text: str) -> bool:
    """Whether this is a web address, not a path."""
    return text.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def locate(url: str, *, allow_private: bool) -> Address:
    """Looks up where `url` leads.

    Raises ReadError where it is no http(s) address, names a user, leads nowhere, or leads into a private network, to
    this machine or another address that is not public (unless `allow_private`).
    """
    parts = _split(url)
    host = _ascii(parts.hostname or "")
    scheme = parts.scheme.lower()
    port = parts.port or _PORTS[scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError(f"no machine is known by the name {host}. Check the address and the network.") from None
    ips = list(dict.fromkeys(str(info[4][0]) for info in found))
    for ip in ips:
        if not allow_private and not _is_public(ip):
            raise ReadError(f"leads to {ip}, which is not a public address. Save the page as a file instead.")
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Address(url.partition("#")[0], scheme, host, port, _quoted(target), tuple(ips))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or any(character.isspace() or ord(character) < 32 for character in url):
        raise ReadError("not an http or https address. Correct it.")
    if parts.username is not None or parts.password is not None:
        raise ReadError("the address holds a user name, which is not sent. Remove it.")
    return parts


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ReadError(f"{host} is not a name of a machine. Correct it.") from None


def _quoted(target: str) -> str:
    """Bytes that may stand in a request line."""
    return "".join(c if 32 < ord(c) < 127 else "".join(f"%{byte:02X}" for byte in c.encode()) for c in target)


def _is_public(ip: str) -> bool:
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return _is_public(str(inner))
        if address in _NAT64:
            return _is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
