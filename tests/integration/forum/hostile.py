"""Files that mean harm, made by hand: name, bytes, and whether a picture is in them."""

from __future__ import annotations

import gzip
import io
import os
import struct
import zipfile
import zlib
from functools import cache
from typing import NamedTuple

from PIL import Image, PngImagePlugin, features

from tests.factories.pictures import drawing, encoded, film

CANARY = b"canary-7f3a9c"
SCRIPT = b"<script>alert('" + CANARY + b"')</script>"
PHP = b"<?php system('" + CANARY + b"'); ?>"
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + SCRIPT + b"</svg>"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
MIB = 1024**2


class File(NamedTuple):
    """A file as somebody sends it. `why` is a word of the sentence that refuses it."""

    name: str
    data: bytes
    why: str = ""


# ------------------------------------------------------------------ building bricks
def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    sum_ = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum_)


def png(
    width: int, height: int, rows: bytes, *, depth: int = 8, more: bytes = b""
) -> bytes:
    """A PNG of grey that says what it likes of itself."""
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    data = chunk(b"IDAT", rows)
    return SIGNATURE + chunk(b"IHDR", head) + more + data + chunk(b"IEND", b"")


def with_chunk(kind: bytes, data: bytes, *, last: bool = False) -> bytes:
    """A sound PNG with one chunk more."""
    sound = encoded(drawing())
    at = len(sound) - 12 if last else 33  # before IEND, or after IHDR
    return sound[:at] + chunk(kind, data) + sound[at:]


@cache
def packed(size: int) -> bytes:
    """So many bytes of nothing, compressed."""
    pack = zlib.compressobj(9)
    parts = [pack.compress(bytes(min(MIB, size - at))) for at in range(0, size, MIB)]
    return b"".join(parts) + pack.flush()


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def with_segment(marker: int, data: bytes) -> bytes:
    """A sound JPEG with one segment more."""
    sound = encoded(drawing(), "JPEG")
    return sound[:2] + segment(marker, data) + sound[2:]


def gif(width: int, height: int, *blocks: bytes) -> bytes:
    """A GIF of two colours that says what it likes of itself."""
    head = struct.pack("<HHBBB", width, height, 0x80, 0, 0)
    return b"GIF89a" + head + b"\0\0\0\xff\xff\xff" + b"".join(blocks) + b";"


