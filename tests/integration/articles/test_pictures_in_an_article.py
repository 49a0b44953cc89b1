"""An editor shows pictures: one at the head of an article, others in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from articles import actions
from articles.actions import Lead, Place, Text
from articles.models import Article, Picture
from tests.factories.accounts import make_editor
from tests.factories.articles import make_article
from tests.factories.desk import ADD, as_opened, change_url, typed
from tests.factories.pictures import brought, make_picture
from tests.integration.forum.pages import kept_text
from tests.worker import work

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member

SHOWS = {"picture_words": "A [view]", "picture_credit": "Photo: A. Name"}
CHOOSE = "Choose a picture first."


@pytest.fixture
def picture(erin: Member) -> Picture:
    return make_picture(erin)


@pytest.fixture
def shown(erin: Member, picture: Picture) -> Article:
    """A published article with a picture in its text."""
    body = f"See this:\n\n{picture.markdown('A view')}"
    return make_article(author=erin, slug="news", body=body)


def led_by(article: Article, picture: Picture, editor: Member) -> Article:
    return actions.write_article(
        editor=editor,
        article=article,
        text=Text(title=article.title, body=article.body),
        place=Place(slug=article.slug, lead=Lead(picture=picture, words="A view")),
        began_from=article.version,
    )


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def sees(client: Client, picture: Picture) -> bool:
    status = client.get(picture.get_absolute_url()).status_code
    assert status in {200, 404}
    return status == 200


# ----------------------------------------------------------------- bringing one
@pytest.mark.parametrize(
    "button",
    [{"_picture": "text"}, {"_save": "1"}, {"_publish": "1"}, {"_preview": "1"}],
)
def test_one_that_was_chosen_is_in_the_text_whichever_button_is_pressed(
    erin_client: Client, button: dict[str, str]
) -> None:
    sent = {**typed(body="So it looks:"), **SHOWS, "picture": brought(), **button}

    response = erin_client.post(ADD, sent)

    picture = Picture.objects.get()
    address = picture.get_absolute_url()
    assert response.status_code == 200
    assert kept_text(response) == (
        f"So it looks:\n\n![A \\[view\\]]({address})\n*Photo: A. Name*\n"
    )
    assert "The picture is at the end of the text." in text(response)
    assert '<img alt="A [view]" decoding="async" height="40"' in text(response)
    assert not Article.objects.exists()


def test_one_may_lead_the_article(erin_client: Client, visitor: Client) -> None:
    sent = {**typed(slug="news"), **SHOWS, "picture": brought(), "_picture": "lead"}
    response = erin_client.post(ADD, sent)
    picture = Picture.objects.get()
    assert f'value="{picture.name}"' in text(response)
    assert text(response).count(f'src="{picture.get_absolute_url()}"') == 2

    lead: dict[str, Any] = {
        "lead": picture.name,
        "lead_words": "A view",
        "lead_credit": "Photo: A. Name",
    }
    erin_client.post(ADD, typed(slug="news", button="_publish", **lead))

    page = text(visitor.get("/articles/news/"))
    figure = page.partition("<figure")[2].partition("</figure>")[0]
    assert picture.get_absolute_url() in figure
    assert 'alt="A view"' in figure
    assert "Photo: A. Name" in figure
    assert page.index("<figure") < page.index('<div class="prose">')
    seen_elsewhere = f"{settings.SITE_URL}{picture.get_absolute_url()}"
    assert f'property="og:image" content="{seen_elsewhere}"' in page
    assert sees(visitor, picture)


def test_without_words_it_does_not_lead(erin_client: Client, picture: Picture) -> None:
    sent = typed(lead=picture.name, lead_words=" ", lead_credit="")

    response = erin_client.post(ADD, sent)

    assert response.status_code == 422
    assert "Say in words what the picture shows." in text(response)
    assert not Article.objects.exists()


def test_it_is_taken_away_again(
    erin: Member, erin_client: Client, picture: Picture, visitor: Client
) -> None:
    article = led_by(make_article(author=erin, slug="news"), picture, erin)
    sent: dict[str, Any] = {
        "lead": picture.name,
        "lead_words": "A view",
        "lead_off": "on",
    }

    erin_client.post(change_url(article), as_opened(article, **sent))

    assert "<figure" not in text(visitor.get("/articles/news/"))
    assert not sees(visitor, picture)


def test_saving_what_one_opened_keeps_the_lead(
    erin: Member, erin_client: Client, picture: Picture
) -> None:
    article = led_by(make_article(author=erin), picture, erin)
    page = text(erin_client.get(change_url(article)))
    assert f'name="lead" value="{picture.name}"' in page

    sent: dict[str, Any] = {"lead": picture.name, "lead_words": "A view"}
    erin_client.post(change_url(article), as_opened(article, **sent))

    article.refresh_from_db()
    assert (article.lead, article.lead_words) == (picture, "A view")


@pytest.mark.parametrize(
    ("file", "status", "said"),
    [
        ({}, 422, CHOOSE),
        ({"picture": brought(b"no picture")}, 422, "Only pictures can be taken"),
        ({"picture": brought(b"x" * (4 * 1024**2 + 1))}, 413, "at most 4 MB"),
    ],
    ids=["none", "other", "large"],
)
def test_what_cannot_be_taken_says_why_and_nothing_typed_is_lost(
    erin_client: Client, file: dict[str, Any], status: int, said: str
) -> None:
    sent = {**typed(body="My words."), **SHOWS, **file, "_picture": "text"}

    response = erin_client.post(ADD, sent)

    assert response.status_code == status
    assert said in text(response)
    assert kept_text(response) == "My words."
    assert "Photo: A. Name" in text(response)
    assert not Picture.objects.exists()


def test_whoever_brings_too_many_waits(erin_client: Client) -> None:
    for _ in range(10):
        erin_client.post(ADD, {**typed(), "picture": brought(), "_picture": "text"})

    response = erin_client.post(ADD, {**typed(), "picture": brought(), "_save": "1"})

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert Picture.objects.count() == 10


def test_a_preview_on_the_way_takes_none_in(erin_client: Client) -> None:
    sent = {**typed(button="_preview"), "picture": brought()}

    response = erin_client.post(ADD, sent, headers={"X-Preview": "part"})

    assert response.status_code == 200
    assert not Picture.objects.exists()


def test_nobody_but_editors_brings_one_there(
    alice_client: Client, mina_client: Client
) -> None:
    sent = {**typed(), "picture": brought(), "_picture": "text"}

    alice_client.post(ADD, sent)
    assert mina_client.post(ADD, sent).status_code == 403

    assert not Picture.objects.exists()


# ------------------------------------------------------------------ in the text
def test_readers_see_it_in_the_text(
    shown: Article, picture: Picture, visitor: Client
) -> None:
    page = text(visitor.get("/articles/news/"))

    assert f'src="{picture.get_absolute_url()}" width="60"' in page
    assert sees(visitor, picture)


def test_a_long_text_shows_it_too(
    erin: Member, picture: Picture, visitor: Client
) -> None:
    body = f"{'Many words. ' * 1_000}\n\n{picture.markdown('A view')}"
    article = make_article(author=erin, body=body)

    work()

    article.refresh_from_db()
    assert f'src="{picture.get_absolute_url()}"' in article.body_html
    assert sees(visitor, picture)


def test_a_member_s_picture_does_not_come_into_an_article(
    erin: Member, alice: Member, visitor: Client
) -> None:
    hers = make_picture(alice)

    article = make_article(author=erin, body=hers.markdown("A view"))

    assert "<img" not in article.body_html
    assert not sees(visitor, hers)


def test_another_editor_may_go_on_with_it(
    shown: Article, erin: Member, picture: Picture
) -> None:
    frida = make_editor("frida")
    erin.is_staff = False
    erin.save(update_fields=["is_staff"])

    revised = actions.revise_article(
        article=shown,
        editor=frida,
        text=Text(title="News", body=f"{shown.body}\n\nMore."),
        began_from=1,
    )

    assert picture.get_absolute_url() in revised.body_html


def test_an_article_goes_on_with_its_own_pictures_alone(
    shown: Article, erin: Member, picture: Picture
) -> None:
    """In its text or at its head, as before, whoever brought them has left."""
    other = make_article(author=erin)
    at_its_head = make_picture(erin)
    led_by(other, at_its_head, erin)

    assert picture in Picture.objects.for_article(other)  # while she is an editor
    erin.is_staff = False
    erin.save(update_fields=["is_staff"])

    assert set(Picture.objects.for_article(shown)) == {picture}
    assert set(Picture.objects.for_article(other)) == {at_its_head}
    assert not Picture.objects.for_article(Article()).exists()


def test_one_without_words_keeps_it_from_readers(
    erin_client: Client, picture: Picture
) -> None:
    body = f"One.\n\n![]({picture.get_absolute_url()})"

    response = erin_client.post(ADD, typed(body=body, button="_publish"))

    assert response.status_code == 422
    assert "Line 3: Say in words what this picture shows" in text(response)
    long = f"{body}\n\n{'Many words. ' * 1_000}"
    response = erin_client.post(ADD, typed(body=long, button="_publish"))
    assert response.status_code == 422
    assert not Article.objects.exists()
