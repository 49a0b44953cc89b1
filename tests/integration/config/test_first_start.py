"""`make run`, for the first time and the second."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db.migrations.recorder import MigrationRecorder

from accounts import policies
from accounts.models import Member
from articles.models import Article
from config import first_start, local
from forum.models import Reply


@pytest.fixture(autouse=True)
def static_root(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT


@pytest.fixture
def started(db):
    return first_start.prepare()


def test_the_first_start_leaves_an_article_its_discussion_and_a_moderator(started):
    moderator = authenticate(username="moderator", password=started)

    assert Article.objects.published().count() == 1
    assert Reply.objects.count() > 0
    assert moderator
    assert policies.can_moderate(moderator)


def test_the_second_start_changes_nothing_and_draws_nothing(started, static_root):
    before = (static_root / ".gathered").stat().st_mtime_ns
    replies = Reply.objects.count()

    again = first_start.prepare()

    assert again is None
    assert (Article.objects.count(), Reply.objects.count()) == (1, replies)
    assert (static_root / ".gathered").stat().st_mtime_ns == before


def test_a_static_file_that_changed_is_gathered_again(started, static_root):
    (static_root / ".gathered").write_text("something else", encoding="ascii")

    first_start.gather_static_files()

    assert (static_root / ".gathered").read_text(encoding="ascii") != "something else"


def test_static_files_are_gathered_again_when_that_is_done_otherwise(
    started, static_root, monkeypatch, tmp_path
):
    before = (static_root / ".gathered").read_text(encoding="ascii")
    otherwise = tmp_path / "styles.py"
    otherwise.write_text("# in another way", encoding="ascii")
    monkeypatch.setattr(first_start, "GATHERING", [otherwise])

    first_start.gather_static_files()

    assert (static_root / ".gathered").read_text(encoding="ascii") != before


def test_another_password_can_be_drawn_and_the_first_ends(started):
    another = first_start.draw_password()

    assert another != started
    assert authenticate(username="moderator", password=another)
    assert not authenticate(username="moderator", password=started)
    assert Member.objects.filter(username="moderator").count() == 1


def test_a_sample_that_fails_halfway_leaves_nothing_behind(db, monkeypatch):
    halfway = "the disk is full"

    def half(*_args, **_options):
        Member.objects.create_user("halfway", "halfway@example.org")
        raise OSError(halfway)

    monkeypatch.setattr(first_start, "call_command", half)
    with pytest.raises(OSError, match="the disk is full"):
        first_start.load_sample()

    assert not Member.objects.filter(username="halfway").exists()


def test_the_welcome_names_every_address_and_the_password_once(started, capsys):
    local.welcome("http://127.0.0.1:8123", started)
    told = capsys.readouterr().out
    local.welcome("http://127.0.0.1:8123", None)
    told_again = capsys.readouterr().out

    article = Article.objects.get()
    assert f"http://127.0.0.1:8123{article.get_absolute_url()}" in told
    assert f"password {started}" in told
    assert "two-factor" in told
    assert "/letters/" in told
    assert started not in told_again
    assert "make moderator" in told_again


def test_migrations_that_are_missing_are_run(db, monkeypatch):
    ran = []
    monkeypatch.setattr(first_start, "call_command", lambda *a, **_: ran.append(a[0]))
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()

    first_start.migrate()

    assert ran == ["migrate"]
