"""Who may write articles."""

from accounts.policies import Viewer


def can_edit(viewer: Viewer) -> bool:
    """An editor may write, mend and publish any article."""
    return viewer.is_staff and viewer.is_active and viewer.has_perm("articles.edit")
