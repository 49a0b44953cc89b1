"""What means harm is refused with a sentence, or kept as nothing but its pixels."""

from __future__ import annotations

import io
import re
import struct
import time
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from accounts.models import Tally
from articles import pictures
from articles.models import Picture
from tests.factories.pictures import brought, endless
from tests.integration.forum.hostile import (
    BOMBS,
    CANARY,
    DOUBTFUL,
    NAMES,
    REFUSED,
    TAKEN,
    File,
)
from tests.integration.forum.pages import kept_text

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

AT_MOST = 2.0  # seconds that a bomb may take of whoever sends it
TRIES = 3  # of which one suffices: a busy machine is no reason to fail
JPEG_MARKERS = {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA}  # JFIF, tables, sizes, scans
PNG_CHUNKS = {b"IHDR", b"IDAT", b"IEND"}
WEBP_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}


def send(client: Client, file: File) -> Any:
    typed = {"picture": brought(file.data, file.name), "alt": "A view"}
    return client.post("/pictures/", typed, headers={"Accept": "application/json"})


def label(file: File) -> str:
    return file.name


@pytest.fixture
def storage(settings: Any, tmp_path: Any) -> Any:
    """A folder, as on a server."""
    backend = "django.core.files.storage.FileSystemStorage"
    there = {"BACKEND": backend, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": there}
    return tmp_path


@pytest.mark.parametrize("file", [*REFUSED, *BOMBS], ids=label)
def test_what_is_no_sound_picture_is_refused_with_a_sentence(
    bob_client: Client, storage: Any, file: File
) -> None:
    response = send(bob_client, file)

    assert response.status_code == 422
    assert file.why in response.json()["error"]
    assert not Picture.objects.exists()
    assert not any(storage.rglob("*"))


@pytest.mark.parametrize("file", [*BOMBS, File("endless.jpg", endless())], ids=label)
def test_a_bomb_is_refused_within_two_seconds_and_the_next_picture_is_taken(
    bob_client: Client, file: File
) -> None:
    took: list[float] = []
    while not took or (min(took) >= AT_MOST and len(took) < TRIES):
        began = time.monotonic()
        refused = send(bob_client, file)
        took.append(time.monotonic() - began)

    taken = send(bob_client, File("view.png", brought().read()))

    assert refused.status_code == 422
    assert min(took) < AT_MOST
    assert taken.status_code == 201


def test_few_pictures_are_read_at_once_and_the_others_may_try_again(
    bob_client: Client, monkeypatch: pytest.MonkeyPatch, post_url: str
) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    turns = [pictures._turn() for _turn in range(pictures.AT_ONCE)]
    for turn in turns:
        turn.__enter__()

    refused = send(bob_client, File("view.png", brought().read()))
    form = {"body": "See this.", "picture": brought(), "_picture": "1"}
    page = bob_client.post(post_url, form)

    for turn in turns:
        turn.__exit__(None, None, None)
    assert refused.status_code == page.status_code == 503
    assert refused.headers["Retry-After"] == page.headers["Retry-After"] == "5"
    assert "Try again" in refused.json()["error"]
    assert kept_text(page) == "See this."
    assert not Tally.objects.filter(key__startswith="picture").exists()
    assert send(bob_client, File("view.png", brought().read())).status_code == 201


@pytest.mark.parametrize("file", TAKEN, ids=label)
def test_what_a_picture_carries_is_not_kept(
    bob_client: Client, storage: Any, file: File
) -> None:
    response = send(bob_client, file)

    assert response.status_code == 201, response.content
    _assert_harmless(bob_client, storage, response, file)


@pytest.mark.parametrize("file", DOUBTFUL, ids=label)
def test_what_may_be_read_or_not_does_no_harm(
    bob_client: Client, storage: Any, file: File
) -> None:
    response = send(bob_client, file)

    if response.status_code == 422:
        assert response.json()["error"]
        assert not Picture.objects.exists()
    else:
        _assert_harmless(bob_client, storage, response, file)


def _assert_harmless(client: Client, storage: Any, response: Any, file: File) -> None:
    shown = client.get(response.json()["url"]).getvalue()
    [kept] = [path for path in storage.rglob("*") if path.is_file()]
    assert kept.read_bytes() == shown != file.data
    for trace in (CANARY, b"<?php", b"<script", b"<svg", b"evil.html"):
        assert trace not in shown
    _assert_bare(shown)


def _assert_bare(data: bytes) -> None:
    """Every frame can be read, and nothing besides is in the file, nor behind it."""
    with Image.open(io.BytesIO(data)) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
        assert not image.getexif()
        said = {"exif", "xmp", "icc_profile", "comment", "photoshop", "dpi"}
        assert not said & set(image.info)
    {"JPEG": _assert_bare_jpeg, "PNG": _assert_bare_png, "WEBP": _assert_bare_webp}[
        str(image.format)
    ](data)


def _assert_bare_jpeg(data: bytes) -> None:
    assert data.endswith(b"\xff\xd9")
    at = 2
    while data[at + 1] != 0xDA:
        assert data[at] == 0xFF
        assert data[at + 1] in JPEG_MARKERS
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    scans = data[at:-2]
    markers = {code[1] for code in re.findall(rb"\xff[^\x00]", scans)}
    assert markers <= JPEG_MARKERS | set(range(0xD0, 0xD8))


def _assert_bare_png(data: bytes) -> None:
    at, found = 8, set()
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        found.add(kind)
        at += 12 + length
    assert found == PNG_CHUNKS
    assert at == len(data)


def _assert_bare_webp(data: bytes) -> None:
    at, found = 12, set()
    while at < len(data):
        kind, length = struct.unpack("<4sI", data[at : at + 8])
        found.add(kind)
        at += 8 + length + length % 2
    assert found <= WEBP_CHUNKS
    assert at == len(data) == 8 + struct.unpack("<I", data[4:8])[0]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_reaches_the_disk(bob_client: Client, storage: Any, name: str) -> None:
    response = send(bob_client, File(name, brought().read()))

    assert response.status_code == 201
    [kept] = [path for path in storage.rglob("*") if path.is_file()]
    told = re.fullmatch(
        r"/pictures/(([0-9a-f]{2})[0-9a-f]{30}\.png)", response.json()["url"]
    )
    assert told
    assert kept == storage / "pictures" / told[2] / told[1]
    assert "evil" not in response.content.decode()


def test_enough_is_tried() -> None:
    """A list that nobody fills would let everything pass."""
    marked = [file for file in TAKEN if CANARY in file.data]

    assert len({*REFUSED, *BOMBS, *TAKEN}) > 100
    assert len(BOMBS) > 15
    assert len(marked) > 15
