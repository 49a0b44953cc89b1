"""The round that the guards make: every page, by every kind of viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.urls import reverse

from .addresses import (
    ALICE,
    BOB,
    DESKS,
    ERIN,
    ROOT,
    TABLE,
    VIEWERS,
    VISITOR,
    WAYS_IN,
    Row,
    Who,
)
from .visits import Visit, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .world import World

HTMX = {"HX-Request": "true"}


def every(world: World) -> Iterator[Visit]:
    for row in TABLE:
        yield from _of_row(world, row)
    yield from _of_allauth(world)
    yield from _of_admin(world)
    yield from _of_errors(world)
    yield from _of_parts(world)
    for viewer in VIEWERS:
        yield Visit("letters", viewer, "/letters/", urlconf="config.urls_local")


def _of_row(world: World, row: Row) -> Iterator[Visit]:
    path = world.path(row.name, row.at)
    for viewer in VIEWERS:
        yield Visit(row.name, viewer, path, row.post, is_reading=row.is_reading)
        for query in row.query if viewer in {VISITOR, ALICE} else ():
            yield Visit(
                f"{row.name}?{query}",
                viewer,
                f"{path}?{query}",
                is_reading=row.is_reading,
            )


def _of_allauth(world: World) -> Iterator[Visit]:
    """The ways in, with what they answer to mistakes and to the right words."""
    for name, route in names().items():
        if name.startswith(("account_", "mfa_")) and "<" not in route:
            # Bob has a second factor, and who is new no password yet.
            further = BOB if name.startswith("mfa_") else "new"
            for viewer in (VISITOR, ALICE, further):
                yield Visit(name, viewer, f"/{route}")
    for name in sorted(WAYS_IN - {"account_inactive"}):
        yield Visit(f"{name}, mistaken", VISITOR, reverse(name), {"email": "nobody"})
    code, reset = (
        reverse("account_request_login_code"),
        reverse("account_reset_password"),
    )
    address = {"email": world.people[ALICE].email}
    stranger = {
        "email": "stranger@example.org",
        "username": "stranger",
        "password1": "a long and quiet evening",
    }
    name = "account_confirm_login_code"
    yield Visit(name, VISITOR, reverse(name), before=((code, address),))
    wrong = {"code": "wrong"}
    yield Visit(
        f"{name}, mistaken", VISITOR, reverse(name), wrong, before=((code, address),)
    )
    name = "account_confirm_password_reset_code"
    yield Visit(name, VISITOR, reverse(name), before=((reset, address),))
    name = "account_email_verification_sent"
    signup = (reverse("account_signup"), stranger)
    yield Visit(name, VISITOR, reverse(name), before=(signup,))
    name = "account_email"
    change = (reverse(name), {"email": "else@example.org", "action_add": ""})
    yield Visit(f"{name}, changing", ALICE, reverse(name), before=(change,))
    for name in ("account_email", "account_change_password", "mfa_activate_totp"):
        yield Visit(f"{name}, mistaken", ALICE, reverse(name), {"action_add": ""})
    name = "mfa_authenticate"
    login = {"login": BOB, "password": "correct horse battery"}
    entered = ((reverse("account_login"), login),)
    yield Visit(name, VISITOR, reverse(name), before=entered)
    yield Visit(f"{name}, mistaken", VISITOR, reverse(name), wrong, before=entered)
    used = reverse("accounts:arrive", args=["newcomer", "used"])
    yield Visit("accounts:arrive, used", VISITOR, used)


def _of_admin(world: World) -> Iterator[Visit]:
    everybody = (*VIEWERS, ROOT)
    for name in ("index", "password_change", "password_change_done", "jsi18n"):
        for viewer in everybody:
            yield Visit(f"admin:{name}", viewer, reverse(f"admin:{name}"))
    yield Visit(
        "admin:password_change, mistaken", ROOT, reverse("admin:password_change"), {}
    )
    yield Visit("admin:logout", ROOT, reverse("admin:logout"), {})
    yield Visit("admin, unknown", ROOT, "/admin/nothing/here/")
    for label in {model.app_label for model in _registered()}:
        for viewer in everybody:
            yield Visit(f"admin:{label}", viewer, f"/admin/{label}/")
    for model in _registered():
        for viewer in everybody:
            yield from _of_desk(model, viewer)


def _registered() -> list[Any]:
    return [model._meta for model in admin.site._registry]


def _of_desk(model: Any, viewer: str) -> Iterator[Visit]:
    base = f"admin:{model.app_label}_{model.model_name}"
    listing, add = reverse(f"{base}_changelist"), reverse(f"{base}_add")
    yield Visit(f"{base}_changelist", viewer, listing)
    if viewer not in Who.STAFF.value:
        return  # Django asks that at one door for all
    yield Visit(f"{base}_add", viewer, add)
    row = model.model._base_manager.order_by("pk").first()
    for deed in ("change", "history", "delete") if row else ():
        yield Visit(f"{base}_{deed}", viewer, reverse(f"{base}_{deed}", args=[row.pk]))
    label = f"{model.app_label}.{model.model_name}"
    if viewer not in DESKS.get(label, Who.STAFF).value:
        return
    for query in ("q=a", "e=1") if viewer == ROOT else ():
        yield Visit(f"{base}_changelist?{query}", viewer, f"{listing}?{query}")
    yield Visit(f"{base}_add, empty", viewer, add, {})
    if row:
        chosen = {"action": "delete_selected", "_selected_action": [row.pk]}
        yield Visit(f"{base}_changelist, delete chosen", viewer, listing, chosen)


def _of_errors(world: World) -> Iterator[Visit]:
    """What goes wrong, with its own page."""
    reply = world.path("forum:post-reply", ("article",))
    hidden = world.path("forum:answer", ("article", "hidden"))
    draft = reverse("forum:discussion", args=["not-yet"])
    for viewer in VIEWERS:
        yield Visit("404", viewer, "/nothing/here/")
        yield Visit("404 of a draft", viewer, draft)
    yield Visit("404 of a hidden reply", ALICE, hidden)
    flag = world.path("forum:flag-reply", ("article", "bobs"))
    alien, bare = {"Host": "elsewhere.example"}, "tests.architecture.broken"
    unknown, long = {"body": "See [99]."}, {"body": "a" * 3_000_000}
    login = reverse("account_login")
    guess = {"login": ALICE, "password": "a guess"}
    settings = reverse("accounts:settings")
    for viewer in (VISITOR, ALICE):
        yield Visit("400", viewer, "/", headers=alien)
        yield Visit("403 of a forged form", viewer, reply, {"body": "So."}, forged=True)
        yield Visit("413", viewer, reply, long)
        yield Visit("500", viewer, "/broken/", urlconf=bare)
    yield Visit("429", VISITOR, login, guess, before=((login, guess),) * 6)
    yield Visit("403", ALICE, world.path("forum:withdraw-reply", ("article", "bobs")))
    yield Visit("422 of a flag", ALICE, flag, {"reason": "illegal"})
    yield Visit("422 of settings", ALICE, settings, {"theme": "mud"})
    yield Visit("422 of a reply", ALICE, reply, unknown)


def _of_parts(world: World) -> Iterator[Visit]:
    """What is put into a page that is already open."""
    reply = world.path("forum:post-reply", ("article",))
    answer = world.path("forum:answer", ("article", "bobs"))
    vote = world.path("forum:vote", ("article", "bobs"))
    for page, path, typed in (
        ("the form of an answer", answer, None),
        ("a vote", vote, {"vote": "on"}),
        ("a reply, refused", reply, {"body": "See [99]."}),
        ("a reply, posted", reply, {"body": "So I hear."}),
    ):
        yield Visit(f"part: {page}", ALICE, path, typed, HTMX, is_part=True)
    write = reverse("admin:articles_article_add")
    typed = {"title": "Anyone", "body": "Anyone can [1].", "_preview": "1"}
    yield Visit("an article's preview", ERIN, write, typed)
    asked = {"X-Preview": "part"}
    yield Visit("part: a preview", ERIN, write, typed, asked, is_part=True)
