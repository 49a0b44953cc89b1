"""Template vocabulary free of our nouns: the site itself, times, the form renderer."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language_info

from accounts import policies
from articles import elapsed

register = template.Library()

PAGES = ("page", "after")  # what names another page of a list


class FormRenderer(TemplatesSetting):
    """Draws every field by one component."""

    field_template_name = "components/field.html"


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page may say of the site and must know of its viewer.

    "here", because allauth's views bring a "site" of their own, named after the Host.
    """
    # A request refused at the first door, for its Host say, has met no session yet.
    viewer = getattr(request, "user", None) or AnonymousUser()
    return {
        "here": {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "canonical": settings.SITE_URL + _lasting(request),
            "contact": settings.CONTACT_EMAIL,
        },
        "header": {"may_moderate": policies.can_moderate(viewer)},
    }


def _lasting(request: HttpRequest) -> str:
    """The address without what only says how the same thing is looked at."""
    try:
        asked = {name: request.GET[name] for name in PAGES if name in request.GET}
    except SuspiciousOperation:  # too many to be read: the answer is 400 already
        return request.path
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


@register.filter
def ago(moment: datetime) -> str:
    """How long ago that is: {{ article.publish_at|ago }}."""
    return elapsed.ago(moment, now=timezone.now())


@register.filter
def language(code: str) -> str:
    """What a language is called, by its code; what is none, as it is."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
