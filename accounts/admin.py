"""The desks of the ground floor: members, the ledger, and the one for flags.

An app above brings its flags to the desk by extending `FlagAdmin`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.desk import Desk
from accounts.flag_desk import FlagAdmin
from accounts.models import Member, ModerationEntry

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.policies import Viewer

__all__ = ["Desk", "FlagAdmin", "LedgerAdmin", "MemberAdmin"]

# One door for everybody: the admin's own would know neither codes nor second factors.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


def _by_our_own_door(_request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Passwords are changed where guesses are counted and a letter tells of it."""
    return redirect("account_change_password")


admin.site.password_change = _by_our_own_door  # type: ignore[assignment, method-assign]

# Nobody reads the secrets of a second factor here, or takes an address from somebody.
admin.site.unregister([Authenticator, EmailAddress])


@admin.register(Member)
class MemberAdmin(Desk[Member]):
    """Moderators look; superusers give and take powers."""

    list_display = ("username", "date_joined", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "groups")
    search_fields = ("username",)
    ordering = ("-date_joined",)
    filter_horizontal = ("groups", "user_permissions")
    readonly_fields = ("username", "email", "date_joined", "last_login")

    def get_fieldsets(self, request: HttpRequest, obj: Member | None = None) -> Any:  # noqa: ARG002
        """Addresses and powers are for those who may give powers."""
        person = ["username", "date_joined", "last_login", "is_active"]
        if not policies.can_give_powers(request.user):
            return [(None, {"fields": [*person, "is_staff", "groups"]})]
        powers = ["is_staff", "is_superuser", "groups", "user_permissions"]
        return [
            (None, {"fields": [*person, "email"]}),
            (_("Powers"), {"fields": powers}),
        ]

    def lookup_allowed(
        self,
        lookup: str,
        value: str,
        request: HttpRequest,
    ) -> bool:
        """No list can be narrowed by what its reader may not see."""
        field = lookup.split("__", maxsplit=1)[0]
        if field == "password":
            return False
        if field == "email" and not policies.can_give_powers(request.user):
            return False
        return bool(super().lookup_allowed(lookup, value, request))

    def may_change(self, viewer: Viewer) -> bool:
        return policies.can_give_powers(viewer)


@admin.register(ModerationEntry)
class LedgerAdmin(Desk[ModerationEntry]):
    """To be read, notes included."""

    list_display = ("at", "moderator", "verb", "subject_label", "reason", "note")
    list_filter = ("verb", "reason")
    list_select_related = ("moderator",)
    search_fields = ("subject_label", "note")
    ordering = ("-pk",)

    def may_see(self, viewer: Viewer) -> bool:
        return policies.can_see_notes(viewer)

    def may_change(self, viewer: Viewer) -> bool:  # noqa: ARG002 - it is nobody's
        return False
