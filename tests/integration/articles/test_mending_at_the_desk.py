"""What the checks find is said at its place, and mended by one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from articles.models import Article, Source
from tests.factories.articles import make_article
from tests.factories.desk import ADD, as_opened, change_url, typed

if TYPE_CHECKING:
    from django.test import Client

LONG = "So many words are said here and nobody knows who says them first " * 3
A = {"number": "1", "title": "A", "url": "https://example.org/a"}


class Page:
    """A page as a browser reads it."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.said = response.content.decode()
        self.root = html5lib.parse(self.said, namespaceHTMLElements=False)

    def field(self, name: str) -> str:
        (field,) = self.root.findall(f".//*[@name='{name}']")
        return field.text or field.get("value") or ""

    def is_ticked(self, name: str) -> bool:
        ticked = self.root.find(f".//input[@name='{name}']")
        assert ticked is not None
        return "checked" in ticked.attrib

    def beside(self, place: str) -> str:
        """What is said beside a field."""
        (listed,) = self.root.findall(f".//ul[@data-at='{place}']")
        return " ".join("".join(listed.itertext()).split())

    def fixes(self, place: str) -> list[str]:
        (listed,) = self.root.findall(f".//ul[@data-at='{place}']")
        return [button.get("value", "") for button in listed.iter("button")]

    def leads(self, words: str) -> Any:
        (first, *_) = [
            link for link in self.root.iter("a") if words in (link.text or "")
        ]
        return first

    @property
    def told(self) -> str:
        (told,) = self.root.findall(".//p[@class='desk__told']")
        return (told.text or "").strip()


def look(client: Client, sent: dict[str, Any], url: str = ADD) -> Page:
    return Page(client.post(url, {**sent, "_preview": "1"}))


def press(client: Client, fix: str, sent: dict[str, Any], **more: Any) -> Page:
    sent = {name: value for name, value in sent.items() if name != "_save"}
    url = more.pop("url", ADD)
    return Page(client.post(url, {**sent, "_fix": fix, **more}))


# ----------------------------------------------------------------- At their place
def test_what_is_wrong_with_a_line_is_said_below_the_text_and_leads_there(
    erin_client: Client,
) -> None:
    page = look(erin_client, typed(body="One.\n\nAnother [5].", sources=[A]))

    assert "Line 3: [5] has no source. Another [5]." in page.beside("id_body")
    assert page.fixes("id_body") == ["add:5", "cite:5:1", "unmark:5"]
    link = page.leads("Line 3: [5] has no source.")
    assert (link.get("data-line"), link.get("data-mark")) == ("3", "[5]")
    assert link.get("href") == "#line-3"
    assert '<p id="line-3">Another [5].</p>' in page.said


def test_what_is_wrong_with_a_source_is_said_beside_its_field(
    erin_client: Client,
) -> None:
    sources = [A, {"title": "B", "publisher": "The Lab"}]

    page = look(erin_client, typed(body="One [1].", sources=sources))

    assert "Source 2 is never cited." in page.beside("id_notes-1-title")
    assert page.fixes("id_notes-1-title") == ["mark:2", "drop:2"]
    assert "Source 2 has no address" in page.beside("id_notes-1-url")
    assert page.leads("Source 2 is never cited.").get("href") == "#notes-1"
    assert page.root.find(".//li[@id='notes-1']") is not None
    assert page.beside("id_notes-0-title") == ""


