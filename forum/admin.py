"""The moderators' desk for what is said in discussions."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin import FlagAdmin
from accounts.hiding_desk import HidingAdmin

from .models import Reply, ReplyFlag

_ARTICLE = "discussion__article"


@admin.register(ReplyFlag)
class ReplyFlagAdmin(FlagAdmin[ReplyFlag]):
    """Flags on replies."""

    list_select_related = ("reporter", "reply__author", f"reply__{_ARTICLE}")


@admin.register(Reply)
class ReplyAdmin(HidingAdmin[Reply]):
    """Replies: to be read, hidden and restored; never written here."""

    list_display = ("__str__", "author", "created_at", "is_live", "hidden_reason")
    list_filter = ("is_live", "hidden_reason")
    list_select_related = ("author", _ARTICLE)
    search_fields = ("author__username", f"{_ARTICLE}__title")
    search_help_text = _("By author or article.")
    ordering = ("-pk",)
    show_full_result_count = False
