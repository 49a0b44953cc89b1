"""What every desk of the house shares: a policy opens it; nobody adds, nobody deletes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.contrib import admin
from django.db.models import Model

from accounts import policies

if TYPE_CHECKING:
    from django.http import HttpRequest

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
