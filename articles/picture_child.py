"""Write one picture anew, in a process of its own. Imports no Django.

The picture arrives on standard input; on standard output leave a line that says that we
have begun, a line of JSON and the new file, or the lines alone with the word for why
there is none. A picture that breaks
this process breaks nothing else: `articles.pictures` starts one for each.
"""

import contextlib
import io
import json
import math
import resource
import signal
import sys
import warnings
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from PIL import Image, ImageCms, UnidentifiedImageError

MEMORY = 512 * 1024**2  # bytes of address space
LARGEST = 8 * 1024**2  # bytes that may be written
BEGUN = b"begun\n"
GRACE = 1  # seconds of the processor beyond the limit, for starting

PIXELS = 25_000_000
SIDE = 8_192
FRAMES = 200
FRAME_PIXELS = 100_000_000  # in all frames together

SHOWN_SIDE = 2_048  # twice the width of a page, for fine screens
SHOWN_FRAME_PIXELS = 12_000_000  # what can be written within the limit
HEAVY = 2 * 1024**2  # bytes from which a photograph was probably saved as PNG
QUALITY = 85
MOST_LOOPS = 65_535  # what a WebP has room for

FORMATS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "GIF", "WEBP": "WEBP"}
MOVING = {"PNG", "GIF", "WEBP"}  # an MPO has several pictures, and shows one
UPRIGHT = {  # what an EXIF orientation asks for
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ORIENTATION = 0x0112


class Refused(Exception):  # noqa: N818 - no error of ours
    """The picture is not taken: one word says why: see `pictures._sentence`."""


class Written(NamedTuple):
    """A picture as it is kept."""

    kind: str
    width: int
    height: int
    data: bytes


def rewritten(data: bytes, *, named: str) -> Written:
    """The picture in a file of ours. `named` is the format that its name promises."""
    with _opened(data) as image:
        found = FORMATS[str(image.format)]
        if found != named:
            raise Refused("name")
        if max(image.size) > SIDE or math.prod(image.size) > PIXELS:
            raise Refused("pixels")
        if found in MOVING and getattr(image, "is_animated", False):
            return _film(image)
        return _still(image, kind="jpg" if found == "JPEG" else found.lower())


def _opened(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "GIF", "WEBP"])
    except UnidentifiedImageError:
        raise Refused("kind") from None


# ------------------------------------------------------------------------ at rest
def _still(image: Image.Image, *, kind: str) -> Written:
    turn = _turn(image)
    if kind == "jpg":
        image.draft(None, (SHOWN_SIDE, SHOWN_SIDE))  # decoded smaller where it may be
    profile = image.info.get("icc_profile")
    shown = _plain(image)
    # Halved plainly first, as often as it goes: four times as fast, and looks the same.
    most = (SHOWN_SIDE, SHOWN_SIDE)
    shown.thumbnail(most, Image.Resampling.LANCZOS, reducing_gap=1.0)
    shown = _bare(_in_srgb(shown, profile))
    if turn is not None:
        shown = shown.transpose(turn)
    if kind == "jpg":
        data = _saved(shown, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    elif kind != "webp":
        kind, data = "png", _saved(shown, "PNG", compress_level=3)
    if kind == "webp" or len(data) > HEAVY:
        kind, data = "webp", _saved(shown, "WEBP", quality=QUALITY, method=2)
    return Written(kind, *shown.size, data)


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        return UPRIGHT.get(image.getexif()[ORIENTATION])
    except Exception:  # noqa: BLE001 - of what cannot be read, nothing is lost
        return None


def _plain(image: Image.Image) -> Image.Image:
    """In one of the modes that files are written from; CMYK waits for its profile."""
    if image.mode in {"RGB", "L", "CMYK"} and "transparency" not in image.info:
        image.load()
        return image
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"P", "1"} and "transparency" not in image.info:
        return image.convert("RGB")
    return _opaque(image.convert("RGBA"))


def _opaque(image: Image.Image) -> Image.Image:
    if image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """With the colours that its profile means, for the profile is not kept."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            meant = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
            if meant is not None:
                return meant
    return image.convert(mode) if image.mode == "CMYK" else image


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone: what is known besides would be written along."""
    return Image.frombytes(image.mode, image.size, image.tobytes())


# ---------------------------------------------------------------------- in motion
def _film(image: Image.Image) -> Written:
    """All frames in one WebP, smaller where they are many."""
    count = getattr(image, "n_frames", 1)
    if count > FRAMES or count * math.prod(image.size) > FRAME_PIXELS:
        raise Refused("frames")
    size = _size_of_film(image.size, count)
    frames, durations = [], []
    for frame in _frames(image, count):
        small = _opaque(frame.convert("RGBA")).resize(size, Image.Resampling.BILINEAR)
        frames.append(_bare(small))
        durations.append(_milliseconds(frame.info.get("duration")))
    data = _saved(
        frames[0],
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=min(int(image.info.get("loop", 1)), MOST_LOOPS),
        quality=QUALITY,
        method=0,
    )
    return Written("webp", *size, data)


def _frames(image: Image.Image, count: int) -> Iterator[Image.Image]:
    size = image.size
    for number in range(count):
        image.seek(number)
        if image.size != size:  # a frame may ask for more than the first said
            raise Refused("pixels")
        yield image


def _size_of_film(size: tuple[int, int], count: int) -> tuple[int, int]:
    width, height = size
    share = min(
        1,
        SHOWN_SIDE / max(size),
        math.sqrt(SHOWN_FRAME_PIXELS / (width * height * count)),
    )
    return max(1, int(width * share)), max(1, int(height * share))


def _milliseconds(duration: float | None) -> int:
    return max(20, min(int(duration or 100), 10_000))


def _saved(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


# -------------------------------------------------------------------- the process
def answer(picture: BinaryIO, answers: BinaryIO, *, named: str) -> None:
    """Read a picture, and write what became of it."""
    head: dict[str, Any]
    data = b""
    answers.write(BEGUN)
    answers.flush()
    try:
        kind, width, height, data = rewritten(picture.read(), named=named)
        head = {"kind": kind, "width": width, "height": height}
    except Refused as refusal:
        head = {"refused": str(refusal)}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        head = {"refused": "pixels"}
    except MemoryError:
        head = {"refused": "work"}
    answers.write(json.dumps(head).encode() + b"\n" + data)
    answers.flush()


def bound(seconds: float) -> None:  # pragma: no cover (only ever in a child)
    """Bound what a picture may take of the machine. The clock begins here.

    The signal's own default ends us, in the midst of whatever a decoder does.
    """
    Image.MAX_IMAGE_PIXELS = PIXELS  # asked by Pillow before it makes room for any
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    processor = math.ceil(seconds) + GRACE
    for what, most in (
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_FSIZE, LARGEST),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":  # pragma: no cover
    bound(float(sys.argv[2]))
    answer(sys.stdin.buffer, sys.stdout.buffer, named=sys.argv[1])
