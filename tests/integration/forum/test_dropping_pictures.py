"""Every night the pictures go that nobody can see any more, and no others."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts import actions as moderation
from articles.models import Picture
from forum import actions
from forum.models import Draft, Reply
from tests.factories import forum
from tests.factories.pictures import make_picture

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db

FRESH, OLD = timedelta(hours=47), timedelta(hours=49)
LATELY, LONG_AGO = timedelta(days=29), timedelta(days=31)


def drop() -> str:
    said = StringIO()
    call_command("drop_pictures", stdout=said)
    return said.getvalue()


def brought(owner: Member, *, ago: timedelta = LONG_AGO) -> Picture:
    return make_picture(owner, created_at=timezone.now() - ago)


def show(picture: Picture, *, article: Article) -> Reply:
    body = picture.markdown("A view")
    return forum.make_reply(article=article, author=picture.owner, body=body)


def gone_since(reply: Reply, *, ago: timedelta) -> None:
    """Let the reply have gone so long ago, as it went."""
    for name in ("withdrawn_at", "hidden_at"):
        if getattr(Reply.objects.get(pk=reply.pk), name):
            Reply.objects.filter(pk=reply.pk).update(**{name: timezone.now() - ago})


def is_kept(picture: Picture) -> bool:
    """With its file, or without either."""
    is_there = Picture.objects.filter(pk=picture.pk).exists()
    assert picture.file.storage.exists(picture.place) == is_there
    return is_there


def test_what_no_reply_has_shown_for_two_days_goes(alice: Member) -> None:
    fresh, old = brought(alice, ago=FRESH), brought(alice, ago=OLD)

    said = drop()

    assert (is_kept(fresh), is_kept(old)) == (True, False)
    assert said == (
        "Dropped 1 picture that no reply or draft shows.\n"
        "Dropped 0 pictures of replies long gone.\n"
    )


def test_what_a_draft_shows_stays(alice: Member, bob: Member, article: Article) -> None:
    hers, his = brought(alice), brought(bob)
    body = f"{hers.markdown('A view')} {his.markdown('His')}"
    Draft.objects.create(member=alice, article=article, body=body)

    drop()

    assert (is_kept(hers), is_kept(his)) == (True, False)


def test_what_a_reply_shows_stays(alice: Member, article: Article) -> None:
    picture = brought(alice)
    show(picture, article=article)

    drop()

    assert is_kept(picture)


@pytest.mark.parametrize(("ago", "stays"), [(LATELY, True), (LONG_AGO, False)])
def test_a_month_after_its_reply_was_withdrawn_a_picture_goes(
    alice: Member, article: Article, ago: timedelta, *, stays: bool
) -> None:
    picture = brought(alice)
    reply = show(picture, article=article)
    actions.withdraw_reply(reply=reply, by=alice)
    gone_since(reply, ago=ago)

    drop()

    assert is_kept(picture) == stays


@pytest.mark.parametrize(("ago", "stays"), [(LATELY, True), (LONG_AGO, False)])
def test_a_month_after_its_reply_was_hidden_a_picture_goes(
    alice: Member, mina: Member, article: Article, ago: timedelta, *, stays: bool
) -> None:
    picture = brought(alice)
    reply = show(picture, article=article)
    moderation.hide(subject=reply, by=mina, reason="unkind", note="")
    gone_since(reply, ago=ago)

    drop()

    assert is_kept(picture) == stays


@pytest.mark.parametrize("other", ["live", "lately gone"])
def test_a_picture_stays_for_the_last_of_its_replies(
    alice: Member, article: Article, other: str
) -> None:
    picture = brought(alice)
    first, second = show(picture, article=article), show(picture, article=article)
    actions.withdraw_reply(reply=first, by=alice)
    gone_since(first, ago=LONG_AGO)
    if other == "lately gone":
        actions.withdraw_reply(reply=second, by=alice)
        gone_since(second, ago=LATELY)

    drop()

    assert is_kept(picture)


def test_run_again_it_drops_nothing(alice: Member, article: Article) -> None:
    brought(alice)
    reply = show(brought(alice), article=article)
    actions.withdraw_reply(reply=reply, by=alice)
    gone_since(reply, ago=LONG_AGO)

    first, second = drop(), drop()

    assert first.count("Dropped 1 picture ") == 2
    assert second.count("Dropped 0 pictures ") == 2
    assert Reply.objects.filter(pk=reply.pk).exists()


def test_what_was_begun_and_not_finished_is_swept(alice: Member) -> None:
    lost = brought(alice)
    lost.file.storage.delete(lost.place)

    drop()

    assert not Picture.objects.exists()