def test_so_it_is_when_a_saved_article_is_opened(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(
        author=erin, body="One [1].\n\nOther [7].", sources=["A"], published=False
    )

    page = Page(erin_client.get(change_url(article)))

    assert "[7] has no source." in page.beside("id_body")
    assert "Source 1 has no address" in page.beside("id_notes-0-url")


def test_blank_lines_above_the_text_count_as_the_field_counts_them(
    erin_client: Client,
) -> None:
    page = look(erin_client, typed(body="\r\n\r\nOne.\r\n\r\nAnother [5]."))

    assert "Line 5: [5] has no source." in page.beside("id_body")


def test_a_refused_publication_says_it_at_the_same_place(erin_client: Client) -> None:
    sent = typed(body="See [7].", sources=[A], button="_publish")

    page = Page(erin_client.post(ADD, sent))

    assert page.status == 422
    assert "nothing you typed is lost" in page.said
    assert "[7] has no source." in page.beside("id_body")
    assert "Source 1 is never cited." in page.beside("id_notes-0-title")


# --------------------------------------------------------------------- One click
@pytest.mark.parametrize(
    ("fix", "body"),
    [
        ("unmark:9", "One [1:3]. Other.\r\n\r\nThe end."),
        ("cite:9:2", "One [1:3]. Other [2].\r\n\r\nThe end."),
        ("mark:2", "One [1:3]. Other [9].\r\n\r\nThe end [2]."),
        ("recount:1", "One [1]. Other [9].\r\n\r\nThe end."),
    ],
)
def test_the_text_comes_back_mended_and_nothing_is_saved(
    erin_client: Client, fix: str, body: str
) -> None:
    sent = typed(
        body="One [1:3]. Other [9].\r\n\r\nThe end.",
        sources=[A, {"title": "B"}],
        standfirst="In short.",
    )

    page = press(erin_client, fix, sent)

    assert page.status == 200
    assert page.field("body").strip() == body.replace("\r\n", "\n")
    assert page.field("standfirst").strip() == "In short."
    assert page.field("notes-1-title") == "B"
    assert page.told
    assert (Article.objects.count(), Source.objects.count()) == (0, 0)


def test_a_source_gets_a_row_to_be_filled(erin_client: Client) -> None:
    page = press(erin_client, "add:9", typed(body="Other [9].", sources=[A]))

    assert page.told == "Source 9 has a row: say what it is."
    assert page.field("notes-1-number") == "9"
    assert page.field("notes-0-title") == "A"


def test_a_removed_row_is_ticked_and_the_others_keep_their_numbers(
    erin_client: Client,
) -> None:
    rows = [{"title": "A"}, {"title": "B"}, {"title": "C"}]

    page = press(erin_client, "drop:2", typed(body="One [1], [3].", sources=rows))

    assert page.is_ticked("notes-1-DELETE")
    numbers = [page.field(f"notes-{index}-number") for index in range(3)]
    assert numbers == ["1", "2", "3"]


def test_the_same_source_twice_becomes_one(erin_client: Client) -> None:
    rows = [A, {"number": "2", "title": "Too", "url": "https://EXAMPLE.org/a#top"}]
    sent = typed(body="One [1], other [2].", sources=rows)
    assert look(erin_client, sent).fixes("id_notes-1-title") == ["merge:2:1"]

    page = press(erin_client, "merge:2:1", sent)

    assert page.field("body").strip() == "One [1], other [1]."
    assert page.is_ticked("notes-1-DELETE")
    assert "is the same" not in page.said


def test_a_mark_goes_where_the_editor_was(erin_client: Client) -> None:
    sent = typed(body="First.\r\n\r\nSecond. Third.", sources=[A])

    page = press(erin_client, "mark:1", sent, _cursor="14")

    assert page.field("body").strip() == "First.\n\nSecond [1]. Third."


def test_a_paragraph_gets_its_source(erin_client: Client) -> None:
    sent = typed(body=f"Before [1].\n\n{LONG}", sources=[A])
    (fix,) = look(erin_client, sent).fixes("id_body")

    page = press(erin_client, fix, sent)

    assert page.field("body").strip().endswith("first [1]")
    assert page.told == "Line 3 cites [1]."
    assert page.fixes("id_body") == []


def test_an_address_that_lacks_its_beginning_gets_it(erin_client: Client) -> None:
    sent = typed(body="One [1].", sources=[{**A, "url": "example.org/memo"}])
    assert look(erin_client, sent).fixes("id_notes-0-url") == ["https:0"]

    page = press(erin_client, "https:0", sent)

    assert page.field("notes-0-url") == "https://example.org/memo"
    assert page.status == 200


def test_a_struck_source_comes_back_to_its_row(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, sources=[("A", A["url"]), "B"])
    sent = as_opened(article, body="One [1].") | {"notes-1-DELETE": "on"}
    erin_client.post(change_url(article), sent)
    article.refresh_from_db()
    sent = as_opened(article, body="One [1]. Other [2].")

    page = press(erin_client, "add:2", sent, url=change_url(article))

    assert page.told == "Source 2 is back in its row."
    assert (page.field("notes-1-number"), page.field("notes-1-title")) == ("2", "B")
    assert "has no source" not in page.said


def test_what_readers_know_is_struck_and_keeps_its_number(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, sources=["A", "B"])
    sent = as_opened(article, body="One [1].")
    url = change_url(article)

    page = press(erin_client, "drop:2", sent, url=url)
    erin_client.post(url, sent | {"notes-1-DELETE": "on"})

    assert page.is_ticked("notes-1-DELETE")
    struck = article.notes.filter(is_struck=True)
    assert [note.number for note in struck] == [2]


def test_what_is_no_longer_there_is_not_mended(erin_client: Client) -> None:
    sent = typed(body="One [1].", sources=[A])

    for fix in ("unmark:9", "mark:1:3:00000000", "nonsense", "https:99"):
        page = press(erin_client, fix, sent, _cursor="x")

        assert page.status == 422
        assert "Nothing was mended" in page.told
        assert page.field("body").strip() == "One [1]."


def test_rows_that_cannot_be_read_stay_as_they_were_typed(erin_client: Client) -> None:
    sent = typed(
        body="Other [9].",
        sources=[{"number": "x", "title": "T"}, {"url": "no address"}],
    )

    page = press(erin_client, "unmark:9", sent)

    assert page.field("notes-0-number") == "x"
    assert page.field("notes-1-url") == "no address"


def test_enter_saves_whatever_buttons_stand_above(erin_client: Client) -> None:
    page = look(erin_client, typed(body="Other [9].", sources=[A]))

    (form,) = page.root.findall(".//form[@id='article_form']")
    first = next(iter(form.iter("button")))

    assert first.get("name") == "_save"


def test_nobody_but_editors_mends(
    visitor: Client, alice_client: Client, mina_client: Client
) -> None:
    for client in (visitor, alice_client, mina_client):
        sent = typed(body="Other [9].", button="_fix")

        assert client.post(ADD, sent).status_code in {302, 403}
