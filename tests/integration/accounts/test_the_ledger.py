"""The ledger: read by everybody, changed by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import actions
from accounts.models import ModerationEntry
from forum.actions import raise_flag
from tests.factories.accounts import make_member
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db


def make_entries(count: int, *, moderator: Member, author: Member) -> None:
    ModerationEntry.objects.bulk_create(
        ModerationEntry(
            moderator=moderator,
            verb="hide",
            reason="spam",
            note="for staff",
            subject_label=f"Reply {number} to “Models”",
            subject_url=f"/articles/models/replies/{number}/",
            subject_member=author,
        )
        for number in range(1, count + 1)
    )


@pytest.fixture
def entry(mina: Member, alice: Member) -> ModerationEntry:
    make_entries(1, moderator=mina, author=alice)
    return ModerationEntry.objects.get()


def test_who_did_what_and_why_is_there_for_everybody(
    visitor: Client, entry: ModerationEntry
) -> None:
    page = visitor.get("/moderation/").content.decode()

    assert f'id="e{entry.pk}"' in page
    assert "mina" in page
    assert "Reply 1 to “Models”" in page
    assert "spam" in page


def test_notes_are_for_staff(
    mina_client: Client, visitor: Client, entry: ModerationEntry
) -> None:
    assert "for staff" not in visitor.get("/moderation/").content.decode()
    assert (
        "for staff"
        in mina_client.get("/admin/accounts/moderationentry/").content.decode()
    )


def test_illegal_shows_neither_text_nor_author_nor_reporter(
    visitor: Client, article: Article, mina: Member
) -> None:
    reply = make_reply(article=article, author=make_member("wrongdoer"))
    flag = raise_flag(
        reply=reply,
        by=make_member("witness"),
        reason="illegal",
        text="what it was",
    )
    actions.uphold(flag=flag, by=mina, reason="illegal")

    page = visitor.get("/moderation/").content.decode()

    assert "illegal" in page
    for secret in ("wrongdoer", "witness", "what it was", reply.get_absolute_url()):
        assert secret not in page


def test_an_entry_outlives_the_member_it_names(
    visitor: Client, mina: Member, alice: Member
) -> None:
    make_entries(1, moderator=mina, author=alice)
    ModerationEntry.objects.bulk_create(
        [
            ModerationEntry(
                moderator=mina,
                verb="hide",
                subject_label="Reply 2",
                subject_url="/",
                subject_member_id=999_999,
            )
        ]
    )

    assert "former member" in visitor.get("/moderation/").content.decode()


def test_an_entry_has_an_address_at_which_it_comes_first(
    visitor: Client, mina: Member, alice: Member
) -> None:
    make_entries(120, moderator=mina, author=alice)
    old = ModerationEntry.objects.order_by("pk")[7]

    page = visitor.get(old.get_absolute_url())

    assert next(iter(page.context["entries"])) == old


@pytest.mark.parametrize("query", ["to=x", "to=-1", "to=" + "9" * 40, "page=x"])
def test_a_nonsense_address_shows_the_ledger_all_the_same(
    visitor: Client, entry: ModerationEntry, query: str
) -> None:
    assert visitor.get(f"/moderation/?{query}").status_code == 200


def test_it_costs_the_same_for_few_entries_and_for_many(
    visitor: Client, mina: Member, alice: Member
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            visitor.get("/moderation/")
        return len(asked)

    make_entries(1, moderator=mina, author=alice)
    few = queries()
    make_entries(120, moderator=mina, author=alice)

    assert queries() == few == 2  # how many there are; this page of them


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_moderationentry SET reason = 'other'",
        "UPDATE accounts_moderationentry SET note = '' WHERE id > 0",
        "DELETE FROM accounts_moderationentry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(
    entry: ModerationEntry, statement: str
) -> None:
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    entry.refresh_from_db()
    assert entry.reason == "spam"


def test_so_do_the_models(entry: ModerationEntry) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
