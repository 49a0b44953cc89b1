"""At the desk for articles one is told what is kept of a source that we know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, Source
from tests.factories.articles import make_article
from tests.factories.desk import as_opened, change_url

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(erin: Any) -> Article:
    Source.objects.at(
        "https://a.example/", title="The memo", publisher="Lab", year="2023"
    )
    return make_article(author=erin, sources=["A"], published=False)


@pytest.mark.parametrize(
    "typed", [{"title": "My memo"}, {"publisher": "Labs"}, {"year": "2024"}]
)
def test_what_is_typed_of_a_source_we_know_is_said_to_be_left_out(
    draft: Article, erin_client: Client, typed: dict[str, str]
) -> None:
    row = {"number": "2", "title": "The memo", "url": "http://www.a.example", **typed}
    sent = as_opened(draft, body="A [1], memo [2].", more=[row])

    preview = erin_client.post(change_url(draft), sent | {"_preview": "1"})
    saved = erin_client.post(change_url(draft), sent, follow=True)

    said = "We know this source as “The memo”"
    assert f"{said}: its record is kept." in preview.content.decode()
    [warning] = [str(m) for m in saved.context["messages"] if m.level_tag == "warning"]
    source = Source.objects.get(title="The memo")
    assert f"[2] {said}. Its record is kept" in warning
    assert f'href="/admin/articles/source/{source.pk}/change/"' in warning


def test_nothing_is_said_where_nothing_is_left_out(
    draft: Article, erin_client: Client
) -> None:
    rows = [{"url": "https://a.example/"}, {"title": "New", "url": "https://b.example"}]
    sent = as_opened(draft, body="A [1], memo [2], new [3].", more=rows)

    saved = erin_client.post(change_url(draft), sent, follow=True)

    assert [m.level_tag for m in saved.context["messages"]] == ["success"]


@pytest.mark.parametrize("version", ["v3", ""])
def test_an_editor_is_told_when_readers_are_led_to_another_version(
    draft: Article, erin_client: Client, version: str
) -> None:
    first = "https://arxiv.org/abs/2401.00001v1"
    source = Source.objects.at(first, title="A paper")
    row = {"title": "A paper", "url": f"https://arxiv.org/pdf/2401.00001{version}"}
    sent = as_opened(draft, body="A [1], paper [2].", more=[row])

    preview = erin_client.post(change_url(draft), sent | {"_preview": "1"})
    saved = erin_client.post(change_url(draft), sent, follow=True)

    told = f"Readers are led to {first}: its record is kept."
    assert told in preview.content.decode()
    [warning] = [str(m) for m in saved.context["messages"] if m.level_tag == "warning"]
    assert f"[2] We know this source at {first}, where readers are led." in warning
    assert f'href="/admin/articles/source/{source.pk}/change/"' in warning


def test_a_title_that_looks_like_markup_is_text(
    draft: Article, erin_client: Client
) -> None:
    Source.objects.filter(url="https://a.example/").update(title="<b>{url}</b>")
    row = {"title": "Memo", "url": "https://a.example/"}
    sent = as_opened(draft, body="A [1], memo [2].", more=[row])

    saved = erin_client.post(change_url(draft), sent, follow=True)

    assert "“&lt;b&gt;{url}&lt;/b&gt;”" in saved.content.decode()


def test_a_year_that_is_none_is_refused_in_its_row_and_an_old_one_stays(
    draft: Article, erin: Any, erin_client: Client
) -> None:
    Source.objects.filter(title="A").update(published="c. 1843")
    row = {"title": "New", "year": "2023-02-30"}
    text = "A [1], new [2]."

    refused = erin_client.post(
        change_url(draft), as_opened(draft, body=text, more=[row])
    )
    row["year"] = "2023-02-28"
    saved = erin_client.post(change_url(draft), as_opened(draft, body=text, more=[row]))

    assert refused.status_code == 422
    assert refused.content.decode().count("This is no date") == 1
    assert saved.status_code == 302
    assert Source.objects.get(title="New").published == "2023-02-28"
