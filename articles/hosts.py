"""Say where a link leads when its words name another place. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from articles import cleaning

# Endings of names of files and of tools that are no endings of hosts; and some that are
# both, which count as files where the link leads to one of that name.
# fmt: off
_NO_HOSTS = frozenset({
    "bin", "cfg", "cpp", "css", "csv", "exe", "gif", "html", "ini", "ipynb", "jpeg",
    "jpg", "js", "json", "log", "onnx", "pdf", "php", "png", "ts", "txt", "xml", "yaml",
    "yml",
})
_FILES = frozenset({"cc", "md", "mov", "pl", "ps", "py", "rs", "sh", "so", "zip"})
# fmt: on
# As browsers read it: any number of slashes, and all before the last @ is no host.
_AUTHORITY = re.compile(r"https?:/*(?P<authority>[^/?#]*)", re.IGNORECASE)
# What may read like a host, and with it a path, which names no other.
_WORD = re.compile(r"(?P<host>[\w.-]+)(?P<path>(?::[0-9]+)?[/?#]\S*)?")
_ENDING = re.compile(r"[^\W\d_]{2,}|xn--[\w-]+")
_TURNS = re.compile(
    "[\u202a-\u202e\u2066-\u2069]"
)  # what is written, seen in another order
_FULL_STOPS = str.maketrans("\u3002", ".")


def asked_host(address: str) -> str:
    """The host that a browser would ask, in ASCII; empty for a page of ours."""
    found = _AUTHORITY.match(address)
    if not found:
        return ""
    name = unquote(found["authority"]).rpartition("@")[2]
    name = re.sub(":[0-9]*$", "", name).lower().rstrip(".")
    try:
        return name.encode("idna").decode()
    except UnicodeError:
        return name


def behind(words: str, address: str) -> str:
    """The host that a link leads to where its words name another; else nothing.

    Letters beyond ASCII can look like any other: a host that is written with them is
    always spelt out.
    """
    true = asked_host(address)
    if true and _TURNS.search(words):
        return true
    claims = _claims(words, file=address.rpartition("/")[2])
    return true if any(_bare(claim) != _bare(true) for claim in claims) else ""


class TrueHosts(Treeprocessor):
    """Write after each link that misleads where it leads."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for link in list(parent):
                if link.tag == "a" and "class" not in link.attrib:
                    words = cleaning.as_read("".join(link.itertext()))
                    address = cleaning.as_read(link.get("href", ""))
                    if true := behind(words, address):
                        _say(parent, link, true)


def _say(parent: Element, link: Element, true: str) -> None:
    note = Element("span", {"class": "link-host"})
    note.text = AtomicString(code_escape(f"({true})"))
    note.tail, link.tail = link.tail, " "
    parent.insert(list(parent).index(link) + 1, note)


def _claims(words: str, *, file: str) -> Iterator[str]:
    """The hosts that a reader finds in these words. The file's own name is none."""
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", words).translate(_FULL_STOPS)
        if unicodedata.category(letter) != "Cf"
    ).lower()
    place = 0
    while word := _WORD.search(seen, place):
        name = word["host"].strip(".-_")
        is_host = _is_host(name) and not (
            name == file.lower() and name.rpartition(".")[2] in _FILES
        )
        if is_host:
            yield name
        place = word.end() if is_host else word.end("host")


def _is_host(name: str) -> bool:
    *labels, ending = name.split(".")
    return (
        bool(labels)
        and all(labels)
        and ending not in _NO_HOSTS
        and _ENDING.fullmatch(ending) is not None
    )


def _bare(name: str) -> str:
    return name.removeprefix("www.")
