"""Ask for a page as a member's browser does, in this process, and note what it costs."""

from __future__ import annotations

import re
import time
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from . import places, work
from .table import Row

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from django.db.backends.base.base import BaseDatabaseWrapper

    from accounts.models import Member

SHOWN = re.compile(rb'<li class="(?:reply|statement)[ "]')
WARMING = 3  # visits before anything is noted


@dataclass(slots=True, kw_only=True)
class Page(Row):
    """One address as one member sees it, at a place: another database than the great one.

    With `is_followed`, where it leads is a part of it.
    """

    address: str
    client: Client
    place: BaseDatabaseWrapper | None = None
    is_followed: bool = False

    def visit(self) -> None:
        with self._there():
            began = time.perf_counter()
            self._ask()
            self.seconds.append(time.perf_counter() - began)

    def look(self) -> None:
        """Count what it shows, asks and works, and warm it."""
        with self._there():
            for _ in range(WARMING):
                self._ask()
            with CaptureQueriesContext(connection) as queries:
                content = self._ask()
            self.shown = len(SHOWN.findall(content)) or None
            self.queries = len(queries)
            self.size = len(content)
            self.work = work.of(self._ask)

    def _ask(self) -> bytes:
        response = self.client.get(self.address, follow=self.is_followed)
        if response.status_code != 200 and not (
            response.status_code == 302 and not self.is_followed
        ):
            message = f"{self.address} answered {response.status_code}"
            raise RuntimeError(message)
        return response.content

    def _there(self) -> AbstractContextManager[None]:
        return places.at(self.place) if self.place else nullcontext()


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def take_turns(pages: list[Page], rounds: int) -> None:
    """Each page once, round after round."""
    for _ in range(rounds):
        for page in pages:
            page.visit()
