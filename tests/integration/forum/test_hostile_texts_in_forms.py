"""What means harm comes back as it was typed, and becomes what its preview showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from articles import cleaning
from forum import composing
from forum.models import Draft, Reply
from tests import safe_html, safe_page
from tests.factories import forum
from tests.hostile_texts import all_in_batches, in_batches
from tests.integration.forum.conftest import PART, url_of
from tests.integration.forum.drafting import begin, keep_url

if TYPE_CHECKING:
    from articles.models import Article

pytestmark = pytest.mark.django_db

OWN = "https://own.example/report"
SHOWN = '<div class="reply__body" dir="auto">'
WORDS = "reply__body diff verbatim field__error"  # what shows a text as it is


def drawn(response: Any) -> str:
    return str(response.content.decode())


def fields(page: str) -> list[str]:
    """What stands in the fields of a form: the text, its sources."""
    return safe_page.texts(page, "textarea")


def assert_is_harmless(html: str) -> None:
    assert safe_html.foreign(html) == []
    assert cleaning.clean(html) == html


# ----------------------------------------------------- Previewed, posted and edited
@all_in_batches
def test_a_preview_is_what_is_posted(
    bob_client: Client, bob: Any, article: Article, texts: list[str]
) -> None:
    preview_url = reverse("forum:preview", args=[article.slug])
    post_url = reverse("forum:post-reply", args=[article.slug])
    posted = 0
    for text in texts:
        forum.rest(bob)
        typed = {"body": text, "sources": OWN}

        shown = drawn(bob_client.post(preview_url, typed, headers=PART))
        answer = bob_client.post(post_url, typed, headers=PART)

        assert safe_page.foreign(shown) == safe_page.foreign(drawn(answer)) == []
        reply = Reply.objects.filter(number=posted + 1).first()
        if reply is None:
            [sentence] = safe_page.texts(shown, "field__error")
            assert answer.status_code == 422
            assert sentence.strip() in safe_page.texts(drawn(answer), "field__error")
            assert [one.strip() for one in fields(drawn(answer))] == [text.strip(), OWN]
            continue
        posted += 1
        assert answer.status_code == 200
        assert f"{SHOWN}{reply.body_html}</div>\n</section>" in shown
        assert f"{SHOWN}{reply.body_html}</div><div " in drawn(answer)
        assert_is_harmless(reply.body_html)
    assert posted >= len(texts) / 4


@in_batches
def test_a_preview_of_an_edit_is_what_is_saved(
    alice_client: Client, alice: Any, article: Article, alices: Reply, texts: list[str]
) -> None:
    preview_url = reverse("forum:preview", args=[article.slug])
    for text in texts:
        forum.rest(alice)
        version = Reply.objects.get().version
        typed = {"body": text, "sources": OWN, "version": version}

        part = alice_client.post(preview_url, {**typed, "edits": "1"}, headers=PART)
        answer = alice_client.post(url_of(alices, "edit-reply"), typed)

        html = Reply.objects.get().body_html
        saved = f"{SHOWN}{html}</div>\n</section>" in drawn(part)
        assert saved == (answer.status_code == 302)
        assert_is_harmless(html)


# --------------------------------------------------------------------- Opened again
@in_batches
def test_the_form_of_an_edit_opens_with_it(
    alice_client: Client, alices: Reply, texts: list[str]
) -> None:
    address = url_of(alices, "edit-reply")
    harmless = safe_page.skeleton(drawn(alice_client.get(address)))

    for text in texts:
        Reply.objects.update(body=text)
        page = drawn(alice_client.get(address))

        assert fields(page)[0] == text
        assert safe_page.foreign(page) == []
        assert safe_page.skeleton(page) == harmless


@in_batches
def test_an_answer_opens_with_it_quoted(
    bob_client: Client, bob: Any, article: Article, alices: Reply, texts: list[str]
) -> None:
    address = f"{url_of(alices, 'answer')}?quote=1"
    harmless = safe_page.skeleton(drawn(bob_client.get(address)), but=WORDS)

    for text in texts:
        Reply.objects.update(body=text)
        alices.body = text
        quoted = composing.quote(alices)
        page = drawn(bob_client.get(address))

        assert fields(page)[0] == quoted
        assert safe_page.foreign(page) == []
        assert safe_page.skeleton(page, but=WORDS) == harmless
        composed = composing.compose(article=article, author=bob, body=quoted)
        assert_is_harmless(composed.rendered.at(2))


# ------------------------------------------------------------------------- Refused
@in_batches
def test_what_is_refused_comes_back_in_its_form(
    bob_client: Client, article: Article, texts: list[str]
) -> None:
    """In the text; or for an address, which the sentence that refuses it repeats."""
    address = reverse("forum:post-reply", args=[article.slug])

    def send(**typed: str) -> str:
        Draft.objects.all().delete()  # what was refused was kept
        response = bob_client.post(address, typed)
        assert response.status_code == 422
        return drawn(response)

    harmless = safe_page.skeleton(send(body="So.", sources="nowhere"), but=WORDS)
    for text in texts:
        pages = [send(body="So.", sources=f"nowhere\n{text}")]
        pages.append(send(body="So.", sources=f"x:{text}"))
        if len(text.strip()) > 1:
            pages.append(send(body=text, sources="nowhere"))
            assert fields(pages[-1])[0].strip() == text.strip()
        for page in pages:
            assert safe_page.foreign(page) == []
            assert safe_page.skeleton(page, but=WORDS) == harmless


@in_batches
def test_two_texts_at_odds_stand_beside_each_other(
    alice_client: Client, alices: Reply, texts: list[str]
) -> None:
    address = url_of(alices, "edit-reply")
    Reply.objects.update(version=2)

    def send(text: str) -> str:
        Draft.objects.all().delete()  # what was refused was kept
        response = alice_client.post(address, {"body": text, "version": "1"})
        assert response.status_code in {409, 422}
        return drawn(response)

    harmless = safe_page.skeleton(send("So it is."), but=WORDS)
    compared = 0
    for text in texts:
        page = send(text)
        assert safe_page.foreign(page) == []
        assert fields(page)[0].strip() == text.strip()
        if safe_page.texts(page, "diff"):
            compared += 1
            assert safe_page.skeleton(page, but=WORDS) == harmless
    assert compared >= len(texts) / 4


@in_batches
def test_a_draft_from_another_window_stands_beside_this_one(
    bob_client: Client, bob: Any, article: Article, texts: list[str]
) -> None:
    draft = begin(member=bob, article=article, version=3)

    def send(text: str) -> str:
        Draft.objects.filter(pk=draft.pk).update(body=f"Other: {text}", sources=text)
        forum.rest(bob)
        typed = {"body": text, "sources": f"x:{text}", "draft": "1"}
        response = bob_client.post(keep_url(article), typed)
        assert response.status_code == 409
        return drawn(response)

    harmless = safe_page.skeleton(send("So it is."), but="")
    for text in [text for text in texts if text]:
        page = send(text)
        assert fields(page) == [text, f"x:{text}"]
        assert safe_page.texts(page, "verbatim")[0] == f"Other: {text}"
        assert safe_page.foreign(page) == []
        assert safe_page.skeleton(page) == harmless


@in_batches
def test_what_was_sent_from_an_old_form_can_be_copied(
    bob: Any, article: Article, texts: list[str]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    address = reverse("forum:post-reply", args=[article.slug])

    for text in [text for text in texts if text.strip()]:
        name = text[:200]  # Django reads no longer head of a part than 1 KiB
        response = client.post(address, {"body": text, name: "So it is."})
        assert response.status_code == 403
        page = drawn(response)
        assert fields(page)[0] == text
        assert safe_page.foreign(page) == []
