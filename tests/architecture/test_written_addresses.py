"""Addresses that are written by hand are those of the pages."""

from __future__ import annotations

import re

from django.urls import reverse

from articles import cleaning, mentions

from .house import STATIC, read

NAME = "0123456789abcdef" * 2


def test_a_name_in_a_text_leads_to_the_members_page() -> None:
    assert mentions.PROFILE.format(name="alice") == reverse(
        "accounts:profile", args=["alice"]
    )


def test_a_picture_in_a_text_is_asked_for_where_pictures_are_given_out() -> None:
    address = f"{cleaning.PICTURES}{NAME}.webp"

    assert cleaning.PICTURE.fullmatch(address)
    assert address == reverse("forum:picture", args=[NAME, "webp"])


def test_the_script_knows_a_picture_by_the_same_address() -> None:
    script = read(STATIC / "js/lib/pictures.js")
    [written] = re.findall(r"\\\((\\/\S+?\\/)\[0-9a-f\]", script)

    assert written.replace("\\", "") == cleaning.PICTURES
