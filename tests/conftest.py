"""The cast, their clients, and what a test run promises the database."""

from __future__ import annotations

import gc
import os
from typing import Any

import coverage
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests import flush, reached, thorough, turns
from tests.factories import accounts as members, kept

# The hostile lists lie beside the checkout, not in it: `make corpora` reads them.
collect_ignore = [] if "CORPORA" in os.environ else ["corpora"]


def pytest_configure() -> None:
    """What tests write need not outlast the machine: nobody waits for its disk."""
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """What only PostgreSQL can answer runs in that half of `make test` alone."""
    turns.take(items)
    if connection.vendor == "postgresql":
        return
    elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def pytest_collection_finish() -> None:
    """All that was imported stays: looking through it again and again took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


thorough.load_profile()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: Any) -> Any:
    """What asks the same code again and again is not noted each time."""
    is_noted = item.path.name not in reached.REPEATING
    noted = None if is_noted else coverage.Coverage.current()
    if noted:
        noted.stop()
    try:
        return (yield)
    finally:
        if noted:
            noted.start()


@pytest.fixture(autouse=True, scope="session")
def _a_flush_leaves_the_house_standing() -> Any:
    with flush.leaving_the_house_standing():
        yield


@pytest.fixture(autouse=True)
def _nobody_has_tried_anything() -> None:
    """The limits of allauth live in the cache, which no transaction takes back."""
    cache.clear()


# ------------------------------------------------------------------- The cast
@pytest.fixture
def alice(db: None) -> Any:
    """Wrote it."""
    return members.make_member("alice")


@pytest.fixture
def bob(db: None) -> Any:
    """Answers."""
    return members.make_member("bob")


@pytest.fixture
def mina(db: None) -> Any:
    """Keeps order."""
    return members.make_moderator("mina")


@pytest.fixture
def erin(db: None) -> Any:
    """Writes the articles."""
    return members.make_editor("erin")


def signed_in(member: Any) -> Client:
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def alice_client(alice: Any) -> Client:
    return signed_in(alice)


@pytest.fixture
def bob_client(bob: Any) -> Client:
    return signed_in(bob)


@pytest.fixture
def mina_client(mina: Any) -> Client:
    return signed_in(mina)


@pytest.fixture
def erin_client(erin: Any) -> Client:
    return signed_in(erin)


@pytest.fixture
def visitor(db: None) -> Client:
    """Is not signed in."""
    return Client()


# ------------------------------------------------------- What they talk about
@pytest.fixture(scope="session")
def keep_article(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Have an article made once, to be laid out for each test of a folder."""

    def keep(**wanted: Any) -> kept.KeptArticle:
        with django_db_blocker.unblock():
            return kept.keep_article(**wanted)

    return keep


@pytest.fixture(scope="session")
def kept_article(keep_article: Any) -> Any:
    return keep_article()


@pytest.fixture
def article(erin: Any, kept_article: Any) -> Any:
    return kept_article.lay_out(author=erin)


@pytest.fixture
def discussion(article: Any) -> Any:
    from forum.models import Discussion  # noqa: PLC0415 - likewise

    return Discussion.objects.get_or_create(article=article)[0]
