"""What one member has said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Member
from forum.models import Reply

from . import lists

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE = 25  # replies


@require_safe
def replies(request: HttpRequest, name: str) -> HttpResponse:
    """A member's replies, newest first, each under the article it is about."""
    member = get_object_or_404(Member.objects.public(), username=name.lower())
    if member.username != name:
        return redirect("forum:member-replies", member.username, permanent=True)
    said = (
        Reply.objects.visible_to(request.user)
        .for_reading()
        .filter(author=member)
        .order_by("-created_at", "-pk")
    )
    page = Paginator(said, PAGE).get_page(request.GET.get("page"))
    lists.count_unread(request, [reply.discussion.article for reply in page])
    context = {"member": member, "page": page}
    return render(request, "forum/member_replies.html", context)
