"""Read what a host answers with as the text of a page, within our measure."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import TYPE_CHECKING

from .guard import RefusedError

if TYPE_CHECKING:
    from http.client import HTTPResponse

MAX_PAGE = 512 * 1024  # bytes of a page that are read; its title stands before them
MAX_RATIO = 20  # a page does not grow by more than this when it is unpacked
PIECE = 16 * 1024  # bytes

_META = re.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE
)
# What pages are written in. Python knows more, some of it slow to read.
_CHARSETS = re.compile(
    r"utf-?8|utf-16(?:le|be)?|iso-8859-\d{1,2}|windows-\d{3,4}|koi8-[ru]|big5"
    r"|shift[_-]jis|euc-(?:jp|kr)|gb(?:2312|k|18030)"
)
_WESTERN = frozenset({"ascii", "us-ascii", "latin1", "latin-1", "iso-8859-1"})


def text(response: HTTPResponse) -> str:
    """The beginning of the page. Raises RefusedError if it is none."""
    if response.headers.get_content_type() != "text/html":
        raise RefusedError("It is no page.")
    body = _unpacked(response)
    return body.decode(_charset(response, body), errors="replace")


def _unpacked(response: HTTPResponse) -> bytes:
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip"}:
        raise RefusedError(f"It is packed as {coding}.")
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    body, packed = b"", 0
    while len(body) < MAX_PAGE and (piece := response.read(PIECE)):
        packed += len(piece)
        room = MAX_PAGE - len(body)
        body += inflate.decompress(piece, room) if inflate else piece[:room]
        if len(body) > MAX_RATIO * packed:
            raise RefusedError("It is packed too tightly.")
    return body


def _charset(response: HTTPResponse, body: bytes) -> str:
    """What the page is written in, as it says itself; UTF-8 if it does not."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if body.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    told = response.headers.get_content_charset()
    if not told and (meta := _META.search(body[:1024])):
        told = meta[1].decode(errors="replace").lower()
    if told in _WESTERN:
        return "cp1252"  # as browsers read it
    if not told or not _CHARSETS.fullmatch(told):
        return "utf-8"
    try:
        return codecs.lookup(told).name
    except LookupError:
        return "utf-8"
