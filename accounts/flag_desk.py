"""The desk where moderators decide on flags, of whatever kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from accounts import actions, policies
from accounts.desk import Desk
from accounts.forms import DecisionForm
from accounts.models import Flag, Member, ModerationEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

F = TypeVar("F", bound=Flag)
EARLIER = 5  # decisions about the same author, shown beside a flag


class StatusFilter(admin.SimpleListFilter):
    """Open flags, unless asked for others."""

    title = _("status")
    parameter_name = "status"

    def lookups(
        self, _request: HttpRequest, _model_admin: Any
    ) -> list[tuple[str, Any]]:
        return [("decided", _("Decided")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        every = iter(super().choices(changelist))
        yield {**next(every), "display": _("Open")}
        yield from every

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        if self.value() == "decided":
            return queryset.exclude(status=Flag.Status.OPEN)
        return queryset.filter(status=Flag.Status.OPEN)


class FlagAdmin(Desk[F]):
    """Open flags, oldest first, each with its two buttons. Actions alone save.

    A child names its joins in `list_select_related`, from flag to subject and author.
    """

    change_form_template = "admin/accounts/flag/change_form.html"
    list_display = ("about", "reason", "reporter", "text", "created_at", "status")
    list_filter = (StatusFilter, "reason")
    ordering = ("created_at", "pk")
    actions = ("uphold_chosen", "dismiss_chosen")

    @admin.display(description=_("about"))
    def about(self, flag: F) -> str:
        return flag.subject.label

    # ---------------------------------------------------------- one at a time

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",  # noqa: ARG002 - Django's signature
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """A flag with what it is about, and the decision to take."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        flag = self.get_object(request, unquote(object_id or ""))
        if flag is None:
            raise Http404
        typed = request.POST if request.method == "POST" else None
        form = DecisionForm(typed, initial={"reason": flag.reason})
        if form.is_valid():
            return self._decide(request, flag, form)
        return self._show(request, flag, form, extra_context or {})

    def _decide(
        self, request: HttpRequest, flag: F, form: DecisionForm
    ) -> HttpResponse:
        moderator = cast("Member", request.user)
        typed = form.cleaned_data
        try:
            if typed["verdict"] == "uphold":
                actions.uphold(
                    flag=flag, by=moderator, reason=typed["reason"], note=typed["note"]
                )
                said = gettext("Upheld: removed, and the author is told.")
            else:
                actions.dismiss(flag=flag, by=moderator, note=typed["note"])
                said = gettext("Dismissed: it stays.")
        except actions.AlreadyDecided as late:
            messages.warning(request, str(late))
        else:
            messages.success(request, said)
        return redirect(self._next_url())

    def _next_url(self) -> str:
        """The oldest flag still open, or the empty desk."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        waiting = self.model._default_manager.filter(status=Flag.Status.OPEN)  # noqa: SLF001 - Django's name
        if flag := waiting.order_by("created_at", "pk").first():
            return reverse(f"{name}_change", args=[flag.pk])
        return reverse(f"{name}_changelist")

    def _show(
        self, request: HttpRequest, flag: F, form: DecisionForm, extra: dict[str, Any]
    ) -> TemplateResponse:
        subject = flag.subject
        about_author = ModerationEntry.objects.filter(subject_member=subject.author_id)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Flag on: %(label)s") % {"label": subject.label},
            "opts": self.opts,
            "flag": flag,
            "subject": subject,
            "form": form,
            "may_judge": flag.is_open and policies.can_judge(request.user, flag),
            "earlier": about_author.for_reading()[:EARLIER],
            **extra,
        }
        return TemplateResponse(
            request,
            self.change_form_template,
            context,
            status=422 if form.is_bound else 200,
        )

    # ------------------------------------------------------------ many at once

    @admin.action(description=_("Uphold the chosen flags, each for its own reason"))
    def uphold_chosen(self, request: HttpRequest, queryset: QuerySet[F]) -> None:
        moderator = cast("Member", request.user)
        self._each(
            request,
            queryset,
            lambda flag: actions.uphold(flag=flag, by=moderator, reason=flag.reason),
        )

    @admin.action(description=_("Dismiss the chosen flags"))
    def dismiss_chosen(self, request: HttpRequest, queryset: QuerySet[F]) -> None:
        moderator = cast("Member", request.user)
        self._each(
            request, queryset, lambda flag: actions.dismiss(flag=flag, by=moderator)
        )

    def _each(
        self,
        request: HttpRequest,
        flags: QuerySet[F],
        decide: Callable[[F], ModerationEntry],
    ) -> None:
        """The same action for each; one that cannot be decided does not stop the rest."""
        done = 0
        for flag in flags.order_by("created_at", "pk"):
            try:
                decide(flag)
            except (actions.AlreadyDecided, PermissionDenied) as refusal:
                self.message_user(
                    request, f"{flag.subject.label}: {refusal}", messages.WARNING
                )
            else:
                done += 1
        said = ngettext("%(n)d flag decided.", "%(n)d flags decided.", done)
        self.message_user(request, said % {"n": done})
