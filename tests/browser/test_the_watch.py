"""The watch sees what it must see: a test of the tests."""

from __future__ import annotations

import pytest

from accounts.models import Member
from tests.browser import stage
from tests.browser.watch import Watch


def test_the_database_is_asked_beside_the_browser(open_page, alice, javascript):
    page = open_page(member=alice, javascript=javascript)

    page.goto("/about/")

    assert page.title()
    assert stage.database(Member.objects.count) == 1


@pytest.mark.parametrize(
    ("deed", "complaint"),
    [
        ("setTimeout(() => { throw new Error('lost') })", "lost"),
        ("console.error('alas')", "alas"),
        ("document.body.setAttribute('style', 'color: red')", "style-src"),
        ("document.body.append(document.createElement('style'))", "style-src"),
        ("fetch('https://elsewhere.example/').catch(() => 0)", "connect-src"),
        ("document.body.append(Object.assign(new Image(), {src: '/none'}))", "404"),
        (
            "document.head.append(Object.assign(document.createElement('link'), "
            "{rel: 'stylesheet', href: '/static/none.css'}))",
            "none.css",
        ),
        ("import('/static/none.js').catch(() => 0)", "404"),
    ],
)
def test_a_complaint_is_heard(browser, site, deed, complaint):
    def play() -> list[str]:
        context = browser.new_context(base_url=site)
        watch = Watch(context)
        page = context.new_page()
        page.goto("/about/")
        page.evaluate(deed)
        page.wait_for_timeout(200)
        context.close()
        return watch.complaints()

    complaints = stage.on_stage(play)

    assert any(complaint in text for text in complaints)


def test_an_answer_that_was_asked_for_is_no_complaint(page):
    answer = page.goto("/there-is-no-such-page/")
    status = page.evaluate("fetch('/there-is-none/').then(({status}) => status)")

    assert (answer.status, status) == (404, 404)


def test_a_file_that_is_missing_is_heard_of_without_scripts_too(browser, site):
    def play() -> list[str]:
        context = browser.new_context(base_url=site, java_script_enabled=False)
        watch = Watch(context)
        page = context.new_page()
        page.route(
            "**/about/",
            lambda route: route.fulfill(
                body="<link rel=stylesheet href=/static/none.css>",
                content_type="text/html",
            ),
        )
        page.goto("/about/")
        page.wait_for_timeout(200)
        context.close()
        return watch.complaints()

    [complaint] = stage.on_stage(play)

    assert "none.css" in complaint
