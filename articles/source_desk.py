"""The editors' desk for sources: two are found to be one, or one to be two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from . import actions
from .desk import EditorsDesk
from .forms import MergeForm, PartForm
from .models import Source

if TYPE_CHECKING:
    from django import forms
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from accounts.models import Member

AT_ONCE = 20  # sources to be looked at side by side


class SourceDesk(EditorsDesk[Source]):
    """What is chosen from the list is shown once more, before anything is done."""

    actions = ("merge_chosen", "part_chosen")
    decision_template = "admin/articles/source/decision.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).filter(merged_into=None)

    @admin.action(description=_("Merge the chosen sources into one"))
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Source]) -> Any:
        chosen = queryset.order_by("-pk")
        if _has_gone(request, queryset):
            said = str(actions.SourceChanged())
            return self.message_user(request, said, messages.ERROR)
        if not 2 <= chosen.count() <= AT_ONCE:
            said = gettext("Choose two to %(most)d sources that are one.")
            return self.message_user(request, said % {"most": AT_ONCE}, messages.ERROR)
        typed = request.POST if "_decided" in request.POST else None
        form = MergeForm(chosen, typed)
        if not form.is_valid():
            return self._ask(
                request,
                form,
                action="merge_chosen",
                title=gettext("Merge sources"),
                advice=gettext(
                    "All that leans on the others will lean on the one you keep. "
                    "Numbers stay, and every former address leads to it. If it has no "
                    "address, readers are shown that of another."
                ),
            )
        try:
            kept = actions.merge_sources(
                into=form.cleaned_data["into"],
                others=list(chosen),
                editor=cast("Member", request.user),
            )
        except (actions.SourceChanged, actions.OnlyInDrafts) as refusal:
            return self.message_user(request, str(refusal), messages.ERROR)
        said = gettext("They are one source now: %(title)s")
        return self.message_user(request, said % {"title": kept.title})

    @admin.action(description=_("Part the chosen source in two"))
    def part_chosen(self, request: HttpRequest, queryset: QuerySet[Source]) -> Any:
        if _has_gone(request, queryset):
            said = str(actions.SourceChanged())
            return self.message_user(request, said, messages.ERROR)
        if queryset.count() != 1:
            return self.message_user(
                request, gettext("Choose one source that is two."), messages.ERROR
            )
        typed = request.POST if "_decided" in request.POST else None
        form = PartForm(queryset.get(), typed)
        if not form.is_valid():
            return self._ask(
                request,
                form,
                action="part_chosen",
                title=gettext("Part a source in two"),
                advice=gettext(
                    "The chosen articles, the replies that cite by their numbers, and "
                    "the chosen replies will lean on the other. The address of a "
                    "source that was merged takes it out again, with the replies that "
                    "brought it by that address."
                ),
            )
        notes, alone = form.cleaned_data["notes"], form.cleaned_data["alone"]
        try:
            other = actions.part_source(
                source=form.source,
                notes=list(notes),
                alone=alone,
                other=form.other,
                editor=cast("Member", request.user),
            )
        except (actions.SourceChanged, actions.OnlyInDrafts) as refusal:
            return self.message_user(request, str(refusal), messages.ERROR)
        chosen = len(notes) + len(alone)
        said = ngettext(
            "%(n)d chosen place leans on the other now: %(title)s",
            "%(n)d chosen places lean on the other now: %(title)s",
            chosen,
        )
        return self.message_user(request, said % {"n": chosen, "title": other.title})

    def _ask(
        self, request: HttpRequest, form: forms.Form, *, action: str, **told: str
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            "action": action,
            "checkbox": ACTION_CHECKBOX_NAME,
            "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
            **told,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, self.decision_template, context, status=status)


def _has_gone(request: HttpRequest, chosen: QuerySet[Source]) -> bool:
    """Whether one that was chosen has gone into another meanwhile."""
    return chosen.count() < len(set(request.POST.getlist(ACTION_CHECKBOX_NAME)))
