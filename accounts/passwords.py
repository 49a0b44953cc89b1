"""The one rule about passwords that Django does not bring along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from accounts.models import Member

LONGEST = 128  # characters; hashing a book is a way to keep a server busy


class LongestPasswordValidator:
    def validate(self, password: str, user: Member | None = None) -> None:  # noqa: ARG002 - Django's signature
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("A password has at most %(n)d characters.") % {"n": LONGEST}
