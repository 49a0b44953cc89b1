"""Readers had something wrong: they are told what, where they read it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied

from articles import actions, plaintext
from articles.models import Article, Correction, Topic
from tests.factories.articles import file_under, make_article
from tests.factories.desk import ADD, as_opened, change_url, typed

if TYPE_CHECKING:
    from django.test import Client

SAID = "It costs twelve, not ten."
NOT_YET = "Nothing has been changed since readers got it."


@pytest.fixture
def wrong(erin: Any) -> Article:
    return make_article(
        author=erin, slug="news", body="It costs ten [1].", sources=["A memo"]
    )


def correct(
    editors_browser: Client, article: Article, body: str, said: str = SAID
) -> Any:
    article.refresh_from_db()
    sent = as_opened(article, body=body, correction=said)
    response = editors_browser.post(change_url(article), sent)
    article.refresh_from_db()
    return response


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_correction_stands_above_the_text_with_its_day(
    wrong: Article, erin_client: Client, visitor: Client
) -> None:
    correct(erin_client, wrong, "It costs twelve [1].")

    page = text(visitor.get("/articles/news/"))

    day = Correction.objects.get().created_at.strftime("%-d %B %Y")
    above = page.partition('<div class="prose">')[0]
    assert SAID in above
    assert f"Corrected on {day}" in above
    assert "/articles/news/revisions/?version=2#v2" in above


def test_it_leads_to_what_was_there_before(
    wrong: Article, erin_client: Client, visitor: Client
) -> None:
    correct(erin_client, wrong, "It costs twelve [1].")
    for n in range(7):
        wrong.refresh_from_db()
        sent = as_opened(wrong, body=f"It costs twelve [1]. More: {n}.")
        erin_client.post(change_url(wrong), sent)

    page = text(visitor.get("/articles/news/revisions/?version=2"))

    version = page.partition('<section id="v2"')[2].partition("</section>")[0]
    assert "ten<span" in version.partition("<del>")[2]
    assert "twelve<span" in version.partition("<ins>")[2]


@pytest.mark.parametrize("version", ["0", "9", "x", "-1", "99999999999"])
def test_an_address_that_asks_for_no_version_shows_the_versions(
    wrong: Article, visitor: Client, version: str
) -> None:
    response = visitor.get(f"/articles/news/revisions/?version={version}")

    assert response.status_code == 200
    assert 'id="v1"' in text(response)


def test_the_newest_comes_first(
    wrong: Article, erin_client: Client, visitor: Client
) -> None:
    correct(erin_client, wrong, "It costs twelve [1].", "The price.")
    correct(erin_client, wrong, "It costs twelve euros [1].", "The currency.")

    page = text(visitor.get("/articles/news/"))

    assert page.index("The currency.") < page.index("The price.")


@pytest.mark.parametrize("address", ["/", "/?order=discussed", "/topics/prices/"])
def test_lists_say_that_it_was_corrected(
    wrong: Article, erin_client: Client, visitor: Client, address: str
) -> None:

    topic = Topic.objects.create(name="Prices", slug="prices")
    file_under(topic, wrong)
    wrong.record_reply(at=wrong.updated_at)
    correct(erin_client, wrong, "It costs twelve [1].")

    assert "Corrected on" in text(visitor.get(address))


def test_the_feed_says_it_and_when(
    wrong: Article, erin_client: Client, visitor: Client
) -> None:
    correct(erin_client, wrong, "It costs twelve [1].")

    feed = text(visitor.get("/feed.atom"))

    assert SAID in feed
    moment = wrong.updated_at.isoformat()
    assert f"<updated>{moment}</updated>" in feed


def test_a_feed_of_many_corrections_costs_what_one_of_few_does(
    erin: Any, erin_client: Client, visitor: Client, django_assert_num_queries: Any
) -> None:
    for n in range(5):
        article = make_article(author=erin, slug=f"n{n}", body="Ten.")
        correct(erin_client, article, "Twelve.")

    with django_assert_num_queries(2):
        visitor.get("/feed.atom")


@pytest.mark.parametrize("ending", ["md", "txt"])
def test_a_file_of_it_says_so_and_is_read_without_it(
    wrong: Article, erin_client: Client, visitor: Client, ending: str
) -> None:
    correct(erin_client, wrong, "It costs twelve [1].", "Twelve,\n\nnot ten.")

    file = visitor.get(f"/articles/news.{ending}").content.decode()

    title, blank, notice, *_ = file.splitlines()
    assert (title.removeprefix("# "), blank) == ("Models for everyone", "")
    assert notice.startswith("> Corrected on ")
    assert notice.endswith(": Twelve, not ten.")
    draft = plaintext.parse(file)
    assert (draft.title, draft.standfirst) == ("Models for everyone", "")
    assert draft.body == "It costs twelve [1]."


def test_what_was_mended_before_may_be_told_later(
    wrong: Article, erin_client: Client
) -> None:
    erin_client.post(change_url(wrong), as_opened(wrong, body="It costs twelve [1]."))

    correct(erin_client, wrong, "It costs twelve [1].")

    assert Correction.objects.get().revision.number == wrong.version == 2


def test_the_same_sent_twice_is_told_once(wrong: Article, erin_client: Client) -> None:
    correct(erin_client, wrong, "It costs twelve [1].")
    first = wrong.corrected_at

    correct(erin_client, wrong, "It costs twelve [1].")

    assert Correction.objects.count() == 1
    assert wrong.corrected_at == first


def test_where_nothing_was_changed_nothing_is_corrected(
    wrong: Article, erin_client: Client
) -> None:
    response = correct(erin_client, wrong, "It costs ten [1].")

    assert response.status_code == 422
    page = text(response)
    assert NOT_YET in page
    assert f">{SAID}</textarea>" in page.replace("> ", ">")
    assert (wrong.version, wrong.corrected_at) == (1, None)


def test_a_save_whose_correction_is_refused_keeps_nothing(
    erin: Any, erin_client: Client
) -> None:
    draft = make_article(author=erin, published=False)

    with pytest.raises(actions.NothingCorrected):
        actions.write_article(
            editor=erin,
            article=draft,
            text=actions.Text(title="New", body="New."),
            place=actions.Place(slug="new"),
            began_from=1,
            correction=SAID,
        )

    draft.refresh_from_db()
    assert draft.version == 1


def test_what_readers_do_not_have_asks_for_no_correction(
    erin: Any, erin_client: Client
) -> None:
    draft = make_article(author=erin, published=False)

    for address in (ADD, change_url(draft)):
        assert 'name="correction"' not in text(erin_client.get(address))
    erin_client.post(ADD, typed(correction=SAID))
    assert not Correction.objects.exists()


def test_a_correction_that_is_too_long_comes_back(
    wrong: Article, erin_client: Client
) -> None:
    response = correct(erin_client, wrong, "It costs twelve [1].", "a" * 1_001)

    assert response.status_code == 422
    assert "a" * 1_001 in text(response)
    assert wrong.version == 1


def test_nobody_but_editors_corrects(wrong: Article, erin: Any, alice: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.note_correction(article=wrong, editor=alice, text=SAID)


def test_what_it_says_is_text(
    wrong: Article, erin_client: Client, visitor: Client
) -> None:
    correct(erin_client, wrong, "It costs twelve [1].", "<b>Twelve</b> & more")

    for address in ("/articles/news/", "/feed.atom"):
        assert "<b>Twelve" not in visitor.get(address).content.decode()
