"""The page /letters/ on one's own machine: what the site would have sent by e-mail."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SHOWN = 50  # the newest; the rest lie in the folder


@require_safe
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """The newest letters first. They hold sign-in codes: nobody else's machine is told."""
    if not ip_address(request.META["REMOTE_ADDR"]).is_loopback:
        raise Http404
    folder = Path(settings.LETTERS_DIR)
    files = sorted(folder.glob("*.txt"), reverse=True)[:SHOWN]
    letters = [_read(file) for file in files]
    context = {"letters": letters, "folder": folder.name}
    return render(request, "local/letters.html", context)


def _read(file: Path) -> dict[str, str]:
    head, _, text = file.read_text(encoding="utf-8").partition("\n\n")
    lines = (line.partition(": ") for line in head.splitlines())
    return {"text": text, **{name.lower(): value for name, _, value in lines}}
