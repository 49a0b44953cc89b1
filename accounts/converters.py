"""What is asked by addresses, as far as either database can look for it."""

from __future__ import annotations

import re

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter

# A whole number that fits the smallest column it may be compared with, of 32 bits.
_NUMBER = "[0-9]{1,9}"


class NumberConverter(IntConverter):
    """Such a number in its one spelling, for one page has one address."""

    regex = "0|[1-9][0-9]{0,8}"


class KeyConverter(StringConverter):
    """Any characters but a slash and the one of no width, which PostgreSQL refuses."""

    regex = "[^/\0]+"


def number(asked: str) -> int | None:
    """Such a number as an address or a form gives it, zeros before it or not; else None."""
    return int(asked) if re.fullmatch(_NUMBER, asked, re.ASCII) else None


register_converter(NumberConverter, "number")
register_converter(KeyConverter, "key")
