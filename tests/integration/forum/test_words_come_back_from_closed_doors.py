"""Where a text can be taken in nowhere, the page that says so gives it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts import throttle
from accounts.throttle import Limit
from articles.models import Article

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

WORDS = "Every word & <mark> of this, [1]."
SHOWN = "Every word &amp; &lt;mark&gt; of this, [1]."


def replies(article: Article) -> str:
    return f"{article.get_absolute_url()}replies/"


def test_who_is_signed_out_and_too_quick_gets_every_word_back(
    visitor: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = throttle.LIMITS["keep"][0]
    monkeypatch.setitem(throttle.LIMITS, "keep", (Limit(0, limit.within),))

    page = visitor.post(
        replies(article), {"body": WORDS, "sources": "https://a.example/"}
    )

    assert page.status_code == 429
    assert int(page["Retry-After"]) > 60
    assert SHOWN in page.content.decode()
    assert "https://a.example/" in page.content.decode()


def test_what_is_sent_to_an_article_taken_back_comes_back(
    bob_client: Client, article: Article
) -> None:
    Article.objects.update(status=Article.Status.DRAFT)

    page = bob_client.post(replies(article), {"body": WORDS})

    assert page.status_code == 404
    assert SHOWN in page.content.decode()


def test_a_password_is_not_among_the_words(visitor: Client) -> None:
    page = visitor.post("/nothing/here/", {"body": WORDS, "password": "a secret"})

    assert page.status_code == 404
    assert SHOWN in page.content.decode()
    assert "a secret" not in page.content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {
            "data": "body=x",
            "content_type": "application/x-www-form-urlencoded; charset=utf-16",
        },
        {"data": b"--", "content_type": "multipart/form-data"},
    ],
)
def test_a_form_that_cannot_be_read_is_no_error_of_ours(
    visitor: Client, form: dict[str, Any]
) -> None:
    assert visitor.post("/nothing/here/", **form).status_code in {400, 404}
