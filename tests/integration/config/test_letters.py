"""Letters on one's own machine: written to a folder, read on a page."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage, get_connection

from config import mail


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.LETTERS_DIR = tmp_path / "letters"
    settings.ROOT_URLCONF = "config.urls_local"
    return settings.LETTERS_DIR


def send(subject="Your code", body="It is 123456.", to=("alice@example.org",)):
    letter = EmailMessage(subject, body, "Footnote <a@footnote.example>", list(to))
    return get_connection("config.mail.LocalBackend").send_messages([letter])


def test_a_letter_becomes_one_readable_file_and_is_told_on_the_console(folder, capsys):
    sent = send()

    (file,) = folder.iterdir()
    assert sent == 1
    assert file.name.endswith("-alice@example.org.txt")
    assert "To: alice@example.org\n" in file.read_text(encoding="utf-8")
    assert "It is 123456." in capsys.readouterr().out


def test_an_address_cannot_lead_out_of_the_folder(folder):
    send(to=["../../../tmp/x@example.org"])

    assert [file.parent for file in folder.iterdir()] == [folder]
    assert "/" not in mail.name_for(EmailMessage(to=["a/../../b"]))


def test_the_page_shows_the_newest_first(visitor):
    send(subject="The first")
    send(subject="The second", body="See https://footnote.example/a/?b=1&c=2")

    page = visitor.get("/letters/").content.decode()

    assert page.index("The second") < page.index("The first")
    assert 'href="https://footnote.example/a/?b=1&amp;c=2"' in page


def test_a_letter_is_shown_as_text(visitor):
    send(subject="<b>bold</b>", body="<script>alert(1)</script>")

    page = visitor.get("/letters/").content.decode()

    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_without_letters_the_page_says_so(visitor):
    assert "There are no letters yet" in visitor.get("/letters/").content.decode()


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.4", "2001:db8::1"])
def test_another_machine_is_shown_nothing(visitor, address):
    send()

    assert visitor.get("/letters/", REMOTE_ADDR=address).status_code == 404


def test_this_machine_by_its_other_address_is_answered(visitor):
    assert visitor.get("/letters/", REMOTE_ADDR="::1").status_code == 200


def test_the_page_is_not_kept_and_is_not_part_of_a_real_site(visitor, settings):
    kept = visitor.get("/letters/").headers["Cache-Control"]
    settings.ROOT_URLCONF = "config.urls"

    assert "no-store" in kept
    assert visitor.get("/letters/").status_code == 404
