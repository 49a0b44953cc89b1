"""A member's own page, and their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import roles
from accounts.doors import MemberRequest, members_only
from accounts.forms import SettingsForm
from accounts.models import Member

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Who a member is. Names are lower-case; however typed, there is one address.

    Of a closed account only that is told (410): their words stay, with a link to here.
    """
    member = get_object_or_404(Member.objects.confirmed(), username=name.lower())
    if member.username != name:
        return redirect(member, permanent=True)
    if not member.is_active:
        return render(request, "accounts/closed.html", {"member": member}, status=410)
    context = {"member": member, "roles": roles.held_by(member)}
    return render(request, "accounts/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only()
def edit(request: MemberRequest) -> HttpResponse:
    """A member chooses how the site looks to them."""
    typed = request.POST if request.method == "POST" else None
    form = SettingsForm(typed, instance=request.user)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/settings.html", {"form": form}, status=status)
    form.instance.save(update_fields=SettingsForm.Meta.fields)
    messages.success(request, _("Saved."))
    return redirect("accounts:settings")
