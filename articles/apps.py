"""The floor for the news, as Django sees it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role

EDITORS = Role(
    group="Editors",
    app_label="articles",
    model="article",
    codename="edit",
    permission="May write and publish articles",
    title=_("Editor"),
)


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")
    roles = (EDITORS,)
