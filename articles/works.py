"""Sites that show one work at several addresses: the one it is known by. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

# Both forms of https://info.arxiv.org/help/arxiv_identifier.html; a version is kept.
_ARXIV = re.compile(
    r"/(?:abs|pdf|html)/((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)"
    r"(?:\.pdf)?/?"
)
# https://www.doi.org/doi-handbook/ §2.2: a prefix from 10. on, and whatever its owner
# likes; letters count alike, large or small.
_DOI = re.compile(r"/(10\.\d{4,9}/\S{1,180})")
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
_VIDEO_PATH = re.compile(r"/(?:embed|shorts|live|v)/([A-Za-z0-9_-]{11})/?")


class Work(NamedTuple):
    """What an address alone says of a work."""

    url: str
    kind: str
    doi: str = ""
    arxiv_id: str = ""


def at(url: str) -> Work | None:
    """The work at an address in canonical spelling, if its site is one of ours."""
    parts = urlsplit(url)
    known = _SITES.get(parts.netloc.removeprefix("www."))
    return known(parts.path, parts.query) if known else None


def _arxiv(path: str, _query: str) -> Work | None:
    found = _ARXIV.fullmatch(path)
    if not found:
        return None
    return Work(f"https://arxiv.org/abs/{found[1]}", "paper", arxiv_id=found[1])


def _doi(path: str, _query: str) -> Work | None:
    found = _DOI.fullmatch(path)
    if not found:
        return None
    doi = found[1].lower()
    # Percent signs, where they must be, are those of the canonical spelling.
    doi = re.sub("%[0-9a-f]{2}", lambda code: code[0].upper(), doi)
    return Work(f"https://doi.org/{doi}", "paper", doi=unquote(doi))


def _youtube(path: str, query: str) -> Work | None:
    in_path = _VIDEO_PATH.fullmatch(path)
    in_query = parse_qs(query).get("v", [""])[0] if path == "/watch" else ""
    return _video(in_path[1] if in_path else in_query)


def _youtu_be(path: str, _query: str) -> Work | None:
    return _video(path.strip("/"))


def _video(name: str) -> Work | None:
    if not _VIDEO.fullmatch(name):
        return None
    return Work(f"https://www.youtube.com/watch?v={name}", "video")


_SITES: dict[str, Callable[[str, str], Work | None]] = {
    "arxiv.org": _arxiv,
    "export.arxiv.org": _arxiv,
    "doi.org": _doi,
    "dx.doi.org": _doi,
    "youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtu_be,
}
