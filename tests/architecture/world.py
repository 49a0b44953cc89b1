"""A site with one of everything, as every kind of viewer finds it."""

from __future__ import annotations

import copy
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts import actions as moderation, one_time
from articles.models import Source, Topic
from forum import actions
from forum.models import Draft
from tests.factories import accounts as members, articles, forum, pictures

from .addresses import ALICE, BOB, ERIN, MINA, ROOT, VISITOR


class World:
    """Who is there, what they wrote, and the browsers they sit at."""

    def __init__(self) -> None:
        cache.clear()
        self.people = {
            ALICE: members.make_member(ALICE),
            BOB: members.make_member(BOB),
            MINA: members.make_moderator(MINA),
            ERIN: members.make_editor(ERIN),
            ROOT: members.make_superuser(ROOT),
            # Has never chosen a password, and comes by a link.
            "new": members.make_member("newcomer", password=None),
        }
        self.words: dict[str, Any] = {name: name for name in self.people}
        self._write()
        self.browsers = {name: signed_in(one) for name, one in self.people.items()}
        self._bring_second_factor(BOB)
        # Last: signing in spends every link drawn before.
        link = one_time.link_for(self.people["new"])
        self.words["token"] = link.rstrip("/").rpartition("/")[2]

    def browser(self, viewer: str) -> Client:
        """A copy of the viewer's browser: what it does there, no other page sees."""
        client = Client(raise_request_exception=False)
        if viewer != VISITOR:
            client.cookies = copy.deepcopy(self.browsers[viewer].cookies)
        return client

    def path(self, name: str, at: tuple[str, ...]) -> str:
        return reverse(name, args=[self.words[word] for word in at])

    def _write(self) -> None:
        alice, bob, mina = (self.people[name] for name in (ALICE, BOB, MINA))
        topic = Topic.objects.create(name="Tools", slug="tools")
        article = articles.make_article(
            author=self.people[ERIN],
            standfirst="Who can run one, and who pays.",
            sources=[("A memo", "https://memo.example/a"), "A book"],
        )
        articles.file_under(topic, article)
        memo = Source.objects.get(url="https://memo.example/a")
        say = forum.make_reply
        alices = say(article=article, author=alice, body="See [1], and [1] again.")
        actions.edit_reply(
            reply=alices,
            by=alice,
            body="See [1], and [a].",
            sources=["https://report.example/"],
            version=1,
            reason="A better source.",
        )
        bobs = say(article=article, author=bob, parent=alices, body="Both say so.")
        picture = pictures.make_picture(bob)
        say(article=article, author=bob, body=picture.markdown("A view"))
        flagged = say(article=article, author=bob, body="Buy *now*!")
        hidden = say(article=article, author=bob, body="You know nothing.")
        say(article=article, author=alice, parent=hidden, body="Nor do you.")
        actions.raise_flag(reply=flagged, by=alice, reason="spam", text="An advert.")
        moderation.hide(subject=hidden, by=mina, reason="unkind", note="Twice now.")
        draft = Draft.objects.create(
            member=alice,
            article=article,
            parent_number=hidden.number,
            body="It may be so.",
            sources="https://a.example/",
        )
        articles.make_article(title="Not yet", slug="not-yet", published=False)
        self.words |= {
            "article": article.slug,
            "topic": topic.slug,
            "source": memo.pk,
            "called": memo.slug,
            "publisher": memo.publisher_key,
            "alices": alices.number,
            "bobs": bobs.number,
            "hidden": hidden.number,
            "draft": draft.pk,
            "picture": picture.name,
            "kind": picture.kind,
            "seen": 0,
            "year": f"{article.publish_at:%Y}",
            "month": f"{article.publish_at:%m}",
            "newcomer": "newcomer",
        }

    def _bring_second_factor(self, viewer: str) -> None:
        TOTP.activate(self.people[viewer], generate_totp_secret())
        RecoveryCodes.activate(self.people[viewer])


def signed_in(person: Any) -> Client:
    """Through the door, and asked once more, so that no page asks again."""
    client = Client()
    if not person.has_usable_password():
        client.force_login(person)
        return client
    typed = {"login": person.username, "password": members.PASSWORD}
    answer = client.post(reverse("account_login"), typed)
    assert answer.status_code == 302, f"{person} cannot sign in: {answer.status_code}"
    client.post(reverse("account_reauthenticate"), {"password": members.PASSWORD})
    return client
