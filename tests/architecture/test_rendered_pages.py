"""Every page as it leaves the server, the libraries' own included, is sound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from .house import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .visits import Answer

pytestmark = pytest.mark.django_db  # the answers are fetched from one

DATA = {"application/json", "application/ld+json"}  # scripts that are not run
UNOPENED = "default-src 'none'; sandbox; frame-ancestors 'none'"  # of what members sent
READING = re.compile(r"/static/js/reading(\.[0-9a-f]+)?\.js")  # which keeps nothing
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def faults(answers: list[Answer], find: Callable[[Answer], Iterator[str]]) -> str:
    """What a rule finds in what was answered, one line each; a fault is told once."""
    told: dict[str, list[str]] = {}
    for answer in answers:
        for fault in find(answer):
            told.setdefault(fault, []).append(str(answer))
    return listed(
        [f"{fault} — {', '.join(where[:4])}" for fault, where in told.items()]
    )


def html(answers: list[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.is_html and answer.text]


def pages(answers: list[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.is_page]


def shown(element: Any) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes}>"[:90]


def test_no_page_breaks(answers: list[Answer]) -> None:
    broken = [
        str(answer)
        for answer in answers
        if answer.status >= 500 and answer.visit.page != "500"
    ]

    assert not broken, f"These answer with an error of ours:{listed(broken)}"


def test_enough_is_looked_at(answers: list[Answer]) -> None:
    """A guard over nothing would pass: so it is said how much there is at least."""
    assert len(pages(answers)) > 250
    assert any(answer.visit.is_part and answer.text for answer in answers)
    assert {"visitor", "alice", "mina", "erin", "root"} <= {
        answer.visit.viewer for answer in pages(answers)
    }


def test_what_goes_wrong_is_answered_by_its_number_and_with_a_page(
    answers: list[Answer],
) -> None:
    faults = [
        f"{answer} is answered {answer.status}"
        for answer in answers
        if (number := answer.visit.page[:3]).isdigit()
        and (answer.status != int(number) or not answer.all("h1"))
    ]

    assert not faults, (
        f"An error has its own status and says what to do:{listed(faults)}"
    )


def test_no_style_stands_in_the_html(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        for element in answer.elements:
            if element.tag == "style" or "style" in element.attrib:
                yield shown(element)

    found = faults(html(answers), find)
    assert not found, (
        "The policy forbids styles outside style sheets: give it a class; where a "
        f"library draws it, override that template:{found}"
    )


def test_no_script_stands_in_the_html(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        for script in answer.all("script"):
            if "src" not in script.attrib and script.get("type") not in DATA:
                yield shown(script)

    found = faults(html(answers), find)
    assert not found, f"Scripts are files; data blocks are JSON:{found}"


def test_no_attribute_is_a_script(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        for element in answer.elements:
            for name, value in element.attrib.items():
                handles = name.startswith(("on", "hx-on", "data-hx-on"))
                if handles or value.strip().lower().startswith("javascript:"):
                    yield shown(element)

    found = faults(html(answers), find)
    assert not found, f"The policy forbids handlers in attributes:{found}"


def test_every_id_is_given_once(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        ids = [
            element.get("id") for element in answer.elements if "id" in element.attrib
        ]
        yield from {f'id="{one}"' for one in ids if ids.count(one) > 1}

    found = faults(html(answers), find)
    assert not found, f"An id stands twice on a page:{found}"


def test_every_link_into_its_own_page_finds_its_place(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        ids = {element.get("id") for element in answer.elements}
        for link in answer.all("a"):
            place = link.get("href", "")
            if place.startswith("#") and len(place) > 1 and place[1:] not in ids:
                yield shown(link)

    found = faults(pages(answers), find)
    assert not found, f"A link leads nowhere on its own page:{found}"


def test_every_page_has_one_heading_of_the_first_rank(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        if (count := len(answer.all("h1"))) != 1:
            yield f"{count} h1"

    found = faults(pages(answers), find)
    assert not found, f"A page says once, in its h1, what it is:{found}"


def test_every_page_names_its_language_and_itself(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        if not answer.all("html")[0].get("lang"):
            yield "<html> without lang"
        titles = [title for title in answer.all("title") if (title.text or "").strip()]
        heads = [title for title in titles if " ".join(title.text.split()).strip(" ·|")]
        if not heads:
            yield "no title"

    found = faults(pages(answers), find)
    assert not found, f"A page has a language and a title:{found}"


def test_no_two_pages_of_ours_share_a_title(answers: list[Answer]) -> None:
    titles: dict[str, set[str]] = {}
    for answer in pages(answers):
        if answer.visit.is_reading and answer.visit.viewer == "visitor":
            title = " ".join((answer.all("title")[0].text or "").split())
            titles.setdefault(title, set()).add(answer.visit.path.partition("?")[0])

    shared = [
        f"{title}: {', '.join(sorted(paths))}"
        for title, paths in titles.items()
        if len(paths) > 1
    ]

    assert not shared, (
        f"Tabs and search results could not tell these apart:{listed(shared)}"
    )


def test_every_answer_carries_the_policy(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        policy = answer.headers.get("Content-Security-Policy", "")
        rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
        if policy == UNOPENED and answer.headers["Content-Type"].startswith("image/"):
            return
        if rules.get("script-src") != "'self'" or rules.get("style-src") != "'self'":
            yield f"the policy is “{policy}”"
        if "unsafe" in policy or "nonce" in policy:
            yield f"the policy lets in too much: “{policy}”"

    found = faults(answers, find)
    assert not found, f"script-src and style-src are 'self', on every answer:{found}"


def test_a_form_carries_a_token_exactly_when_it_posts(answers: list[Answer]) -> None:
    def find(answer: Answer) -> Iterator[str]:
        for form in answer.all("form"):
            fields = {field.get("name") for field in form.iter("input")}
            posts = form.get("method", "get").lower() == "post"
            if posts != (TOKEN in fields):
                yield shown(form)

    found = faults(html(answers), find)
    assert not found, (
        "A form that posts holds {% csrf_token %}, one that gets does not (its address "
        f"would show the token):{found}"
    )


def test_what_a_visitor_reads_posts_nothing_and_holds_no_token_and_no_cookie(
    answers: list[Answer],
) -> None:
    def find(answer: Answer) -> Iterator[str]:
        if not answer.visit.is_reading or answer.visit.viewer != "visitor":
            return
        if "csrf" in answer.text.lower():
            yield "a token"
        methods = {form.get("method", "get").lower() for form in answer.all("form")}
        if "post" in methods:
            yield "a form that posts"
        sources = {script.get("src", "") for script in answer.all("script")}
        yield from (
            f"the script {one}" for one in sources if not READING.fullmatch(one)
        )
        if answer.cookies:
            yield "a cookie"

    found = faults(pages(answers), find)
    assert not found, (
        f"A visitor's page is the same for all and carries nothing:{found}"
    )
