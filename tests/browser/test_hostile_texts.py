"""What means harm sets nothing off in a browser, with our policy or without it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from forum import composing
from forum.models import Draft, Reply, ReplyRevision
from forum.models.reply import MAX_BODY
from tests.browser import stage
from tests.browser.composing import composer
from tests.browser.tripwire import Tripwire
from tests.browser.watch import Watch
from tests.factories import forum
from tests.factories.articles import make_article
from tests.hostile_texts import lists
from tests.thorough import tries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from articles.models import Article

FLAT, VERSIONS, DRAFTS, SAID, LETTERS = 50, 10, 25, 25, 50  # on a page
SHARE = 1_000  # characters that are quoted at once
WITH, WITHOUT = "with our policy", "without a policy"
POLICIES = [WITH, WITHOUT][: tries(fair=1, thorough=2)]
# By key, for nothing here may be asked by `evaluate` (see tripwire.py).
CHOOSE = """
addEventListener("keydown", ({ key }) => {
  const body = document.querySelector(".reply--focus > .reply__body");
  if (key === "F9") getSelection().selectAllChildren(body);
});
"""
each_list = pytest.mark.parametrize("texts", lists().values(), ids=lists())


@pytest.fixture
def article(erin: Any) -> Article:
    return make_article(author=erin, slug="models", sources=["A memo", "A book"])


@pytest.fixture(params=POLICIES)
def page(request: Any, open_page: Any, site: str, alice: Any) -> Iterator[Page]:
    """Alice's page. Nothing on it may act, nor lead away from the site by itself."""

    def begin() -> tuple[Page, Tripwire]:
        without = request.param == WITHOUT
        page = open_page(member=alice, alone=True, bypass_csp=without)
        return page, Tripwire(page.context, site)

    page, tripwire = stage.on_stage(begin)
    yield page
    stage.on_stage(page.context.close)
    assert tripwire.left_for == []


