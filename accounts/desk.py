"""What every desk of the house shares: a policy opens it; nobody adds, nobody deletes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts import policies
from accounts.actions import AlreadyDecided

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from accounts.models import Member
    from accounts.policies import Viewer

M = TypeVar("M", bound=Model)


class Desk(admin.ModelAdmin[M]):
    """Moderators work here, unless a child asks another policy."""

    def may_see(self, viewer: Viewer) -> bool:
        return policies.can_moderate(viewer)

    def may_change(self, viewer: Viewer) -> bool:
        return self.may_see(viewer)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_see(request.user)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:  # noqa: ARG002
        return self.may_see(request.user)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:  # noqa: ARG002
        return self.may_change(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:  # noqa: ARG002
        return False


class DecidingDesk(Desk[M]):
    """Each thing on a page of its own, with the decision to take. Actions alone save.

    A child brings the form, what its page shows (`page_about`: subject, verdicts and
    the sentence there is instead of them), the deed, and where it leads.
    """

    change_form_template = "admin/accounts/decision.html"
    decision_form: ClassVar[type[forms.Form]]

    def page_about(self, thing: M, viewer: Member) -> dict[str, Any]:
        raise NotImplementedError

    def decide(self, thing: M, *, by: Member, typed: dict[str, Any]) -> str:
        """Do it, and say what was done."""
        raise NotImplementedError

    def after(self, thing: M, viewer: Member) -> str:
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",  # noqa: ARG002 - Django's signature
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if not self.has_view_permission(request):
            raise PermissionDenied
        thing = self.get_object(request, unquote(object_id or ""))
        if thing is None:
            raise Http404
        typed = request.POST if request.method == "POST" else None
        initial = {"reason": getattr(thing, "reason", None)}
        form = self.decision_form(typed, initial=initial)
        if form.is_valid():
            return self._decide(request, thing, form)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "desk": f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist",
            "form": form,
            **self.page_about(thing, cast("Member", request.user)),
            **(extra_context or {}),
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(
            request, self.change_form_template, context, status=status
        )

    def _decide(self, request: HttpRequest, thing: M, form: forms.Form) -> HttpResponse:
        moderator = cast("Member", request.user)
        try:
            said = self.decide(thing, by=moderator, typed=form.cleaned_data)
        except AlreadyDecided as late:
            messages.warning(request, str(late))
        else:
            messages.success(request, said)
        return redirect(self.after(thing, moderator))


def own_words() -> str:
    """What stands where the verdicts would, beside a moderator's own words."""
    return _("These are your own words. Another moderator decides.")
