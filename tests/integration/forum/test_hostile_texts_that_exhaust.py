"""A text made to exhaust the renderer is posted like any other, and hurts no other."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.urls import reverse

from articles import prose, renderer
from forum.models import Reply
from tests import safe_html
from tests.conftest import signed_in
from tests.factories import accounts, articles
from tests.integration.forum.conftest import SOURCES, url_of
from tests.integration.forum.pages import kept_text
from tests.pathological import TEXTS

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

# Rendered, they cite what is not there, or nothing of them can be seen.
UNFIT = {
    "blanks",
    "citations of nothing",
    "definitions",
    "ends of lines",
    "list in list on one line",
    "rules",
    "stars",
    "stars that are lists",
    "tabs",
}
PATIENCE = 60  # seconds, on a very busy machine


@pytest.mark.django_db
@pytest.mark.parametrize("name", TEXTS)
def test_it_is_stored_and_its_page_is_there(
    bob_client: Client, post_url: str, name: str
) -> None:
    body = TEXTS[name].strip()

    response = bob_client.post(post_url, {"body": TEXTS[name]})

    if response.status_code == 422 and name in UNFIT:
        assert kept_text(response).strip() == body
        return
    assert response.status_code == 302
    reply = Reply.objects.get()
    assert reply.body == body
    assert safe_html.foreign(reply.body_html) == []
    page = bob_client.get(url_of(reply))
    assert page.status_code == 200
    assert reply.body_html in page.content.decode()


@pytest.fixture
def busy(transactional_db: None) -> Article:
    return articles.make_article(slug="busy", sources=SOURCES)


def test_while_one_is_being_rendered_others_are_answered(busy: Article) -> None:
    alice, bob = (signed_in(accounts.make_member(name)) for name in ("alice", "bob"))
    post_url = reverse("forum:post-reply", args=[busy.slug])
    answers: list[Any] = []

    def send_hopeless() -> None:
        try:
            answers.append(alice.post(post_url, {"body": TEXTS["stars and letters"]}))
        finally:
            connections.close_all()

    renderer.reply("So.", notes={})  # there is a child, and it comes to a halt
    child = renderer._renderer._child
    assert child is not None
    os.kill(child.pid, signal.SIGSTOP)
    hopeless = threading.Thread(target=send_hopeless)
    hopeless.start()
    wait_until_rendering()

    read = bob.get(busy.get_absolute_url())
    posted = bob.post(post_url, {"body": "So it *is* [1]."})

    hopeless.join(PATIENCE)
    assert [answer.status_code for answer in answers] == [302]
    assert (read.status_code, posted.status_code) == (200, 302)
    ordinary = Reply.objects.get(author__username="bob")
    assert ordinary.body_html.startswith('<p>So it <em>is</em> <a class="cite"')
    stopped = Reply.objects.get(author__username="alice")
    assert stopped.body_html == prose.escaped(stopped.body).html


def wait_until_rendering() -> None:
    end = time.monotonic() + PATIENCE
    while not renderer._renderer._lock.locked():
        assert time.monotonic() < end
        time.sleep(0.01)
