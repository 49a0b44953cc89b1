"""The desk where moderators hide things and bring them back, without a flag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from accounts import actions, policies
from accounts.desk import Desk
from accounts.forms import HidingForm
from accounts.models import Member, Moderatable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

M = TypeVar("M", bound=Moderatable)


class HidingAdmin(Desk[M]):
    """What members said, to be read; one button hides it or restores it.

    A child names its joins in `list_select_related`, the author among them.
    """

    change_form_template = "admin/accounts/moderatable/change_form.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",  # noqa: ARG002 - Django's signature
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """One thing with its text, and the decision to take."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        subject = self.get_object(request, unquote(object_id or ""))
        if subject is None:
            raise Http404
        form = HidingForm(request.POST or None)
        if request.method == "POST" and (subject.is_hidden or form.is_valid()):
            return self._decide(request, subject, form)
        context = {
            **self.admin_site.each_context(request),
            "title": subject.label,
            "opts": self.opts,
            "subject": subject,
            "form": form,
            "may_rule": policies.can_rule_on(request.user, subject),
            **(extra_context or {}),
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(
            request, self.change_form_template, context, status=status
        )

    def _decide(
        self, request: HttpRequest, subject: M, form: HidingForm
    ) -> HttpResponse:
        moderator = cast("Member", request.user)
        note = request.POST.get("note", "")
        try:
            if subject.is_hidden:
                actions.restore(subject=subject, by=moderator, note=note)
                said = gettext("Restored: everybody sees it again.")
            else:
                actions.hide(subject=subject, by=moderator, **form.cleaned_data)
                said = gettext("Removed, and the author is told.")
        except actions.AlreadyDecided as late:
            messages.warning(request, str(late))
        else:
            messages.success(request, said)
        return redirect(request.path)
