"""The desk where moderators hide things and bring them back, without a flag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.urls import reverse
from django.utils.translation import gettext

from accounts import actions, policies
from accounts.desk import DecidingDesk, own_words
from accounts.forms import HidingForm
from accounts.models import Moderatable

if TYPE_CHECKING:
    from accounts.models import Member

M = TypeVar("M", bound=Moderatable)


class HidingAdmin(DecidingDesk[M]):
    """What members said, to be read; one button hides it or restores it.

    A child names its joins in `list_select_related`, the author among them.
    """

    decision_form = HidingForm

    def page_about(self, thing: M, viewer: Member) -> dict[str, Any]:
        """One thing with its text, and the one verdict there can be on it."""
        verdict = "restore" if thing.is_hidden else "hide"
        choices = HidingForm.base_fields["verdict"].choices  # type: ignore[attr-defined]
        may_rule = policies.can_rule_on(viewer, thing)
        return {
            "title": thing.label,
            "subject": thing,
            "verdicts": [one for one in choices if one[0] == verdict and may_rule],
            "instead": own_words(),
            "asks_reason": not thing.is_hidden,
        }

    def decide(self, thing: M, *, by: Member, typed: dict[str, Any]) -> str:
        if typed["verdict"] == "restore":
            actions.restore(subject=thing, by=by, note=typed["note"])
            if thing.is_in_sight:
                return gettext("Restored: everybody sees it again.")
            return gettext("Restored, but its author has withdrawn it.")
        actions.hide(subject=thing, by=by, reason=typed["reason"], note=typed["note"])
        return gettext("Removed, and the author is told.")

    def after(self, thing: M, viewer: Member) -> str:  # noqa: ARG002 - wherever one sits
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[thing.pk])
