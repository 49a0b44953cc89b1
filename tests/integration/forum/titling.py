"""Sources that replies bring along, the web that knows them, and what readers see."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING, Any

from articles import actions as desk, titles
from articles.models import Source
from tests import safe_page
from tests.factories import forum
from tests.integration.forum.conftest import url_of
from tests.loopback import Loopback, page, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from articles.models import Article
    from forum.models import Reply

MEMO = "https://memo.example/leak"  # the article's first


@contextlib.contextmanager
def answering(monkeypatch: Any, settings: Any) -> Iterator[Loopback]:
    """The web, as far as a test goes; the site may ask it."""
    settings.FETCH_TITLES = True
    with serving({"/memo": page("A memo of May")}) as machine:
        asking = partial(titles.look_up, web=machine.web())
        monkeypatch.setattr(titles, "look_up", asking)
        yield machine


def bring(article: Article, author: Any, *addresses: str, body: str = "") -> Reply:
    return forum.make_reply(
        article=article, author=author, body=body or "See [a].", sources=addresses
    )


def chips(client: Client, reply: Reply) -> list[str]:
    """The sources listed under the replies on its page, as a reader reads them."""
    page = client.get(url_of(reply)).content.decode()
    return [" ".join(text.split()) for text in safe_page.texts(page, "chip")]


def amend(source: Source, editor: Any, **changes: str) -> None:
    source = Source.objects.get(pk=source.pk)
    began_from = source.fingerprint
    for name, value in changes.items():
        setattr(source, name, value)
    desk.amend_source(source=source, editor=editor, began_from=began_from)
