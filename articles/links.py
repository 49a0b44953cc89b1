"""One address, one spelling. Pure."""

import ipaddress
import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from articles import works

MAX_LENGTH = 2_048  # characters; what browsers and servers agree on
LABEL = 80  # characters
DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say where a reader came from and nothing about the page.
_TRACKING = re.compile(
    "utm_[a-z_]+|(?:dclid|fbclid|gbraid|gclid|igshid|mc_cid|mc_eid|msclkid|twclid"
    "|wbraid|yclid)",
    re.IGNORECASE,
)
_UNFIT = re.compile(r'[\s\x00-\x1f\x7f<>"\\]')
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def canonical(address: str) -> str:
    """The address as we store it, or ValueError if it is not one on the web.

    Two spellings that lead to the same page for certain become one, and so do the
    addresses of one work on the sites of `works`; what might make a difference is kept:
    the order of parameters, a slash at the end, "www".
    """
    address = address.strip()
    if _UNFIT.search(address):
        raise ValueError("An address has no spaces in it.")
    parts = urlsplit(address)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError("An address begins with https:// or http://.")
    if "@" in parts.netloc:
        raise ValueError("An address names no user.")

    place = _canonical_host(parts.hostname)
    if parts.port is not None and parts.port != DEFAULT_PORTS[parts.scheme]:
        place = f"{place}:{parts.port}"
    path = _encoded(parts.path) or "/"
    query = "&".join(filter(_is_telling, _encoded(parts.query).split("&")))
    spelling = urlunsplit((parts.scheme, place, path, query, ""))
    if work := works.at(spelling):
        spelling = work.url
    if len(spelling) > MAX_LENGTH:
        raise ValueError("An address is no longer than 2,048 characters.")
    return spelling


def host(address: str) -> str:
    """Whose page it is, as one would say it: "example.org"."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def label(address: str) -> str:
    """What a source is called until its title is known: "example.org/reports/2025"."""
    path = urlsplit(address).path
    said = unquote(path)
    # What is invisible, or turns the direction of reading, stays in its code.
    name = host(address) + (said if said.isprintable() else path).rstrip("/")
    return name if len(name) <= LABEL else f"{name[: LABEL - 1]}…"


def _canonical_host(name: str) -> str:
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name).compressed}]"
    name = name.removesuffix(".")
    if not name.isascii():
        name = name.encode("idna").decode()
    if not _HOST.fullmatch(name) or not _is_spelled_right(name):
        raise ValueError("An address names a host.")
    return name


def _is_spelled_right(name: str) -> bool:
    """Browsers refuse a host whose ASCII spelling stands for no other."""
    try:
        name.encode().decode("idna")
    except UnicodeError:
        return False
    return True


def _encoded(part: str) -> str:
    """Percent signs only where they must be, and in capitals."""
    part = quote(_STRAY_PERCENT.sub("%25", part), safe="%/:?#[]@!$&'()*+,;=~")
    return _ENCODED.sub(_decoded_if_unreserved, part)


def _decoded_if_unreserved(match: re.Match[str]) -> str:
    letter = chr(int(match[0][1:], 16))
    return letter if _UNRESERVED.fullmatch(letter) else match[0].upper()


def _is_telling(parameter: str) -> bool:
    return bool(parameter) and not _TRACKING.fullmatch(parameter.partition("=")[0])
