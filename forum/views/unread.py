"""What is new since a member's last visit: on to the next, or all of it read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts import converters
from accounts.doors import members_only
from forum import opening, visits
from forum.trail import Trail

from . import discussions, ways

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.doors import MemberRequest
    from articles.models import Article


@require_safe
@members_only("forum:discussion", "slug")
def follow(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """On to the next reply that is new to the member, in its context.

    It goes by number, whatever the order of the page: to the lowest above `number` that
    no page has shown on the way. Each page hands on to the next what was handed to it
    and what it shows itself, in `shown`; all up to the reply it led to is done. So
    nothing is offered that the reader has just had before them, and whatever is passed
    over stood, marked as new, on a page of this way. Only branches that go on
    elsewhere ("N more replies") hand on nothing, and a trail that has grown too long
    forgets its highest numbers: then a reply is met twice, and none is missed. Behind
    the last one the discussion says that it was.
    """
    asked = ways.asked(request, pause=visits.READING)
    article, discussion = discussions.opened(slug, request.user, opening.HEAD, **asked)
    since = visits.of(article, request.user).number
    trail = Trail.parse(request.GET.get("shown", "")).up_to(number)
    found = None
    if discussion.pk and since is not None:
        found = visits.next_unread(
            discussion, member=request.user, since=since, trail=trail
        )
    if found is None:
        end = f"{article.get_absolute_url()}?{ways.ENDED}=1#discussion"
        return redirect(ways.claiming(end, since))
    reply = reverse("forum:reply", args=[slug, found])
    asked = {ways.CLAIM: since, "shown": trail.up_to(found)}
    return redirect(f"{reply}?{urlencode(asked)}#r{found}")


@require_POST
@members_only("forum:discussion", "slug")
def mark_read(request: MemberRequest, slug: str) -> HttpResponse:
    """Nothing that the page knew of is new to the member any longer.

    What was said while they read it is, for they have not been told of it.
    """
    article, discussion = discussions.published(slug)
    up_to = converters.number(request.POST.get("up_to", ""))
    visits.mark_read(discussion, member=request.user, up_to=up_to)
    return redirect(_discussion(article))


def _discussion(article: Article) -> str:
    return f"{article.get_absolute_url()}#discussion"
