"""Pictures for tests: files as members bring them, and rows as they are kept."""

from __future__ import annotations

import errno
import io
from typing import IO, TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Picture

if TYPE_CHECKING:
    from accounts.models import Member


def encoded(image: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def drawing(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Something to look at: no two corners have one colour."""
    ramp = Image.linear_gradient("L").resize((width, height))
    turned = ramp.transpose(Image.Transpose.ROTATE_180)
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    return Image.merge("RGB", (ramp, across, turned)).convert(mode)


def frames(count: int, width: int = 24, height: int = 16) -> list[Image.Image]:
    """A film: no two frames are the same."""
    shades = [(5 * n % 256, 3 * n // 256, 90) for n in range(count)]
    return [Image.new("RGB", (width, height), shade) for shade in shades]


def film(form: str, count: int = 3, **options: Any) -> bytes:
    first, *rest = frames(count)
    options = {"duration": 80, "loop": 0, **options}
    return encoded(first, form, save_all=True, append_images=rest, **options)


def endless() -> bytes:
    """A photograph in 50,000 layers: a few bytes each, and each is work for the whole."""
    layered = encoded(Image.new("L", (4900, 4900), 128), "JPEG", progressive=True)
    layer = layered[layered.rindex(b"\xff\xda") : -2]
    return layered[:-2] + layer * 50_000 + layered[-2:]


class FullDisk(FileSystemStorage):
    """Room for a few bytes of a file, and then no more."""

    def save(
        self, name: str | None, content: IO[Any] | None, max_length: int | None = None
    ) -> str:
        begun = content.read(9) if content else b""
        super().save(name, ContentFile(begun), max_length)
        raise OSError(errno.ENOSPC, "No space left on device")


def brought(
    data: bytes | None = None, name: str = "picture.png", form: str = "PNG"
) -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, encoded(drawing(), form) if data is None else data)


def make_picture(owner: Member, **fields: Any) -> Picture:
    """A kept picture with its file, straight into the table."""
    data = encoded(drawing())
    kept = {"kind": "png", "width": 60, "height": 40, "size": len(data)}
    picture = Picture(owner=owner, **{**kept, **fields})
    picture.file = picture.place
    picture.save()
    picture.keep(data)
    if "created_at" in fields:
        Picture.objects.filter(pk=picture.pk).update(created_at=fields["created_at"])
    return picture
