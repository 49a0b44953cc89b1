"""Who may write articles."""

from accounts.policies import Viewer, can_enter_admin


def can_edit(viewer: Viewer) -> bool:
    """An editor may write, mend and publish any article. Members cost no query."""
    return can_enter_admin(viewer) and viewer.has_perm("articles.edit")
