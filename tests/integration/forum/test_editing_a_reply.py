"""An author gives a reply another text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Tally
from forum.models import Discussion, Draft, Mention, Reply, ReplyRevision
from tests.factories import forum
from tests.factories.pictures import make_picture
from tests.integration.forum.amending import edit, now
from tests.integration.forum.conftest import url_of
from tests.integration.forum.pages import hidden, kept_text

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_the_form_opens_with_the_text_and_its_sources(
    alice_client: Client, alice: Any, article: Article
) -> None:
    reply = forum.make_reply(
        article=article, author=alice, body="As in [a].", sources=["https://a.example/"]
    )

    response = alice_client.get(url_of(reply, "edit-reply"))

    assert kept_text(response).strip() == "As in [a]."
    assert kept_text(response, "sources").strip() == "https://a.example/"
    assert hidden(response, "version") == "1"


def test_the_reply_has_the_other_text_and_a_new_version(
    alice_client: Client, visitor: Client, alices: Reply
) -> None:
    response = edit(alice_client, alices, "It was **not** so.")

    assert response.headers["Location"] == url_of(alices)
    assert (now().body, now().version) == ("It was **not** so.", 2)
    page = visitor.get(url_of(alices)).content.decode()
    assert "It was <strong>not</strong> so." in page
    assert "Alice said this." not in page


def test_every_version_is_written_down_the_first_one_too(
    alice_client: Client, alice: Any, alices: Reply
) -> None:
    edit(alice_client, alices, "Second.", reason="It was wrong.")
    edit(alice_client, alices, "Third.", version=2)

    written = ReplyRevision.objects.values_list("number", "body", "reason", "editor")
    assert list(written) == [
        (1, "Alice said this.", "", alice.pk),
        (2, "Second.", "It was wrong.", alice.pk),
        (3, "Third.", "", alice.pk),
    ]
    assert ReplyRevision.objects.get(number=1).created_at == alices.created_at


def test_an_edit_sent_twice_is_one_edit(alice_client: Client, alices: Reply) -> None:
    for _time in range(3):
        response = edit(alice_client, alices, "Second.")

    assert response.headers["Location"] == url_of(alices)
    assert (now().version, ReplyRevision.objects.count()) == (2, 2)
    assert Tally.objects.filter(key__startswith="edit:", count=1).count() == 2


def test_nothing_changed_is_no_edit(alice_client: Client, alices: Reply) -> None:
    response = edit(alice_client, alices, "Alice said this.")

    assert response.headers["Location"] == url_of(alices)
    assert (now().version, now().edited_at) == (1, None)
    assert not ReplyRevision.objects.exists()
    assert not Tally.objects.filter(key__startswith="edit:").exists()


def test_a_line_end_is_one_character_and_no_change(
    alice_client: Client, alice: Any, article: Article
) -> None:
    reply = forum.make_reply(article=article, author=alice, body="One.\n\nTwo.")

    edit(alice_client, reply, "One.\r\n\r\nTwo.")

    assert now().version == 1


def test_the_draft_of_the_edit_ends_with_it(
    alice_client: Client, alice: Any, article: Article, alices: Reply
) -> None:
    for number in (0, alices.number):
        place = {"member": alice, "article": article, "edits_number": number}
        Draft.objects.create(**place, body="Begun.", version=3)

    edit(alice_client, alices, "Second.", draft=3)

    assert Draft.objects.get().edits_number == 0


def test_the_draft_of_the_edit_is_in_the_form(
    alice_client: Client, alice: Any, article: Article, alices: Reply
) -> None:
    Draft.objects.create(member=alice, article=article, body="Begun.", edits_number=1)

    response = alice_client.get(url_of(alices, "edit-reply"))

    assert kept_text(response).strip() == "Begun."


# ----------------------------------------------------------------- What follows it
def test_citations_names_and_counts_follow_the_text(
    alice_client: Client, bob: Any, mina: Any, alice: Any, article: Article
) -> None:
    body = "As in [1] and [1], says @bob."
    reply = forum.make_reply(article=article, author=alice, body=body)

    edit(
        alice_client,
        reply,
        "Rather [2] and [a], says @mina.",
        sources="https://a.example/",
    )

    cited = now().citations.values_list("number", "letter", "uses", "source__url")
    assert list(cited) == [
        (0, "a", 1, "https://a.example/"),
        (2, "", 1, "https://paper.example/1"),
    ]
    assert [mention.member for mention in Mention.objects.all()] == [mina]
    assert now().source_count == 2
    discussion = Discussion.objects.get()
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)


def test_what_it_shows_follows_the_text(
    alice_client: Client, alice: Any, article: Article
) -> None:
    one, other = make_picture(alice), make_picture(alice)
    reply = forum.make_reply(article=article, author=alice, body=one.markdown("A map"))

    edit(alice_client, reply, f"Rather this: {other.markdown('A chart')}")

    assert list(now().pictures.all()) == [other]
    assert f'src="/pictures/{other.file_name}"' in now().body_html
    assert one.file_name not in now().body_html


@pytest.mark.parametrize(
    ("before", "after", "sourced"),
    [
        ("As in [1].", "No source.", 0),
        ("No source.", "As in [1].", 1),
        ("As in [1].", "As in [2].", 1),
    ],
)
def test_how_many_replies_cite_follows_the_text(
    *,
    alice_client: Client,
    alice: Any,
    article: Article,
    before: str,
    after: str,
    sourced: int,
) -> None:
    reply = forum.make_reply(article=article, author=alice, body=before)

    edit(alice_client, reply, after)

    discussion = Discussion.objects.get()
    assert discussion.sourced_count == sourced
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)


def test_who_begins_to_cite_moves_up_among_the_sourced(
    alice_client: Client, visitor: Client, alice: Any, article: Article
) -> None:
    replies = [forum.make_reply(article=article, author=alice) for _time in range(3)]
    Discussion.objects.update(ordered_at=timezone.now())  # a vote has just moved some

    edit(alice_client, replies[2], "So it is, as in [1].")

    page = visitor.get(f"{article.get_absolute_url()}?order=sourced").content.decode()
    assert page.index('id="r3"') < page.index('id="r1"') < page.index('id="r2"')


def test_readers_who_ask_for_what_has_changed_are_told(
    alice_client: Client, alices: Reply
) -> None:
    before = Discussion.objects.get().version

    edit(alice_client, alices, "Second.")

    assert Discussion.objects.get().version == before + 1


def test_what_another_text_takes_the_place_of_is_read_once_under_the_lock(
    alice_client: Client, alices: Reply
) -> None:
    with CaptureQueriesContext(connection) as asked:
        edit(alice_client, alices, "Second.", sources="https://a.example/")

    read = [
        query["sql"]
        for query in asked
        if query["sql"].startswith("SELECT")
        and 'replycitation"."letter" ASC' in query["sql"]
    ]
    assert len(read) == 1
