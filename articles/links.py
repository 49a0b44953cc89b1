"""One address, one spelling; and which addresses are one. Pure."""

import ipaddress
import re
import unicodedata
from encodings.idna import nameprep
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from articles import tracking, works

MAX_LENGTH = 2_048  # characters; what browsers and servers agree on
LABEL = 80  # characters
DEFAULT_PORTS = {"http": 80, "https": 443}

_UNFIT = re.compile(r'[\s\x00-\x1f\x7f<>"\\]')
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_DOTS = re.compile("[.\u3002\uff0e\uff61]")  # RFC 3490 §3.1: all that part two labels
# What nameprep (IDNA 2003) writes otherwise and IDNA 2008, as in browsers, lets stand.
_LET_STAND = re.compile("([ßς\u200c\u200d])")
_JOINERS = re.compile("[\u200c\u200d]")  # but these in few places, which we cannot tell


class NoAddress(ValueError):  # noqa: N818 - it is news for whoever typed it
    """It is not an address on the web; `fault` names what is wrong with it."""

    def __init__(self, fault: str) -> None:
        super().__init__(_FAULTS[fault])
        self.fault = fault


_FAULTS = {
    "spaces": "An address has no spaces in it.",
    "scheme": "An address begins with https:// or http://.",
    "user": "An address names no user.",
    "host": "An address names a host.",
    "port": "A port is a number up to 65535.",
    "length": "An address is no longer than 2,048 characters.",
}


def canonical(address: str) -> str:
    """The address as we store it, or NoAddress if it is not one on the web.

    It leads where the typed one leads. Two spellings that lead to the same page for
    certain become one, and so do the addresses of one work on the sites of `works`; what
    might make a difference is kept: the order of parameters, a slash at the end, "www".
    """
    address = address.strip()
    if _UNFIT.search(address):
        raise NoAddress("spaces")
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no IPv6
        raise NoAddress("host") from None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise NoAddress("scheme" if parts.scheme not in DEFAULT_PORTS else "host")
    if "@" in parts.netloc:
        raise NoAddress("user")

    name = place = _canonical_host(parts.hostname)
    port = _port(parts)
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        place = f"{name}:{port}"
    path = _encoded(parts.path) or "/"
    query = "&".join(
        parameter
        for parameter in _encoded(parts.query).split("&")
        if tracking.is_telling(parameter, host=name)
    )
    spelling = urlunsplit((parts.scheme, place, path, query, ""))
    if work := works.at(spelling):
        spelling = work.url
    if len(spelling) > MAX_LENGTH:
        raise NoAddress("length")
    return spelling


def identity(address: str) -> str:
    """What the addresses of one work have in common; ValueError as above.

    Beyond one spelling: http is https, "www." and slashes at the end say nothing, and
    the versions of a paper are one. It is written like an address and need not be one
    that answers; with "https://" before it, it is its own identity.
    """
    key = _without_trifles(canonical(address))
    work = works.at(f"https://{key}")
    return _without_trifles(work.name) if work else key


def differ(address: str, other: str) -> bool:
    """Whether they may lead to two things, be it two versions of one work.

    Both in canonical spelling. Trifles make no difference: those of `identity`.
    """
    return _without_trifles(address) != _without_trifles(other)


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


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise NoAddress("port") from None


def _without_trifles(url: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc
    if parts.port in DEFAULT_PORTS.values():
        place = place.removesuffix(f":{parts.port}")
    while place.startswith("www.") and "." in place.removeprefix("www."):
        place = place.removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return place + parts.path.rstrip("/") + query


def _canonical_host(name: str) -> str:
    if ":" in name:
        try:
            return f"[{ipaddress.IPv6Address(name).compressed}]"
        except ValueError:
            raise NoAddress("host") from None
    labels = [_in_ascii(label) for label in _DOTS.split(name)]
    if len(labels) > 1 and not labels[-1]:
        labels.pop()
    name = ".".join(labels)
    if not _HOST.fullmatch(name):
        raise NoAddress("host")
    return name


def _in_ascii(label: str) -> str:
    """A part of a host's name as it is asked for; it has to stand for what it says.

    Browsers refuse one whose ASCII spelling stands for no other.
    """
    if label.isascii():
        code = label.removeprefix("xn--")
        if code != label and _coded(_decoded(code)) != label:
            raise NoAddress("host")
        return label
    if _JOINERS.search(label):
        raise NoAddress("host")
    return _coded(label)


def _decoded(code: str) -> str:
    """As it is read. A joiner in code was let stand by whoever wrote the code."""
    return code.encode().decode("punycode")


def _coded(label: str) -> str:
    parts = _LET_STAND.split(label)
    read = "".join(
        part if index % 2 else nameprep(part) for index, part in enumerate(parts)
    )
    read = unicodedata.normalize("NFC", read)
    return read if read.isascii() else f"xn--{read.encode('punycode').decode()}"


def _encoded(part: str) -> str:
    """Percent signs only where they must be, and in capitals."""
    part = quote(_STRAY_PERCENT.sub("%25", part), safe="%/:?#[]@!$&'()*+,;=~")
    return _ENCODED.sub(_decoded_if_unreserved, part)


def _decoded_if_unreserved(match: re.Match[str]) -> str:
    letter = chr(int(match[0][1:], 16))
    return letter if _UNRESERVED.fullmatch(letter) else match[0].upper()
