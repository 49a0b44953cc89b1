"""A picture in an article is seen by those who may read it, and is kept."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import actions, rendition
from articles.actions import Lead, Place, Text
from articles.models import Article, Picture
from tests.conftest import signed_in
from tests.factories.accounts import make_editor
from tests.factories.articles import make_article
from tests.factories.desk import ADD, typed
from tests.factories.pictures import make_picture

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


def test_that_of_a_draft_is_the_editors_alone(
    erin: Member, picture: Picture, visitor: Client, alice_client: Client
) -> None:
    make_article(author=erin, body=picture.markdown("A view"), published=False)
    frida = make_editor("frida")
    viewers = (visitor, alice_client, signed_in(frida))

    seen = [sees(client, picture) for client in viewers]

    assert seen == [False, False, True]


def test_that_of_a_scheduled_article_waits_for_its_hour(
    erin: Member, picture: Picture, visitor: Client
) -> None:
    soon = timezone.now() + timedelta(hours=1)
    make_article(author=erin, body=picture.markdown("A view"), publish_at=soon)
    assert not sees(visitor, picture)

    Article.objects.update(publish_at=timezone.now())

    assert sees(visitor, picture)


def test_one_taken_out_of_the_text_is_out_of_readers_sight(
    shown: Article, erin: Member, erin_client: Client, picture: Picture, visitor: Client
) -> None:
    actions.revise_article(
        article=shown, editor=erin, text=Text(title="News", body="No."), began_from=1
    )

    assert (sees(visitor, picture), sees(erin_client, picture)) == (False, True)


# -------------------------------------------------------------------- who keeps
def drop() -> None:
    long_ago = timezone.now() - timedelta(days=60)
    Picture.objects.update(created_at=long_ago)
    call_command("drop_pictures", stdout=StringIO())


def test_what_a_version_shows_stays(
    shown: Article, erin: Member, picture: Picture
) -> None:
    actions.revise_article(
        article=shown, editor=erin, text=Text(title="News", body="No."), began_from=1
    )
    lead, unused = make_picture(erin), make_picture(erin)
    shown.refresh_from_db()
    led_by(shown, lead, erin)

    drop()

    assert set(Picture.objects.all()) == {picture, lead}
    assert not unused.file.storage.exists(unused.place)


def test_one_that_went_while_the_text_was_rendered_is_said(
    erin: Member, erin_client: Client, picture: Picture, monkeypatch: Any
) -> None:
    render = rendition.render

    def swept(*args: Any, **options: Any) -> Any:
        monkeypatch.undo()
        Picture.objects.all().delete()
        return render(*args, **options)

    monkeypatch.setattr(rendition, "render", swept)

    response = erin_client.post(ADD, typed(body=picture.markdown("A view")))

    assert response.status_code == 422
    assert "A picture is no longer there. Add it again." in text(response)
    assert not Article.objects.exists()
