"""What is new since a member's last visit: on to the next, or all of it read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import members_only
from articles.models import Article
from forum import visits

from . import discussions

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.doors import MemberRequest


@require_safe
@members_only("forum:discussion", "slug")
def follow(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """On to the first reply after `number` that is new, in its context."""
    articles = visits.joined(Article.objects.all(), request.user, begins=False)
    article, discussion = discussions.published(slug, articles)
    since = visits.of(article).number
    found = None
    if discussion.pk and since is not None:
        found = visits.next_unread(
            discussion, member=request.user, after=number, since=since
        )
    if found is None:
        messages.info(request, _("There is nothing more that is new to you here."))
        return redirect(f"{article.get_absolute_url()}?order=new#discussion")
    return redirect("forum:reply", slug=slug, number=found)


@require_POST
@members_only("forum:discussion", "slug")
def mark_read(request: MemberRequest, slug: str) -> HttpResponse:
    """Nothing said so far is new to the member any longer."""
    article, discussion = discussions.published(slug, Article.objects.all())
    if discussion.pk:
        visits.mark_all_read(discussion, member=request.user)
    return redirect(f"{article.get_absolute_url()}#discussion")
