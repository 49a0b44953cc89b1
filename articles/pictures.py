"""Take in the pictures that members bring: never the file itself, always a new one.

A process of its own reads each picture and writes it anew (`articles.picture_child`). It
has no secrets, little memory and two seconds; whatever ends it ends nothing else. Few of
them run at once, for each may take half a gigabyte.
"""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import threading
from contextlib import contextmanager, suppress
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import throttle
from accounts.models import Member
from accounts.policies import can_participate, refuse_unless
from articles import children, picture_child
from articles.models import Picture
from articles.picture_child import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.uploadedfile import UploadedFile

LIMIT = 1.8  # seconds for one picture, the start of its process included
AT_ONCE = 2  # of these processes, beside each process that serves pages
PATIENCE = 3.0  # seconds for one's turn
MAX_SIZE = 4 * 1024**2  # bytes of one picture, as it comes and as it is kept
QUOTA = 200 * 1024**2  # bytes of all pictures of a member

FORMATS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
}
TOO_LONG = {-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL}

logger = logging.getLogger(__name__)

_turns = threading.BoundedSemaphore(AT_ONCE)


class Unacceptable(ValueError):  # noqa: N818 - news for the member, not an error
    """The picture cannot be taken; the sentence says why."""


class TooLarge(Unacceptable):
    """It has more bytes than a picture may have."""

    def __init__(self) -> None:
        super().__init__(_("A picture may have at most 4 MB. This one has more."))


def take_in(upload: UploadedFile[Any], *, owner: Member) -> Picture:
    """Keep a picture for its owner, written anew and under a name of ours.

    Raises Unacceptable, Busy, TooManyRequests or PermissionDenied, and then keeps nothing.
    Whatever is given to the child counts, taken or not: its work is the costly part.
    Never call it with a lock held.
    """
    refuse_unless(can_participate(owner))
    if (upload.size or 0) > MAX_SIZE:
        raise TooLarge
    named = FORMATS.get(PurePath(upload.name or "").suffix.lower())
    if named is None:
        raise Unacceptable(_sentence("kind"))
    _refuse_if_full(owner, more=1)
    try:
        with _turn():
            throttle.count("picture", by=owner)
            written = rewritten(upload.read(), named=named)
        picture = _row(written, owner=owner)
        _keep(picture, written.data)
    except OSError:  # no room on the disk, or none for another process
        logger.exception("A picture could not be kept.")
        sentence = _("The picture could not be kept. Try again later.")
        raise Unacceptable(sentence) from None
    return picture


def _keep(picture: Picture, data: bytes) -> None:
    """Write its file, or let go of it."""
    try:
        picture.keep(data)
    except OSError:
        with suppress(OSError):  # then its row is found again, like any unused one
            picture.discard()
        raise


@transaction.atomic
def _row(written: Written, *, owner: Member) -> Picture:
    """Its place, before its file: what breaks in between leaves a row to be swept."""
    # One at a time, for they add up; whoever refers to the member meanwhile need not wait.
    Member.objects.select_for_update(no_key=True).get(pk=owner.pk)
    _refuse_if_full(owner, more=len(written.data))
    picture = Picture(
        owner=owner,
        kind=Picture.Kind(written.kind),
        width=written.width,
        height=written.height,
        size=len(written.data),
    )
    picture.file = picture.place
    picture.save(force_insert=True)
    return picture


def _refuse_if_full(owner: Member, *, more: int) -> None:
    if Picture.objects.filter(owner=owner).bytes_in_all() + more > QUOTA:
        raise Unacceptable(
            _("A member has room for 200 MB of pictures, and yours is used up.")
        )


# -------------------------------------------------------------------- the process
@contextmanager
def _turn() -> Iterator[None]:
    """One of the few places, for as long as the block takes. Raises Busy."""
    if not _turns.acquire(timeout=PATIENCE):
        raise children.Busy
    try:
        yield
    finally:
        _turns.release()


def rewritten(data: bytes, *, named: str) -> Written:
    """The picture as a process of its own writes it, within the limit.

    It reads and writes files: nobody waits at a pipe, and what it writes is bounded.
    Raises Unacceptable, or Busy if the machine has not even let the process begin.
    """
    with TemporaryFile() as given, TemporaryFile() as made, TemporaryFile() as said:
        given.write(data)
        given.seek(0)
        ended = _run([named, str(LIMIT)], stdin=given, stdout=made, stderr=said)
        made.seek(0)
        begun, head, rest = made.readline(), made.readline(), made.read()
        if ended != 0:
            said.seek(0)
            logger.info("A picture was not read: %d, %r", ended, said.read()[-200:])
    if ended in TOO_LONG and begun != picture_child.BEGUN:  # that was not the picture
        raise children.Busy
    if ended in TOO_LONG:
        raise Unacceptable(_sentence("work"))
    if ended != 0:
        raise Unacceptable(_sentence("damage"))
    found = json.loads(head)
    if "refused" in found:
        raise Unacceptable(_sentence(found["refused"]))
    if len(rest) > MAX_SIZE:
        raise Unacceptable(_sentence("work"))
    return Written(found["kind"], found["width"], found["height"], rest)


def _run(
    arguments: list[str], *, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]
) -> int:
    """Start the child and wait for its end: the code it ended with."""
    module = picture_child.__name__
    child = children.start(
        module, *arguments, stdin=stdin, stdout=stdout, stderr=stderr
    )
    try:
        return child.wait(LIMIT)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        child.kill()
        child.wait()


def _sentence(why: str) -> str:
    """Why a picture is not taken, in words."""
    return {
        "kind": _(
            "Only pictures can be taken: JPEG, PNG, GIF or WebP, in a file whose name "
            "ends in .jpg, .png, .gif or .webp."
        ),
        "name": _(
            "This picture is of another kind than the ending of its name says. Save it "
            "anew as JPEG, PNG, GIF or WebP."
        ),
        "pixels": _(
            "This picture is too large: at most 25 million pixels, and 8,192 on a side."
        ),
        "frames": _(
            "This animation is too long: at most 200 frames, and 100 million pixels in "
            "all of them together."
        ),
        "work": _("This picture is too much work to show. Save it anew, smaller."),
        "damage": _("This picture is damaged and cannot be read. Save it anew."),
    }[why]
