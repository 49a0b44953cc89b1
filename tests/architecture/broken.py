"""The site with one address more, at which something of ours breaks."""

from __future__ import annotations

from typing import NoReturn

from django.urls import path

from config.urls import *  # noqa: F403 - the error pages of the site, if it names any
from config.urls import urlpatterns as site


def break_down(_request: object) -> NoReturn:
    raise RuntimeError("on purpose")


urlpatterns = [path("broken/", break_down), *site]
