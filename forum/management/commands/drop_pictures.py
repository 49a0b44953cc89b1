"""Drop the pictures that nobody can see any more. Run again, it finds none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import ngettext

from articles.models import Article, Picture
from forum.models import Draft, Reply

UNUSED_FOR = timedelta(hours=48)  # from bringing it to posting the reply, or saving
GONE_FOR = timedelta(days=30)  # a reply may be restored


class Command(BaseCommand):
    help = (
        "Drop pictures that came 48 hours ago and that no reply, draft or version of "
        "an article shows, and those whose replies have all been withdrawn or hidden "
        "for 30 days."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        unused, gone = _drop(_unused()), _drop(_gone())
        self.stdout.write(
            ngettext(
                "Dropped %(n)d picture that no reply or draft shows.",
                "Dropped %(n)d pictures that no reply or draft shows.",
                unused,
            )
            % {"n": unused}
        )
        self.stdout.write(
            ngettext(
                "Dropped %(n)d picture of replies long gone.",
                "Dropped %(n)d pictures of replies long gone.",
                gone,
            )
            % {"n": gone}
        )


def _unused() -> Q:
    """Those that nothing shows, and no draft is going to."""
    replies = Reply.objects.filter(pictures=OuterRef("pk"))
    drafts = Draft.objects.kept().filter(
        member=OuterRef("owner"), body__contains=OuterRef("name")
    )
    old = Q(created_at__lt=timezone.now() - UNUSED_FOR)
    return old & ~Q(Exists(replies)) & ~Q(Exists(drafts)) & ~_of_an_article()


def _gone() -> Q:
    """Those of replies, all of which went at least so long ago."""
    since = timezone.now() - GONE_FOR
    replies = Reply.objects.filter(pictures=OuterRef("pk"))
    withdrawn = Q(withdrawn_at__isnull=False, withdrawn_at__lt=since)
    hidden = Q(hidden_at__isnull=False, hidden_at__lt=since)
    still = replies.exclude(withdrawn | hidden)
    return Q(Exists(replies)) & ~Q(Exists(still)) & ~_of_an_article()


def _of_an_article() -> Q:
    """That a version of an article shows it: versions are kept for ever."""
    return Q(Exists(Article.objects.filter(pictures=OuterRef("pk"))))


def _drop(rule: Q) -> int:
    """Drop what the rule says, one at a time; how many there were.

    Each is asked again once it is ours: a reply may have come to show it.
    """
    dropped = 0
    for key in Picture.objects.filter(rule).values_list("pk", flat=True):
        with transaction.atomic():
            Picture.objects.select_for_update().filter(pk=key).first()
            picture = Picture.objects.filter(rule, pk=key).first()
            if picture is not None:
                picture.discard()
                dropped += 1
    return dropped
