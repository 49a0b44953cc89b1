"""A URLconf that shows pages drawn before, each at its number, beside the real site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as site
from tests.factories.pictures import drawing, encoded

if TYPE_CHECKING:
    from django.http import HttpRequest

    from tests.architecture.visits import Answer

hung: list[Answer] = []


def show(_request: HttpRequest, number: int) -> HttpResponse:
    """The page with the headers it came with; any refusal is a 400 here, as none is a surprise."""
    answer = hung[number]
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name != "Content-Length"
    }
    return HttpResponse(answer.text, status=min(answer.status, 400), headers=headers)


def picture(_request: HttpRequest, file_name: str) -> HttpResponse:
    """Some picture: the one that was shown went with the world in which it was drawn."""
    return HttpResponse(encoded(drawing()), content_type="image/png")


urlpatterns = [
    path("gallery/<int:number>/", show),
    path("pictures/<path:file_name>", picture),
    *site,
]