def gif_frame(width: int = 1, height: int = 1) -> bytes:
    """A frame of one point."""
    return b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02D\x01\0"


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP."""
    inside = b"WEBP"
    for kind, data in chunks:
        inside += kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def webp_canvas(side: int, flags: int = 2) -> tuple[bytes, bytes]:
    edge = (side - 1).to_bytes(3, "little")
    return b"VP8X", bytes([flags, 0, 0, 0]) + edge + edge


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as within:
        within.writestr("evil.html", HTML)
    return file.getvalue()


def texts(count: int, size: int) -> bytes:
    """Many short texts that are long when unpacked."""
    text = packed(size)
    many = b"".join(chunk(b"zTXt", b"k%d\0\0" % n + text) for n in range(count))
    return png(1, 1, zlib.compress(b"\0\0"), more=many)


# ------------------------------------------------------------- what is no picture
def _no_pictures() -> list[File]:
    kinds = {
        "svg": SVG,
        "svgz": gzip.compress(SVG),
        "html": HTML,
        "xhtml": b"<?xml version='1.0'?>" + HTML,
        "swf": b"FWS\x06" + SCRIPT,
        "php": PHP,
        "zip": archive(),
        "pdf": b"%PDF-1.7\n1 0 obj <</JS (" + CANARY + b")>>",
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "fits": b"SIMPLE  =                    T" + b" " * 50 + b"END".ljust(2800),
        "psd": b"8BPS\0\x01" + bytes(6) + struct.pack(">HIIHH", 3, 9, 9, 8, 3),
        "gd2": b"gd2\0\0\x02" + struct.pack(">HHHHHH", 65535, 65535, 64, 2, 1, 1),
        "xbm": b"#define a_width 9\n#define a_height 9\nstatic char a_bits[] = {0};",
        "exe": b"MZ" + bytes(60) + CANARY,
    }
    kinds |= {
        form.lower(): encoded(drawing(), form)
        for form in ("BMP", "ICO", "TIFF", "PPM", "TGA", "JPEG2000", "AVIF")
        if form not in {"AVIF", "JPEG2000"} or features.check(FEATURES[form])
    }
    renamed = [File(f"{kind}.png", data, "Only") for kind, data in kinds.items()]
    honest = [File(f"file.{kind}", data, "Only") for kind, data in kinds.items()]
    return [
        *renamed,
        *honest,
        File("svg.jpg", SVG, "Only"),
        File("html.gif", HTML, "Only"),
        File("php.webp", PHP, "Only"),
        File(".htaccess", b"AddType application/x-httpd-php .png", "Only"),
        File("picture", encoded(drawing()), "Only"),
        File("picture.png.php", encoded(drawing()), "Only"),
        File("empty.png", b"", "Only"),
        File("noise.png", os.urandom(900), "Only"),
    ]


FEATURES = {"AVIF": "avif", "JPEG2000": "jpg_2000"}


# ------------------------------------------------------- what is broken or a bomb
def _broken() -> list[File]:
    whole = {form: encoded(drawing(300, 200), form) for form in ("JPEG", "PNG", "WEBP")}
    whole["GIF"] = encoded(drawing(300, 200).convert("P"), "GIF")
    cut = [
        File(
            f"cut.{form.lower()}".replace("jpeg", "jpg"), data[: len(data) // 2], "anew"
        )
        for form, data in whole.items()
    ]
    sum_ = bytearray(whole["PNG"])
    sum_[29] ^= 0xFF
    return [
        *cut,
        File("cut-film.webp", film("WEBP", 9)[:-90], "anew"),
        File("cut-film.png", film("PNG", 9)[:-150], "anew"),
        File("only-begun.png", SIGNATURE, "Only"),
        File("only-begun.jpg", b"\xff\xd8\xff\xe0", "Only"),
        File("only-begun.gif", b"GIF89a", "Only"),
        File("only-begun.webp", riff(), "Only"),
        File("wrong-sum.png", bytes(sum_), "Only"),
        File("too-few-rows.png", png(99, 99, zlib.compress(b"\0" * 99)), "anew"),
        File("script.gif", b"GIF89a/*" + b"\0" * 5 + b"*/=1;alert(1)//", "Only"),
        File("png.jpg", whole["PNG"], "another kind"),
        File("jpeg.png", whole["JPEG"], "another kind"),
        File("gif.webp", whole["GIF"], "another kind"),
        File("webp.gif", whole["WEBP"], "another kind"),
    ]


def _bombs() -> list[File]:
    huge = bytearray(encoded(drawing(), "JPEG"))
    at = huge.index(b"\xff\xc0") + 5
    huge[at : at + 4] = b"\xff\xdc\xff\xdc"
    frame, film_head = gif_frame(), chunk(b"acTL", struct.pack(">II", 10_000, 0))
    wide = chunk(b"acTL", struct.pack(">II", 50, 0))
    line, point = zlib.compress(b"\0\0"), zlib.compress(b"\0\0")
    text = packed(100 * MIB)
    rows = packed(30_000 * 3_751)
    return [
        File("points.png", png(65_535, 65_535, line), "large"),
        File("points.jpg", bytes(huge), "large"),
        File("points.gif", gif(65_535, 65_535, frame), "large"),
        File("points.webp", riff(webp_canvas(16_383)), "large"),
        File("black.png", png(30_000, 30_000, rows, depth=1), "large"),
        File("line.png", png(2_000_000_000, 1, line), "large"),
        File("long.png", png(1, 9_000, packed(18_000)), "large"),
        File("frames.gif", gif(1, 1, *[frame] * 10_000), "long"),
        File("frames.png", png(1, 1, point, more=film_head), "long"),
        File(
            "wide-frames.png", png(2_000, 2_000, packed(4_002_000), more=wide), "long"
        ),
        File("frames.webp", film("WEBP", 201), "long"),
        File("growing.gif", gif(1, 1, frame, gif_frame(60_000, 60_000)), "large"),
        File("text.png", with_chunk(b"zTXt", b"a\0\0" + text), "anew"),
        File("itext.png", with_chunk(b"iTXt", b"a\0\x01\0\0\0" + text), "anew"),
        File("profile.png", with_chunk(b"iCCP", b"a\0\0" + text), "anew"),
        File("texts.png", texts(100, MIB), "anew"),
    ]


def _doubtful() -> list[File]:
    """What a reader may stop at, or read over."""
    late = with_chunk(b"zTXt", b"a\0\0" + packed(100 * MIB) + CANARY, last=True)
    return [
        File("cut-film.gif", film("GIF", 9)[:-60]),
        File("no-deflate.png", png(9, 9, CANARY)),
        File("late.png", late),
        File("cut-late.png", encoded(drawing())[:-9]),
        File("cut-late.jpg", encoded(drawing(), "JPEG")[:-2]),
    ]


# -------------------------------------------------- pictures that carry something
def _pictures() -> list[File]:
    jpeg, sound = encoded(drawing(), "JPEG"), encoded(drawing())
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0112] = SCRIPT.decode(), PHP.decode(), 6
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", SCRIPT.decode())
    told.add_text("Author", PHP.decode(), zip=True)
    told.add_itxt("XML:com.adobe.xmp", SVG.decode())
    coloured = drawing().convert("P")
    coloured.putpalette((PHP + SCRIPT).ljust(768, b"\0"))
    bare = encoded(drawing(), "WEBP", lossless=True)
    inside = bare[20 : 20 + struct.unpack("<I", bare[16:20])[0]]
    canvas = webp_canvas(60, 12)[1][:7] + (39).to_bytes(3, "little")
    comment = b"!\xfe" + bytes([len(SCRIPT)]) + SCRIPT + b"\0"
    return [
        File("comment.gif", gif(1, 1, comment, gif_frame())),
        File("appended.gif", gif(1, 1, gif_frame()) + HTML),
        File("noted.gif", film("GIF", 3, comment=SCRIPT)),
        File("php.jpg", with_segment(0xFE, PHP)),
        File("html.jpg", with_segment(0xFE, HTML)),
        File("xmp.jpg", with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SVG)),
        File("iptc.jpg", with_segment(0xED, b"Photoshop 3.0\0" + SCRIPT)),
        File("profile.jpg", with_segment(0xE2, b"ICC_PROFILE\0\x01\x01" + SCRIPT)),
        File("unknown.jpg", with_segment(0xEB, PHP)),
        File("exif.jpg", encoded(drawing(), "JPEG", exif=exif)),
        File("broken-exif.jpg", with_segment(0xE1, b"Exif\0\0II*\0" + SCRIPT)),
        File("archive.jpg", jpeg + archive()),
        File("print.jpg", encoded(drawing(mode="CMYK"), "JPEG", comment=PHP)),
        File("several.jpg", encoded(drawing(), "MPO", save_all=True, exif=exif,
                                    append_images=[drawing()])),
        File("texts.png", encoded(drawing(), pnginfo=told)),
        File("exif.png", encoded(drawing(), exif=exif)),
        File("profile.png", with_chunk(b"iCCP", b"a\0\0" + zlib.compress(SCRIPT))),
        File("unknown.png", with_chunk(b"caNv", PHP)),
        File("archive.png", sound + archive()),
        File("page.png", sound + HTML),
        File("palette.png", encoded(coloured)),
        File("through.png", encoded(coloured, transparency=3)),
        File("deep.png", encoded(Image.new("I;16", (9, 9), 9), pnginfo=told)),
        File("packed.png", png(1, 1, packed(50 * MIB))),
        File("film.png", film("PNG", 3, pnginfo=told)),
        File("exif.webp", encoded(drawing(), "WEBP", exif=exif, xmp=SVG)),
        File("film.webp", film("WEBP", 3, exif=exif, xmp=SVG, icc_profile=PHP)),
        File("unknown.webp", riff((b"VP8X", canvas), (b"VP8L", inside), (b"EXIF", PHP))),
        File("appended.webp", bare + HTML),
    ]  # fmt: skip


# ------------------------------------------------------------------------ by name
NAMES = [
    "../../../etc/cron.d/evil.png",
    "..\\..\\evil.png",
    "..%2f..%2fevil.png",
    "/etc/passwd.png",
    "evil.php.png",
    "evil.php\0.png",
    "evil.png\0.png",
    "evil%0D%0ASet-Cookie: a=b.png",
    "n" * 300 + ".png",
    SCRIPT.decode() + ".png",
    "évïl 🐍.PNG",
    "con.png",
    "-rf.png",
]

REFUSED = [*_no_pictures(), *_broken()]
BOMBS = _bombs()
TAKEN = _pictures()
DOUBTFUL = _doubtful()
