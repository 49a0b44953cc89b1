"""Every address of the site, in one table, and who may see what lies there.

A new address needs a row. What a row promises is tried with real requests: those who
may are answered, a visitor who may not is asked to sign in, anybody else hears 403.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

VISITOR, ALICE, BOB = "visitor", "alice", "bob"
MINA, ERIN, ROOT = "mina", "erin", "root"
VIEWERS = (VISITOR, ALICE, MINA, ERIN)


class Who(Enum):
    """Who may see it. Alice wrote what is there to be the author of."""

    VISITOR = frozenset({VISITOR, ALICE, BOB, MINA, ERIN, ROOT})
    MEMBER = frozenset({ALICE, BOB, MINA, ERIN, ROOT})
    AUTHOR = frozenset({ALICE})
    OTHERS = frozenset({BOB, MINA, ERIN, ROOT})  # members, the author apart
    MODERATOR = frozenset({MINA, ROOT})
    EDITOR = frozenset({ERIN, ROOT})
    STAFF = frozenset({MINA, ERIN, ROOT})
    SUPERUSER = frozenset({ROOT})


@dataclass(frozen=True)
class Row:
    """One address. `at` names what stands in it, in the words of `world.py`."""

    name: str
    who: Who
    at: tuple[str, ...] = ()
    post: dict[str, Any] | None = None  # what is sent, where looking is no deed
    opens: int = 200  # the status of those who may
    shut: int = 403  # of members who may not; 404 where they may not know that it is
    is_reading: bool = False  # a visitor's page of this kind carries no form
    query: tuple[str, ...] = field(default=())  # further ways to ask for it


_ARTICLE = ("article",)
_ALICES = ("article", "alices")
_BOBS = ("article", "bobs")
_DRAFT = ("draft",)

# fmt: off
TABLE = [
    # ------------------------------------------------------------ the news
    Row("forum:front", Who.VISITOR, is_reading=True, query=("order=discussed", "page=2")),
    Row("articles:topics", Who.VISITOR, is_reading=True),
    Row("forum:topic", Who.VISITOR, ("topic",), is_reading=True),
    Row("articles:archive", Who.VISITOR, is_reading=True),
    Row("articles:year", Who.VISITOR, ("year",), is_reading=True),
    Row("forum:month", Who.VISITOR, ("year", "month"), is_reading=True),
    Row("articles:history", Who.VISITOR, ("article",), is_reading=True),
    Row("forum:sources", Who.VISITOR, is_reading=True),
    Row("forum:source", Who.VISITOR, ("source", "called"), is_reading=True),
    Row("forum:articles", Who.VISITOR, opens=301),
    Row("forum:publishers", Who.VISITOR, opens=301),
    Row("forum:publisher", Who.VISITOR, ("publisher",), is_reading=True),
    Row("articles:feed", Who.VISITOR),
    Row("articles:bibtex", Who.VISITOR, _ARTICLE),
    Row("articles:ris", Who.VISITOR, _ARTICLE),
    Row("articles:csl", Who.VISITOR, _ARTICLE),
    Row("articles:markdown", Who.VISITOR, _ARTICLE),
    Row("articles:plain", Who.VISITOR, _ARTICLE),
    # ------------------------------------------------------ what is said of it
    Row("forum:discussion", Who.VISITOR, _ARTICLE, is_reading=True, query=("order=new", "order=flat", "after=b9.9.0")),
    Row("forum:next-unread", Who.MEMBER, (*_ARTICLE, "seen"), opens=302),
    Row("forum:mark-read", Who.MEMBER, _ARTICLE, post={}, opens=302),
    Row("forum:reply", Who.VISITOR, _BOBS, is_reading=True),
    Row("forum:feed", Who.VISITOR, _ARTICLE),
    Row("forum:member-replies", Who.VISITOR, ("alice",), is_reading=True),
    Row("forum:post-reply", Who.MEMBER, _ARTICLE, post={"body": ""}, opens=422),
    Row("forum:answer", Who.MEMBER, _BOBS),
    Row("forum:keep-draft", Who.MEMBER, _ARTICLE, post={"body": "It may be."}, opens=302),
    Row("forum:drafts", Who.MEMBER),
    Row("forum:draft", Who.AUTHOR, _DRAFT, shut=404),
    Row("forum:discard-draft", Who.AUTHOR, _DRAFT, shut=404),
    Row("forum:names", Who.MEMBER, _ARTICLE, query=("q=a",)),
    Row("forum:preview", Who.MEMBER, _ARTICLE, post={"body": "So it is."}),
    Row("forum:edit-reply", Who.AUTHOR, _ALICES),
    Row("forum:reply-history", Who.VISITOR, _ALICES, is_reading=True, query=("page=2",)),
    Row("forum:put-back-reply", Who.AUTHOR, _ALICES, post={}, opens=302),
    Row("forum:vote", Who.OTHERS, _ALICES, post={"vote": "on"}, opens=302),
    Row("forum:withdraw-reply", Who.AUTHOR, _ALICES),
    Row("forum:flag-reply", Who.OTHERS, _ALICES),
    Row("forum:take-picture", Who.MEMBER, post={}, opens=422),
    Row("forum:picture", Who.VISITOR, ("picture", "kind")),
    # ------------------------------------------------------------------ people
    Row("accounts:profile", Who.VISITOR, ("alice",), is_reading=True),
    Row("accounts:ledger", Who.VISITOR, is_reading=True, query=("to=1",)),
    Row("accounts:settings", Who.MEMBER),
    Row("accounts:arrive", Who.VISITOR, ("newcomer", "token")),
    # ---------------------------------------------------------------- the site
    Row("about", Who.VISITOR, is_reading=True),
    Row("rules", Who.VISITOR, is_reading=True),
    Row("privacy", Who.VISITOR, is_reading=True),
    Row("contact", Who.VISITOR, is_reading=True),
    # ------------------------------------------------------------ for machines
    Row("healthz", Who.VISITOR),
    Row("readyz", Who.VISITOR),
    Row("robots", Who.VISITOR),
    Row("favicon", Who.VISITOR, opens=301),
    Row("sitemap", Who.VISITOR),
]

# Libraries bring addresses of their own: one row for what their names begin with.
PREFIXES = {
    "account_": Who.MEMBER,  # but for the ways in, below
    "mfa_": Who.MEMBER,
    "admin:": Who.STAFF,  # and each desk as it says, below
}
LOCAL_ONLY = {"letters": Who.VISITOR}  # on one's own machine; nowhere else an address

# What allauth opens to somebody who is not signed in. Each is a way in.
WAYS_IN = {
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_password_reset_completed",
    "account_inactive",
}

# The desks of the admin. A model that is registered without a row fails.
DESKS = {
    "accounts.member": Who.MODERATOR,
    "accounts.moderationentry": Who.MODERATOR,
    "articles.article": Who.EDITOR,
    "articles.revision": Who.EDITOR,
    "articles.source": Who.EDITOR,
    "articles.topic": Who.EDITOR,
    "forum.reply": Who.MODERATOR,
    "forum.replyflag": Who.MODERATOR,
    "auth.group": Who.SUPERUSER,
    "django_tasks_database.dbtaskresult": Who.SUPERUSER,
}
# fmt: on
