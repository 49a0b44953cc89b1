"""How passwords are kept, and how long they may be."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.exceptions import ValidationError
from django.test import override_settings

from accounts.hashers import LeanArgon2Hasher
from accounts.passwords import LongestPasswordValidator
from config.settings import base


def test_argon2_takes_nineteen_mebibytes_two_passes_and_one_lane() -> None:
    kept = LeanArgon2Hasher().encode("correct horse battery", "somesalt")

    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_it_is_what_the_site_uses() -> None:
    with override_settings(PASSWORD_HASHERS=base.PASSWORD_HASHERS):
        assert isinstance(get_hasher(), LeanArgon2Hasher)


@pytest.mark.parametrize("length", [12, 128])
def test_up_to_128_characters_will_do(length: int) -> None:
    LongestPasswordValidator().validate("x" * length)


def test_a_longer_password_is_refused_before_it_is_hashed() -> None:
    with pytest.raises(ValidationError, match="at most 128 characters"):
        LongestPasswordValidator().validate("x" * 129)