def pages(count: int, size: int) -> range:
    return range(1, -(-count // size) + 1)


def said(article: Article, author: Any, texts: list[str]) -> None:
    """Replies of these words, as posting them makes them, straight into the table."""
    discussion = forum.grow(article=article, author=author, parents=[0] * len(texts))
    replies = list(discussion.replies.order_by("number"))
    for reply, text in zip(replies, texts, strict=True):
        composed = composing.compose(article=article, author=author, body=text)
        reply.body, reply.body_html = text, composed.rendered.at(reply.number)
    Reply.objects.bulk_update(replies, ["body", "body_html"], batch_size=500)


@each_list
def test_in_a_discussion(
    page: Page, article: Article, bob: Any, texts: list[str]
) -> None:
    stage.database(lambda: said(article, bob, texts))

    for number in pages(len(texts), FLAT):
        page.goto(f"/articles/models/?order=flat&page={number}")
        page.get_by_role("link", name="Quote").last.click()
        expect(page.locator(".reply__answer textarea").first).to_be_focused()
    for number in pages(len(texts), SAID):
        page.goto(f"/members/bob/replies/?page={number}")
        expect(page.locator(".statement__text").last).to_be_attached()


@each_list
def test_in_the_history_of_a_reply(
    page: Page, article: Article, alice: Any, texts: list[str]
) -> None:
    def edited() -> None:
        reply = forum.make_reply(article=article, author=alice)
        ReplyRevision.objects.bulk_create(
            ReplyRevision(reply=reply, editor=alice, number=number, body=text)
            for number, text in enumerate(texts, start=1)
        )

    stage.database(edited)

    for number in pages(len(texts), VERSIONS):
        page.goto(f"/articles/models/replies/1/revisions/?page={number}")
        expect(page.locator(".diff").last).to_be_attached()


@each_list
def test_among_ones_drafts(
    page: Page, article: Article, alice: Any, texts: list[str]
) -> None:
    def begun() -> None:
        Draft.objects.bulk_create(
            Draft(
                member=alice,
                article=article,
                parent_number=number,
                body=text,
                sources=text,
            )
            for number, text in enumerate(texts, start=1)
        )

    stage.database(begun)

    for number in pages(len(texts), DRAFTS):
        page.goto(f"/drafts/?page={number}")
        expect(page.locator(".statement__text").last).to_be_attached()


@each_list
def test_in_the_form_of_an_edit(
    page: Page, article: Article, alice: Any, texts: list[str]
) -> None:
    stage.database(lambda: forum.make_reply(article=article, author=alice))

    for body in joined(texts):
        stage.database(lambda body=body: Reply.objects.update(body=body))  # type: ignore[misc]
        page.goto("/articles/models/replies/1/edit/")
        expect(page.get_by_label("Your reply")).to_have_value(body)


@each_list
def test_beside_an_edit_that_came_second(
    page: Page, article: Article, alice: Any, texts: list[str]
) -> None:
    stage.database(lambda: forum.make_reply(article=article, author=alice))

    for version, body in enumerate(joined(texts), start=1):
        page.goto("/articles/models/replies/1/edit/")
        overtake = {"body": body, "version": version + 1}
        stage.database(lambda: Reply.objects.update(**overtake))  # noqa: B023 - at once
        page.get_by_label("Your reply").fill("So it was.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".version .verbatim")).to_contain_text(body.split()[0])
        expect(page.locator(".version .diff")).to_contain_text(body.split()[-1])


@each_list
def test_in_a_quotation_of_what_was_chosen(
    page: Page, article: Article, alice: Any, bob: Any, texts: list[str]
) -> None:
    bodies = joined(texts, most=SHARE)
    stage.database(lambda: said(article, bob, bodies))
    page.add_init_script(CHOOSE)

    for number in range(1, len(bodies) + 1):
        stage.database(lambda: forum.rest(alice))
        page.goto(f"/articles/models/replies/{number}/")
        reply = page.locator(f"#r{number}")
        page.keyboard.press("F9")
        page.get_by_role("button", name="Quote the chosen words").click()
        field = reply.locator(".reply__answer textarea").first
        expect(field).to_have_value(re.compile("^> .*\\n> — \\[bob\\]", re.DOTALL))
        with page.expect_response("**/preview/") as answer:
            reply.get_by_role("button", name="Preview").click()
        assert answer.value.status in {200, 422}
        expect(reply.locator(".composer__preview .preview")).to_be_visible()


@each_list
def test_in_a_feed_that_is_looked_at(
    page: Page, article: Article, bob: Any, texts: list[str]
) -> None:
    stage.database(lambda: said(article, bob, texts))

    answer = page.goto("/articles/models/feed.atom")

    assert answer is not None
    assert answer.ok
    expect(page.locator("body")).to_contain_text("</feed>")  # shown as it is


@each_list
def test_among_the_letters(
    page: Page, settings: Any, tmp_path: Path, texts: list[str]
) -> None:
    settings.ROOT_URLCONF, settings.LETTERS_DIR = "config.urls_local", tmp_path
    for number, text in enumerate(texts[:LETTERS]):
        head = " ".join(text.split())
        letter = f"To: {head}\nSubject: {head}\n\n{text}"
        (tmp_path / f"{number:03}.txt").write_text(
            letter, encoding="utf-8", errors="replace"
        )

    page.goto("/letters/")

    expect(page.locator("article .prose")).to_have_count(len(texts[:LETTERS]))


def joined(texts: list[str], *, most: int = MAX_BODY) -> list[str]:
    """All of them in as few texts as hold them."""
    bodies = [""]
    for text in texts:
        more = "\n\n" + text.replace("\r\n", "\n").replace("\r", "\n")
        if len(bodies[-1]) + len(more) > most:
            bodies.append("")
        bodies[-1] += more
    return bodies


@each_list
def test_in_a_preview(
    page: Page, article: Article, alice: Any, texts: list[str]
) -> None:
    page.goto("/articles/models/")
    preview = page.get_by_role("button", name="Preview")

    for text in filter(str.strip, texts):
        stage.database(lambda: forum.rest(alice))
        composer(page).fill(text)
        with page.expect_response("**/preview/") as answer:
            preview.click()
        assert answer.value.status in {200, 422}
    expect(page.locator(".composer__preview .preview")).to_be_visible()


TRIPS = {
    "alert(1)": "tripwire: alert",
    "confirm(1)": "tripwire: confirm",
    "eval('1')": "tripwire: eval",
    "setTimeout.constructor('1')": "tripwire: Function",
    "new WebSocket('wss://elsewhere.example/')": "tripwire: WebSocket",
    "fetch('https://elsewhere.example/').catch(() => 0)": "tripwire: fetch",
    "navigator.sendBeacon('//elsewhere.example/')": "tripwire: sendBeacon",
    "new XMLHttpRequest().open('GET', '//elsewhere.example/')": "tripwire: open",
    "document.links[0].setAttribute('onclick', '')": "tripwire: <a onclick>",
    "document.links[0].href = 'javascript:1'": "tripwire: javascript:1",
    "document.body.append(document.createElement('base'))": "tripwire: <base>",
    "new Image().src = 'https://elsewhere.example/a'": "left for https://elsewhere",
}


def test_the_wires_are_laid(browser: Browser, site: str) -> None:
    def play() -> list[str]:
        context = browser.new_context(base_url=site, bypass_csp=True)
        watch, tripwire = Watch(context), Tripwire(context, site)
        page = context.new_page()
        page.goto("/about/")
        for deed in TRIPS:
            page.evaluate(f"() => {{ {deed} }}")
        page.wait_for_timeout(200)
        context.close()
        return watch.complaints() + [f"left for {one}" for one in tripwire.left_for]

    told = stage.on_stage(play)

    for trip in TRIPS.values():
        assert any(complaint.startswith(trip) for complaint in told), trip
