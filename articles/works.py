"""Sites that show one work at several addresses: the one it is known by. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

# Both forms of https://info.arxiv.org/help/arxiv_identifier.html; a version is kept.
_ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})"
_ARXIV = re.compile(
    rf"/(?:abs|pdf|html)/((?i:{_ARXIV_ID}(?:v\d+)?))(?:\.pdf)?/?", re.ASCII
)
_ARXIV_VERSION = re.compile(r"v\d+\Z")
# arXiv registers a DOI for each of its papers: https://info.arxiv.org/help/doi.html
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({_ARXIV_ID}(?:v\d+)?)", re.ASCII)
# https://www.doi.org/doi-handbook/ §2.2: a prefix from 10. on, and whatever its owner
# likes; letters count alike, large or small.
_DOI = re.compile(r"/(10\.\d{4,9}/\S{1,180})")
_BEFORE_DOI = re.compile(r"https?://(?:dx\.)?doi\.org|doi:\s*/?", re.IGNORECASE)
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
_VIDEO_PATH = re.compile(r"/(?:embed|shorts|live|v)/([A-Za-z0-9_-]{11})/?")


class Work(NamedTuple):
    """What an address alone says of a work.

    `url` is an address that works; `name` is one by which every address of it knows it,
    whatever the version.
    """

    url: str
    name: str
    kind: str
    doi: str = ""
    arxiv_id: str = ""


def at(url: str) -> Work | None:
    """The work at an address in canonical spelling, if its site is one of ours."""
    parts = urlsplit(url)
    known = _SITES.get(parts.netloc.removeprefix("www."))
    return known(parts.path, parts.query) if known else None


def is_doi(text: str) -> bool:
    """Whether it is one, as a name or an address: "10.1000/x", "https://doi.org/10.…"."""
    path = "/" + _BEFORE_DOI.sub("", text, count=1).removeprefix("/")
    return bool(_DOI.fullmatch(path))


def _arxiv(path: str, _query: str) -> Work | None:
    found = _ARXIV.fullmatch(path)
    if not found:
        return None
    paper = _spelt(found[1])
    return Work(f"https://arxiv.org/abs/{paper}", _paper(paper), "paper", "", paper)


def _doi(path: str, _query: str) -> Work | None:
    found = _DOI.fullmatch(path)
    if not found:
        return None
    doi = found[1].lower()
    # Percent signs, where they must be, are those of the canonical spelling.
    doi = re.sub("%[0-9a-f]{2}", lambda code: code[0].upper(), doi)
    url = f"https://doi.org/{doi}"
    if on_arxiv := _ARXIV_DOI.fullmatch(doi):
        paper = _spelt(on_arxiv[1])
        return Work(url, _paper(paper), "paper", doi, paper)
    return Work(url, url, "paper", doi=unquote(doi))


def _spelt(paper: str) -> str:
    """An arXiv id as arXiv writes it: the subject of an old one in capitals."""
    archive, dot, rest = paper.lower().partition(".")
    if dot and "/" in rest:
        subject, slash, number = rest.partition("/")
        return f"{archive}.{subject.upper()}{slash}{number}"
    return paper.lower()


def _paper(paper: str) -> str:
    """The paper that an id names, in all its versions. An old one goes by no subject."""
    archive, slash, number = _ARXIV_VERSION.sub("", paper).partition("/")
    if slash:
        archive = archive.partition(".")[0]
    return f"https://arxiv.org/abs/{archive}{slash}{number}"


def _youtube(path: str, query: str) -> Work | None:
    in_path = _VIDEO_PATH.fullmatch(path)
    in_query = parse_qs(query).get("v", [""])[0] if path == "/watch" else ""
    return _video(in_path[1] if in_path else in_query)


def _youtu_be(path: str, _query: str) -> Work | None:
    return _video(path.strip("/"))


def _video(name: str) -> Work | None:
    if not _VIDEO.fullmatch(name):
        return None
    url = f"https://www.youtube.com/watch?v={name}"
    return Work(url, url, "video")


_SITES: dict[str, Callable[[str, str], Work | None]] = {
    "arxiv.org": _arxiv,
    "export.arxiv.org": _arxiv,
    "doi.org": _doi,
    "dx.doi.org": _doi,
    "youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtu_be,
}
