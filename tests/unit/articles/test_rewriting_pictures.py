"""A picture is written anew: its pixels are kept, and nothing else of it."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from articles import picture_child
from articles.picture_child import Refused, rewritten
from tests.factories.pictures import drawing, encoded, film

RED, BLUE = (220, 30, 40), (20, 40, 210)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def half_and_half(width: int = 60, height: int = 40) -> Image.Image:
    """Red to the left, blue to the right."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def is_near(seen: object, meant: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(a - b) < 30 for a, b in zip(seen[:3], meant, strict=True))


@pytest.mark.parametrize(
    ("form", "kind"),
    [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "png"), ("WEBP", "webp")],
)
def test_a_picture_looks_as_it_did(form: str, kind: str) -> None:
    written = rewritten(encoded(half_and_half(), form), named=form)

    image = opened(written.data)
    assert (written.kind, written.width, written.height) == (kind, 60, 40)
    assert image.size == (60, 40)
    assert is_near(image.convert("RGB").getpixel((5, 20)), RED)
    assert is_near(image.convert("RGB").getpixel((55, 20)), BLUE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_png_of_any_kind_can_be_shown(mode: str) -> None:
    image = drawing().convert("L").convert(mode) if mode != "RGBA" else drawing()

    written = rewritten(encoded(image), named="PNG")

    assert opened(written.data).mode in {"L", "RGB", "RGBA"}


def test_sixteen_bits_of_grey_become_eight_of_the_same_brightness() -> None:
    deep = Image.new("I;16", (20, 20), 0x8000)

    written = rewritten(encoded(deep), named="PNG")

    assert opened(written.data).getpixel((9, 9)) == 128


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP"])
def test_what_can_be_seen_through_stays_so(form: str) -> None:
    image = half_and_half().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 30, 40))

    written = rewritten(encoded(image, form), named=form)

    shown = opened(written.data).convert("RGBA")
    assert shown.getpixel((5, 20))[3] == 0  # type: ignore[index]
    assert shown.getpixel((55, 20))[3] == 255  # type: ignore[index]


def test_one_colour_of_a_palette_can_be_seen_through() -> None:
    image = half_and_half().convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    through = image.getpixel((5, 20))

    written = rewritten(encoded(image, transparency=through), named="PNG")

    assert opened(written.data).convert("RGBA").getpixel((5, 20))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (60, 40), (5, 20)),
        (2, (60, 40), (55, 20)),
        (3, (60, 40), (55, 20)),
        (4, (60, 40), (5, 20)),
        (5, (40, 60), (20, 5)),
        (6, (40, 60), (20, 5)),
        (7, (40, 60), (20, 55)),
        (8, (40, 60), (20, 55)),
        (99, (60, 40), (5, 20)),
    ],
)
def test_a_picture_taken_askew_stands_upright(
    orientation: int, size: tuple[int, int], red_at: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[picture_child.ORIENTATION] = orientation

    written = rewritten(encoded(half_and_half(), "JPEG", exif=exif), named="JPEG")

    image = opened(written.data)
    assert image.size == (written.width, written.height) == size
    assert is_near(image.getpixel(red_at), RED)
    assert not image.getexif()


def test_colours_are_those_that_the_profile_means() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = bytearray(lab)  # a profile in which red is blue
    red, blue = lab.index(b"rXYZ", 128), lab.index(b"bXYZ", 128)
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    sent = encoded(Image.new("RGB", (20, 20), RED), icc_profile=bytes(swapped))

    written = rewritten(sent, named="PNG")

    seen = opened(written.data).getpixel((9, 9))
    assert isinstance(seen, tuple)
    assert seen[2] > seen[0]
    assert "icc_profile" not in opened(written.data).info


@pytest.mark.parametrize("profile", [b"none", b"\0" * 200])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_profile_that_is_none_is_left_out(form: str, profile: bytes) -> None:
    sent = encoded(half_and_half(), form, icc_profile=profile)

    written = rewritten(sent, named=form)

    assert is_near(opened(written.data).convert("RGB").getpixel((5, 20)), RED)


def test_a_picture_for_print_is_shown_in_the_colours_of_a_screen() -> None:
    written = rewritten(encoded(half_and_half().convert("CMYK"), "JPEG"), named="JPEG")

    image = opened(written.data)
    assert image.mode == "RGB"
    assert is_near(image.getpixel((5, 20)), RED)


def test_several_pictures_of_one_shot_are_the_first() -> None:
    shot = encoded(
        half_and_half(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))]
    )

    written = rewritten(shot, named="JPEG")

    assert (written.kind, written.width, written.height) == ("jpg", 60, 40)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_large_picture_is_scaled_to_what_is_shown(form: str) -> None:
    written = rewritten(encoded(half_and_half(3000, 600), form), named=form)

    assert opened(written.data).size == (2048, 410)


def test_a_photograph_kept_as_png_becomes_smaller() -> None:
    noise = Image.effect_noise((1000, 900), 80).convert("RGB")
    noise.putpixel((0, 0), RED)
    sent = encoded(
        Image.merge("RGB", [noise.getchannel(0).rotate(n) for n in range(3)])
    )

    written = rewritten(sent, named="PNG")

    assert len(sent) > picture_child.HEAVY
    assert written.kind == "webp"
    assert len(written.data) < len(sent) / 2


# ---------------------------------------------------------------------- in motion
@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_what_moves_goes_on_moving(form: str) -> None:
    written = rewritten(film(form, 5), named=form)

    image = opened(written.data)
    assert written.kind == "webp"
    assert (image.format, image.n_frames) == ("WEBP", 5)  # type: ignore[attr-defined]
    assert image.info["loop"] == 0
    image.seek(3)
    image.load()
    assert image.info["duration"] == 80
    assert is_near(image.convert("RGB").getpixel((9, 9)), (15, 0, 90))


def test_a_film_that_says_no_times_has_some() -> None:
    written = rewritten(film("GIF", 3, duration=0), named="GIF")

    image = opened(written.data)
    image.load()
    assert image.info["duration"] == 100


def test_a_long_film_is_shown_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_child, "SHOWN_FRAME_PIXELS", 960)

    written = rewritten(film("GIF", 10), named="GIF")

    assert (written.width, written.height) == (12, 8)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_a_film_has_two_hundred_frames_at_most(form: str) -> None:
    assert rewritten(film(form, 200), named=form).kind == "webp"
    with pytest.raises(Refused, match="frames"):
        rewritten(film(form, 201), named=form)


def test_all_frames_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_child, "FRAME_PIXELS", 24 * 16 * 5)

    assert rewritten(film("GIF", 5), named="GIF").kind == "webp"
    with pytest.raises(Refused, match="frames"):
        rewritten(film("GIF", 6), named="GIF")


# --------------------------------------------------------------------- the limits
@pytest.mark.parametrize("size", [(8193, 2), (2, 8193), (5001, 5000)])
def test_a_picture_has_25_million_pixels_and_8192_on_a_side_at_most(
    size: tuple[int, int],
) -> None:
    with pytest.raises(Refused, match="pixels"):
        rewritten(encoded(Image.new("1", size)), named="PNG")


@pytest.mark.parametrize("size", [(8192, 1), (5000, 5000)])
def test_a_picture_may_be_as_large_as_that(size: tuple[int, int]) -> None:
    assert rewritten(encoded(Image.new("1", size)), named="PNG").width == 2048


@pytest.mark.parametrize("named", ["JPEG", "GIF", "WEBP"])
def test_a_name_must_tell_the_truth(named: str) -> None:
    with pytest.raises(Refused, match="name"):
        rewritten(encoded(drawing()), named=named)
