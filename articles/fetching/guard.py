"""Where on the network a page may be asked for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

from articles import links

# Networks of machines that are nobody's page: this machine, the one beside it, those of
# the provider, those set apart by the registries. Kept by us, for the tables of
# libraries differ from each other and from one version to the next.
# fmt: off
_CLOSED = tuple(ip_network(network) for network in (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32",
    "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
    "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
    "::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
    "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10",
    "ff00::/8",
))
# fmt: on
_GLOBAL = IPv6Network("2000::/3")  # all of IPv6 that has been given to anybody

# Networks whose addresses lead to an IPv4 address, and how many bits stand behind it.
_WRAPPED = (
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("2002::/16"), 80),
)
# Names of no machine that everybody reaches: RFC 6761, 6762, 8375, and what ICANN left.
_OWN = (".localhost", ".local", ".home.arpa", ".internal", ".invalid")
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")


class RefusedError(Exception):
    """It is not asked, or what it answers is no page; asking again does not help."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address taken apart, once for whoever checks it and whoever asks there."""

    scheme: str
    host: str
    port: int
    target: str  # what the host is asked for

    @property
    def authority(self) -> str:
        """The host as a request names it."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        is_usual = self.port == links.DEFAULT_PORTS[self.scheme]
        return name if is_usual else f"{name}:{self.port}"


def place(address: str) -> Place:
    """Where an address leads. Raises RefusedError if that could be read in two ways."""
    if len(address) > links.MAX_LENGTH:
        raise RefusedError("It is too long.")
    try:
        parts = urlsplit(links.canonical(address))
        usual = links.DEFAULT_PORTS[parts.scheme]
        port = usual if parts.port is None else parts.port
    except ValueError as error:
        raise RefusedError(str(error)) from None
    host = parts.hostname or ""
    if "%" in host:
        raise RefusedError("It leads over one of our own cables.")
    if _NUMERIC.fullmatch(host):
        _read(host)  # 127.1, 0x7f.1 and 2130706433 are addresses to some and not to all
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return Place(parts.scheme, host, port, target)


def is_own(host: str) -> bool:
    """Whether a host's name alone says that it leads nowhere on the public web."""
    if ":" in host or _NUMERIC.fullmatch(host):
        return not is_public(host)
    return "." not in host or host.endswith(_OWN)


def is_public(address: str) -> bool:
    """Whether an address on the network is open to everybody, as far as is known."""
    try:
        ip = _unwrapped(_read(address))
    except RefusedError:
        return False
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL:
        return False
    return not any(_holds(network, ip) for network in _CLOSED)


def _read(address: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(address)
    except ValueError:
        raise RefusedError(f"{address} is no address.") from None


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that it leads to in the end, if it does."""
    for network, behind in _WRAPPED:
        if ip in network:
            return IPv4Address(int(ip) >> behind & 0xFFFF_FFFF)
    return ip


def _holds(network: IPv4Network | IPv6Network, ip: IPv4Address | IPv6Address) -> bool:
    return network.version == ip.version and ip in network
