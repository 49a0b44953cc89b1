"""How allauth opens the doors here: our names, our limits, our addresses in letters."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import names, network, throttle
from accounts.models import Member

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest

# Letters that anybody can have sent to any address.
LETTERS = {
    "account/email/account_already_exists",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/login_code",
    "account/email/password_reset_code",
    "account/email/unknown_account",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_taken": _("That name is taken, or too like one that is."),
        "username_blacklisted": _("That name is kept for the site itself."),
        "username_password_mismatch": _("That name and password do not go together."),
        "email_password_mismatch": _("That address and password do not go together."),
        "incorrect_code": _("That is not the code, or it has run out."),
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:  # noqa: FBT001, FBT002 - allauth's signature
        """Lower-case, well-formed, not the site's own, and like no other name."""
        name: str = super().clean_username(username.lower(), shallow=True)
        if names.is_reserved(name):
            raise self.validation_error("username_blacklisted")
        if not shallow and Member.objects.named_alike(name).exists():
            raise self.validation_error("username_taken")
        return name

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        """Count the try before it is made, so that many at once are counted too."""
        account = _account(credentials)
        throttle.count("sign_in", by=account)
        member: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if member:
            throttle.give_back("sign_in", by=account)
        return member

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send a letter, unless too many went; its addresses are the site's own."""
        request = allauth_context.request
        if template_prefix in LETTERS:
            _count_letter(request, email)
        links = {
            key: _at_home(url) for key, url in context.items() if key[-4:] == "_url"
        }
        letter = {"request": request, "email": email, "current_site": _site()}
        self.render_mail(template_prefix, email, {**letter, **context, **links}).send()

    def format_email_subject(self, subject: str) -> str:
        return f"{subject} · {settings.SITE_NAME}"


class MFAAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)


@transaction.atomic
def _count_letter(request: HttpRequest, email: str) -> None:
    """Limited by what was asked for, not by what the answer is.

    A limit that knew which letter goes out would tell whether the address has an
    account.
    """
    match = request.resolver_match
    is_reset = match is not None and match.url_name == "account_reset_password"
    throttle.count("letter", by=network.origin(request))
    throttle.count("reset" if is_reset else "code", by=email.lower())


def _account(credentials: dict[str, Any]) -> Member | str:
    """The account that is tried: one, whether by its name or by its address."""
    typed = str(credentials.get("username") or credentials.get("email") or "").lower()
    account = Member.objects.filter(Q(username=typed) | Q(email=typed)).first()
    return account or typed


def _at_home(url: str) -> str:
    """The address on this site, whatever Host the request came with."""
    parts = urlsplit(url)
    return f"{settings.SITE_URL}{parts._replace(scheme='', netloc='').geturl()}"


def _site() -> SimpleNamespace:
    return SimpleNamespace(name=settings.SITE_NAME, domain=settings.SITE_URL)
