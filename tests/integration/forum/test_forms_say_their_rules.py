"""A form and a page say the numbers of the rules that hold, each from its one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from django.core.cache import caches
from django.urls import reverse

from articles import pictures
from articles.marks import LETTERS
from articles.models.picture import LONGEST_WORDS
from forum.forms.reply import EditForm, ReplyForm
from forum.models.reply import MAX_BODY
from forum.models.revision import MAX_REASON
from forum.templatetags import limits
from tests.integration.forum.conftest import url_of
from tests.integration.forum.pages import words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from django.test import Client

    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fragments() -> Any:
    """The parts of pages that are drawn once, forgotten before and after."""
    kept = caches["template_fragments"]
    kept.clear()
    yield kept
    kept.clear()


def one(response: Any, tag: str, **attributes: str) -> Element:
    """The only element with this tag and these attributes."""
    html = response.content.decode()
    [found] = [
        element
        for element in html5lib.parse(html, namespaceHTMLElements=False).iter(tag)
        if attributes.items() <= element.attrib.items()
    ]
    return found


def test_the_composer_counts_to_what_a_reply_may_have(
    bob_client: Client, article: Article
) -> None:
    page = bob_client.get(article.get_absolute_url())

    assert one(page, "text-counter").get("data-most") == str(MAX_BODY)
    assert ReplyForm.base_fields["body"].max_length == MAX_BODY  # type: ignore[attr-defined]
    assert one(page, "textarea", name="sources").get("data-most") == str(len(LETTERS))
    full = f"A reply has at most {len(LETTERS)} sources of its own."
    assert one(page, "cite-picker").get("data-full") == full


def test_the_picture_s_field_asks_for_what_is_taken_in(
    bob_client: Client, article: Article
) -> None:
    page = bob_client.get(article.get_absolute_url())

    intake = one(page, "picture-intake")
    assert intake.get("data-most") == str(pictures.MAX_SIZE)
    assert intake.get("data-large") == "{name} is larger than 4 MB."
    assert "The file: JPEG, PNG, GIF or WebP, at most 4 MB" in words(page)
    assert one(page, "input", name="alt").get("maxlength") == str(LONGEST_WORDS)


def test_a_reason_is_as_long_as_it_is_kept(alice_client: Client, alices: Reply) -> None:
    page = alice_client.get(url_of(alices, "edit-reply"))

    assert one(page, "input", name="reason").get("maxlength") == str(MAX_REASON)
    assert EditForm.base_fields["reason"].max_length == MAX_REASON  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["forum:drafts", "privacy"])
def test_how_long_drafts_are_kept_is_said_in_one_voice(
    bob_client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(limits.LIMITS, "draft days", 7)

    page = words(bob_client.get(reverse(name)))

    assert "for 7 days after its last change" in page
    assert "180" not in page


# ------------------------------------------------------------- A picture not taken in
def test_why_a_picture_was_not_taken_is_said_of_its_field(
    bob_client: Client, post_url: str
) -> None:
    form = {"body": "Look at this:", "_picture": "1"}

    response = bob_client.post(post_url, form)

    assert response.status_code == 422
    field = one(response, "input", name="picture")
    said = one(response, "p", id=field.get("aria-describedby", ""))
    assert field.get("aria-invalid") == "true"
    assert (said.text, said.get("hidden")) == ("Choose a picture first.", None)


def test_a_field_without_fault_is_not_marked(
    bob_client: Client, article: Article
) -> None:
    page = bob_client.get(article.get_absolute_url())

    field = one(page, "input", name="picture")
    said = one(page, "p", id=field.get("aria-describedby", ""))
    assert field.get("aria-invalid") is None
    assert (said.text, said.get("hidden")) == (None, "")


def test_a_fault_is_not_kept_for_others(
    bob_client: Client, article: Article, post_url: str, fragments: Any
) -> None:
    bob_client.get(article.get_absolute_url())
    kept = set(fragments._cache)

    bob_client.post(post_url, {"body": "Look at this:", "_picture": "1"})

    assert set(fragments._cache) == kept
    page = bob_client.get(article.get_absolute_url())
    assert "Choose a picture first." not in page.content.decode()
