"""The forms of signing up and signing in, in our words.

Labels say what a field is, so no field says it again inside; allauth does the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts import network, throttle
from accounts.models import Member

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST_ADDRESS = 254  # characters, as the column and RFC 5321 have it
WORDS: dict[str, dict[str, Any]] = {
    "email": {"label": _("E-mail address")},
    "login": {"label": _("E-mail address or name")},
    "username": {
        "label": _("Name"),
        "help_text": _("3 to 20 of a to z, 0 to 9, - and _. Everybody sees it."),
    },
    "password": {"label": _("Password"), "help_text": ""},
    "oldpassword": {"label": _("Current password"), "help_text": ""},
    "password1": {
        "label": _("Password"),
        "help_text": _("At least 12 characters; a short sentence is good."),
    },
    "password2": {"label": _("The same password again")},
    "code": {"label": _("Code")},
}


class Plain(forms.Form):
    """Our labels, and nothing written inside the fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if email := self.fields.get("email"):
            email.validators.append(MaxLengthValidator(LONGEST_ADDRESS))
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            for attribute, words in WORDS.get(name, {}).items():
                setattr(field, attribute, words)


class LoginForm(Plain, account.LoginForm):
    pass


class SignupForm(Plain, account.SignupForm):
    def try_save(self, request: HttpRequest) -> tuple[Member | None, Any]:
        """Counted before it matters whether the address is known; stored or not at all.

        A limit on those who are new would tell who is not. The letter with the code is
        asked for first: nobody is stored who could not be written to.
        """
        origin = network.origin(request)
        throttle.ask("letter", by=origin)
        throttle.ask("code", by=self.cleaned_data["email"])
        throttle.count("sign_up", by=origin)
        try:
            with transaction.atomic():
                return super().try_save(request)  # type: ignore[no-any-return]
        except IntegrityError:
            return self._too_late(request)

    def _too_late(self, request: HttpRequest) -> tuple[None, Any]:
        """Somebody else signed up in the same moment, by this address or this name."""
        if Member.objects.filter(email=self.cleaned_data["email"]).exists():
            self.account_already_exists = True
            return super().try_save(request)  # type: ignore[no-any-return]
        self.add_error("username", get_adapter().validation_error("username_taken"))
        context = {**get_entrance_context_data(request), "form": self}
        return None, render(request, "account/signup.html", context, status=422)


class ChangeEmailForm(Plain, account.AddEmailForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, account.SetPasswordForm):
    pass


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    pass


class RequestLoginCodeForm(Plain, account.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(Plain, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(Plain, account.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(Plain, account.ConfirmPasswordResetCodeForm):
    pass


class AuthenticateForm(Plain, mfa.AuthenticateForm):
    pass


class ReauthenticateByAppForm(Plain, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):
    pass
