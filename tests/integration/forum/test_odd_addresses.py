"""Whatever is put into an address, nobody is answered by an error of the server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.architecture.visits import names
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

BLANK = re.compile("<(?:([a-z]+):)?([a-z_0-9]+)>")
LARGE = ["9" * 9, "9" * 10, "9" * 19, "9" * 30]
ODD = ["%00", "a%00b", "%ff", "a" * 3_000, "٣", "-1"]
KNOWN = {"article": "news", "slug": "news", "number": "1"}

ROUTES = sorted(
    {
        route
        for name, route in names().items()
        if BLANK.search(route) and name.startswith(("accounts:", "articles:", "forum:"))
    }
)


def addresses(route: str) -> list[str]:
    """Each blank with each odd value, the others with what is there."""
    blanks = [match[0] for match in BLANK.finditer(route)]
    found = []
    for odd_one in blanks:
        for value in LARGE + ODD:
            address = route
            for blank in blanks:
                known = KNOWN.get(BLANK.sub(r"\2", blank), "1")
                address = address.replace(blank, value if blank == odd_one else known)
            found.append(f"/{address}")
    return found


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.django_db
def test_an_odd_address_leads_nowhere(
    client: Client, alice: Any, erin: Any, route: str, method: str
) -> None:
    make_reply(article=make_article(author=erin, slug="news"), author=alice)
    client.force_login(alice)
    client.raise_request_exception = False

    for address in addresses(route):
        status = getattr(client, method)(address).status_code
        assert status < 500, f"{address}: {status}"
