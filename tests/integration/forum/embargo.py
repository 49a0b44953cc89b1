"""A report of which only a draft tells, and wherever readers could learn of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles import actions as desk
from articles.actions import NoteDraft, Text
from articles.models import Article, Source

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member

REPORT, SHOWN = "https://embargo.example/report", "embargo.example/report"
TITLE, PUBLISHER = "A title under embargo", "Secretive Press"


def begin(editor: Member, *, title: str = TITLE, url: str = REPORT) -> Article:
    """A draft that lists the report, with all that an editor knows of it."""
    note = NoteDraft(number=1, title=title, url=url, publisher=PUBLISHER, year="2031")
    text = Text(title="Soon", standfirst="", body="It says so [1].", notes=(note,))
    return desk.begin_article(editor=editor, slug="soon", text=text)


def all_that_is_told(client: Client) -> str:
    """Wherever the report, or a word of it, could be shown."""
    asked = [
        "/sources/", "/sources/?q=embargo", "/sources/?q=title", f"/sources/?q={SHOWN}",
        "/sources/?publisher=Secretive", "/publishers/embargo.example/",
        "/publishers/secretive-press/", "/articles/models/",
    ]  # fmt: skip
    if source := Source.objects.filter(url=REPORT).first():
        asked.append(source.get_absolute_url())
    return "\n".join(client.get(each, follow=True).content.decode() for each in asked)
