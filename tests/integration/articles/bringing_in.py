"""Files of articles, and what the command says when one is brought in."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

SAMPLE = (
    Path(settings.BASE_DIR) / "articles/sample/democratization-of-generative-ai.txt"
)
IMPORT = reverse("admin:articles_article_import")
NEWS = "The news\n\nOne says so [1].\n\n  1. The memo https://example.org/memo ↩︎\n"


def bring_in(file: Path, **options: Any) -> tuple[str, str]:
    """What the command says, and what it warns of."""
    out, err = StringIO(), StringIO()
    call_command("import_article", file, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def refused(file: Path, **options: Any) -> str:
    with pytest.raises(CommandError) as refusal:
        bring_in(file, **options)
    return str(refusal.value)


def hand_in(client: Client, files: dict[str, str], **asked: Any) -> HttpResponse:
    """Through the admin, as many at once as there are."""
    chosen = [
        SimpleUploadedFile(name, words.encode(), "text/plain")
        for name, words in files.items()
    ]
    response: Any = client.post(IMPORT, {"chosen": chosen, **asked})
    return response
