"""Letters that go no further than this machine: to the console and into a folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class LocalBackend(BaseEmailBackend):
    """An e-mail backend for one's own machine: one readable file for each letter."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.LETTERS_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for letter in email_messages:
            text = written(letter)
            (folder / name_for(letter)).write_text(text, encoding="utf-8")
            sys.stdout.write(f"\n{'-' * 72}\n{text}{'-' * 72}\n")
            sys.stdout.flush()
        return len(email_messages)


def written(letter: EmailMessage) -> str:
    """The letter as a person would read it: four lines of head, then its words."""
    head = {
        "From": letter.from_email,
        "To": ", ".join(letter.recipients()),
        "Date": f"{timezone.localtime():%Y-%m-%d %H:%M:%S %Z}",
        "Subject": letter.subject,
    }
    lines = [f"{name}: {value}" for name, value in head.items()]
    return "\n".join([*lines, "", str(letter.body).strip(), ""])


def name_for(letter: EmailMessage) -> str:
    """A file name that sorts by time and tells to whom; nothing in it leads elsewhere."""
    to = re.sub(r"[^a-z0-9@._+-]+", "_", ", ".join(letter.to).lower())[:60]
    return f"{timezone.now():%Y%m%d-%H%M%S-%f}-{to}.txt"
