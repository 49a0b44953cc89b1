"""The desk where moderators decide on flags, of whatever kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from accounts import actions, policies
from accounts.desk import DecidingDesk, own_words
from accounts.forms import DecisionForm
from accounts.models import Flag, Member, ModerationEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest

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


class FlagAdmin(DecidingDesk[F]):
    """Open flags, oldest first, each with its two buttons. Actions alone save.

    A child names its joins in `list_select_related`, from flag to subject and author.
    """

    decision_form = DecisionForm
    list_display = ("about", "reason", "reporter", "text", "created_at", "status")
    list_filter = (StatusFilter, "reason")
    ordering = ("created_at", "pk")
    actions = ("uphold_chosen", "dismiss_chosen")

    @admin.display(description=_("about"))
    def about(self, flag: F) -> str:
        return flag.subject.label

    # ---------------------------------------------------------- one at a time

    def page_about(self, thing: F, viewer: Member) -> dict[str, Any]:
        """A flag with what it is about, and the decision to take."""
        subject = thing.subject
        about_author = ModerationEntry.objects.filter(subject_member=subject.author_id)
        may_judge = thing.is_open and policies.can_judge(viewer, thing)
        choices = DecisionForm.base_fields["verdict"].choices  # type: ignore[attr-defined]
        return {
            "title": gettext("Flag on: %(label)s") % {"label": subject.label},
            "subject": subject,
            "flag": thing,
            "earlier": about_author.for_reading()[:EARLIER],
            "verdicts": choices if may_judge else [],
            "instead": own_words() if thing.is_open else _decided(thing),
            "asks_reason": True,
        }

    def decide(self, thing: F, *, by: Member, typed: dict[str, Any]) -> str:
        if typed["verdict"] == "dismiss":
            actions.dismiss(flag=thing, by=by, note=typed["note"])
            return gettext("Dismissed: it stays.")
        actions.uphold(flag=thing, by=by, reason=typed["reason"], note=typed["note"])
        return gettext("Upheld: removed, and the author is told.")

    def after(self, thing: F, viewer: Member) -> str:  # noqa: ARG002 - it is done with
        """The oldest flag still open that the moderator may judge, or the desk."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        waiting = self.model._default_manager.filter(status=Flag.Status.OPEN)  # noqa: SLF001 - Django's name
        others = waiting.exclude(**{f"{self.model.subject_field}__author": viewer})
        if flag := others.order_by("created_at", "pk").first():
            return reverse(f"{name}_change", args=[flag.pk])
        return reverse(f"{name}_changelist")

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


def _decided(flag: Flag) -> str:
    return gettext("Decided: %(status)s, by %(name)s, %(at)s.") % {
        "status": flag.get_status_display(),
        "name": flag.resolved_by,
        "at": date_format(localtime(flag.resolved_at), "DATETIME_FORMAT"),
    }
