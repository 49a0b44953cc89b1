"""Names to choose from while one is being typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from accounts import names as spelling
from accounts.doors import MemberRequest, members_only
from accounts.models import Member
from forum.models import Reply

from . import discussions

if TYPE_CHECKING:
    from accounts.models.member import MemberQuerySet

MOST = 8  # names; more are not read, one types another letter instead
_BEGUN = re.compile(f"[a-z0-9][a-z0-9_-]{{0,{spelling.LONGEST - 1}}}")


@require_safe
@members_only("forum:discussion", "slug")
def names(request: MemberRequest, slug: str) -> JsonResponse:
    """Names that begin so: first those who take part here, then others."""
    _article, discussion = discussions.published(slug)
    begun = request.GET.get("q", "").lower()
    if not _BEGUN.fullmatch(begun):
        return JsonResponse({"names": []})
    visible = Reply.objects.visible_to(request.user)
    said = visible.filter(discussion=discussion.pk, author=OuterRef("pk"))
    others = _beginning(begun).exclude(pk=request.user.pk)
    here = _first(others.filter(Exists(said)))
    elsewhere = _first(others.exclude(username__in=here))
    return JsonResponse({"names": [*here, *elsewhere][:MOST]})


def _beginning(begun: str) -> MemberQuerySet:
    """Members everybody may see, by a stretch of the index of names.

    No name that begins so lies behind the last of the stretch, whatever the collation.
    """
    stretch = (begun, begun + "z" * spelling.LONGEST)
    return Member.objects.public().filter(
        username__range=stretch, username__startswith=begun
    )


def _first(members: MemberQuerySet) -> list[str]:
    return list(members.order_by("username").values_list("username", flat=True)[:MOST])
