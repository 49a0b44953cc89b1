"""Ask the web what one page is called, and for no more than that."""

from articles import links

from . import heads, page
from .guard import RefusedError
from .page import UnreachableError
from .wire import PUBLIC, Web

__all__ = ["PUBLIC", "RefusedError", "UnreachableError", "Web", "title_at"]


def title_at(address: str, *, web: Web = PUBLIC) -> str:
    """What the page at an address calls itself; nothing if that tells nobody anything.

    Raises RefusedError if it is not asked or answers with something else, and
    UnreachableError if it may answer later.
    """
    found = page.fetch(address, web=web)
    hosts = {links.host(address), links.host(found.address)}
    return heads.title(found.html, besides=hosts)
