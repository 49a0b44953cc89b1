"""Parts of addresses that either database can look for."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class NumberConverter(IntConverter):
    """A whole number that fits the smallest column it may be compared with, of 32 bits."""

    regex = "[0-9]{1,9}"


class KeyConverter(StringConverter):
    """Any characters but a slash and the one of no width, which PostgreSQL refuses."""

    regex = "[^/\0]+"


register_converter(NumberConverter, "number")
register_converter(KeyConverter, "key")
