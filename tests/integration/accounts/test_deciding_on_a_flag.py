"""A moderator decides: what becomes of the flag, the reply and the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import actions
from accounts.models import ModerationEntry
from forum.actions import raise_flag
from forum.models import Reply, ReplyFlag
from tests.factories.accounts import make_member, make_moderator
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(article: Article, alice: Member) -> Reply:
    return make_reply(article=article, author=alice, body="Buy my horse.")


def flagged(
    reply: Reply, by: Member, reason: str = "spam", text: str = ""
) -> ReplyFlag:
    return raise_flag(reply=reply, by=by, reason=reason, text=text)


@pytest.fixture
def flag(reply: Reply, bob: Member) -> ReplyFlag:
    return flagged(reply, bob)


def test_upheld_the_reply_goes_and_the_ledger_says_why(
    flag: ReplyFlag, reply: Reply, mina: Member
) -> None:
    entry = actions.uphold(flag=flag, by=mina, reason="off_topic", note="a horse")

    flag.refresh_from_db()
    reply.refresh_from_db()
    assert (flag.status, flag.resolved_by, flag.resolution) == (
        "upheld",
        mina,
        "off_topic",
    )
    assert reply.is_hidden
    assert (reply.hidden_by, reply.hidden_reason) == (mina, "off_topic")
    assert reply.hidden_entry == entry
    assert (entry.verb, entry.reason, entry.note) == ("uphold", "off_topic", "a horse")
    assert entry.subject_url == reply.get_absolute_url()
    assert entry.subject_member == reply.author


def test_upheld_the_article_counts_one_reply_less(
    flag: ReplyFlag, article: Article, mina: Member
) -> None:
    actions.uphold(flag=flag, by=mina, reason="spam")

    article.refresh_from_db()
    assert article.reply_count == 0


def test_upheld_once_upheld_for_all_who_flagged_it(
    flag: ReplyFlag, reply: Reply, mina: Member, article: Article, alice: Member
) -> None:
    second = flagged(reply, make_member("carol"), "unkind")
    elsewhere = flagged(
        make_reply(article=article, author=alice, body="And so on."), mina
    )

    actions.uphold(flag=flag, by=mina, reason="spam")

    second.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (second.status, second.resolution) == ("upheld", "spam")
    assert elsewhere.is_open
    assert ModerationEntry.objects.count() == 1


def test_dismissed_the_reply_stays(flag: ReplyFlag, reply: Reply, mina: Member) -> None:
    entry = actions.dismiss(flag=flag, by=mina, note="a fair offer")

    flag.refresh_from_db()
    reply.refresh_from_db()
    assert (flag.status, flag.resolved_by) == ("dismissed", mina)
    assert not reply.is_hidden
    assert (entry.verb, entry.note) == ("dismiss", "a fair offer")


def test_the_author_is_told_with_the_reason_and_where_the_ledger_says_so(
    flag: ReplyFlag,
    reply: Reply,
    mina: Member,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        entry = actions.uphold(flag=flag, by=mina, reason="off_topic", note="secret")

    [letter] = mail.outbox
    assert letter.to == [reply.author.email]
    assert letter.subject.startswith("Removed: Reply 1")
    assert "Reason: off topic" in letter.body
    assert f"https://footnote.example/moderation/?to={entry.pk}#e{entry.pk}" in (
        letter.body
    )
    assert "secret" not in letter.body
    assert "bob" not in letter.body


def test_no_letter_goes_out_for_a_decision_that_was_taken_back(
    flag: ReplyFlag, mina: Member, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        actions.uphold(flag=flag, by=mina, reason="spam")
        transaction.set_rollback(True)

    assert mail.outbox == []


def test_a_closed_account_gets_no_letter(
    flag: ReplyFlag,
    alice: Member,
    mina: Member,
    django_capture_on_commit_callbacks: Any,
) -> None:
    alice.is_active = False
    alice.save()

    with django_capture_on_commit_callbacks(execute=True):
        actions.uphold(flag=flag, by=mina, reason="spam")

    assert mail.outbox == []


@pytest.mark.parametrize("decision", ["uphold", "dismiss"])
def test_two_moderators_never_decide_the_same_twice(
    flag: ReplyFlag, mina: Member, decision: str
) -> None:
    stale = ReplyFlag.objects.get(pk=flag.pk)
    actions.dismiss(flag=flag, by=mina)
    words = {"reason": "spam"} if decision == "uphold" else {}

    with pytest.raises(actions.AlreadyDecided, match="decided by mina: dismissed"):
        getattr(actions, decision)(flag=stale, by=make_moderator("nora"), **words)

    assert ModerationEntry.objects.count() == 1


def test_a_member_is_refused_and_nothing_changes(
    flag: ReplyFlag, reply: Reply, bob: Member
) -> None:
    with pytest.raises(PermissionDenied, match="for moderators"):
        actions.uphold(flag=flag, by=bob, reason="spam")
    with pytest.raises(PermissionDenied, match="for moderators"):
        actions.dismiss(flag=flag, by=bob)
    with pytest.raises(PermissionDenied, match="for moderators"):
        actions.hide(subject=reply, by=bob, reason="spam")
    with pytest.raises(PermissionDenied, match="for moderators"):
        actions.restore(subject=reply, by=bob)

    reply.refresh_from_db()
    assert not reply.is_hidden
    assert not ModerationEntry.objects.exists()


def test_a_moderator_does_not_judge_a_flag_on_their_own_reply(
    article: Article, mina: Member, bob: Member
) -> None:
    flag = flagged(make_reply(article=article, author=mina), bob)

    with pytest.raises(PermissionDenied, match="another moderator"):
        actions.dismiss(flag=flag, by=mina)

    flag.refresh_from_db()
    assert flag.is_open


@pytest.mark.parametrize(
    ("flagged_for", "upheld_for"), [("illegal", "spam"), ("spam", "illegal")]
)
def test_what_may_be_illegal_is_not_shown_in_public(
    reply: Reply, bob: Member, mina: Member, flagged_for: str, upheld_for: str
) -> None:
    flag = flagged(reply, bob, flagged_for, text="It names my neighbour.")

    entry = actions.uphold(flag=flag, by=mina, reason=upheld_for)

    assert not entry.is_public_subject


def test_a_dismissed_flag_for_illegal_is_not_shown_either(
    reply: Reply, bob: Member, mina: Member
) -> None:
    flag = flagged(reply, bob, "illegal", text="It names my neighbour.")

    assert not actions.dismiss(flag=flag, by=mina).is_public_subject


def test_hidden_without_a_flag_and_brought_back(
    reply: Reply, mina: Member, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        hidden = actions.hide(subject=reply, by=mina, reason="unkind", note="rude")
        restored = actions.restore(subject=reply, by=mina, note="not so rude")

    reply.refresh_from_db()
    assert not reply.is_hidden
    assert reply.hidden_entry is None
    assert [hidden.verb, restored.verb] == ["hide", "restore"]
    assert [letter.subject.split(":")[0] for letter in mail.outbox] == [
        "Removed",
        "Restored",
    ]


def test_hidden_as_illegal_it_is_not_shown_when_restored_either(
    reply: Reply, mina: Member
) -> None:
    hidden = actions.hide(subject=reply, by=mina, reason="illegal")
    restored = actions.restore(subject=reply, by=mina)

    assert not hidden.is_public_subject
    assert not restored.is_public_subject


def test_what_is_hidden_is_not_hidden_again(reply: Reply, mina: Member) -> None:
    actions.hide(subject=reply, by=mina, reason="spam")

    with pytest.raises(actions.AlreadyDecided, match="already been removed"):
        actions.hide(subject=reply, by=mina, reason="spam")


def test_what_is_in_sight_is_not_restored(reply: Reply, mina: Member) -> None:
    with pytest.raises(actions.AlreadyDecided, match="already in sight"):
        actions.restore(subject=reply, by=mina)


def test_a_flag_on_what_is_hidden_already_is_upheld_without_a_second_letter(
    flag: ReplyFlag,
    reply: Reply,
    mina: Member,
    django_capture_on_commit_callbacks: Any,
) -> None:
    hidden = actions.hide(subject=reply, by=mina, reason="unkind")

    with django_capture_on_commit_callbacks(execute=True):
        actions.uphold(flag=flag, by=mina, reason="spam")

    reply.refresh_from_db()
    assert (reply.hidden_reason, reply.hidden_entry) == ("unkind", hidden)
    assert mail.outbox == []


@pytest.mark.parametrize(
    "change",
    [
        {"status": "upheld"},
        {"status": "open", "resolution": "", "resolved_by": True},
        {"reason": "illegal"},
    ],
)
def test_the_database_insists_on_a_name_a_time_and_a_text(
    flag: ReplyFlag, mina: Member, change: dict[str, Any]
) -> None:
    if "resolved_by" in change:
        change = {**change, "resolved_by": mina}

    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyFlag.objects.filter(pk=flag.pk).update(**change)
