"""Who may write articles."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.policies import Viewer, can_enter_admin


def can_edit(viewer: Viewer) -> bool:
    """An editor may write, mend and publish any article. Members cost no query."""
    return can_enter_admin(viewer) and viewer.has_perm("articles.edit")


def refuse_unless_editor(viewer: Viewer) -> None:
    """Raises PermissionDenied, in a sentence, for anybody who may not edit."""
    if not can_edit(viewer):
        raise PermissionDenied(_("Only editors write articles."))
