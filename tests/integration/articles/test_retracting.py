"""An article should not be relied on any more: readers are told, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from articles import actions, plaintext
from articles.admin import ArticleAdmin
from articles.models import Article
from forum.models import Reply
from tests.factories.articles import make_article
from tests.factories.desk import change_url
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

WHY = "Its only source was made up."


@pytest.fixture
def news(erin: Any) -> Article:
    article = make_article(author=erin, slug="news", title="The news", sources=["A"])
    make_reply(article=article, author=erin, body="Is it so?")
    return article


@pytest.fixture
def retracted(news: Article, erin: Any) -> Article:
    return actions.retract(article=news, editor=erin, reason=WHY)


def desk(article: Article) -> str:
    return change_url(article).replace("/change/", "/retraction/")


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_editor_retracts_with_a_reason(
    news: Article, erin_client: Client, visitor: Client
) -> None:
    assert desk(news) in text(erin_client.get(change_url(news)))
    assert 'name="_reinstate"' not in text(erin_client.get(desk(news)))

    response = erin_client.post(desk(news), {"reason": WHY}, follow=True)

    assert "Retracted. Readers are told why." in text(response)
    news.refresh_from_db()
    assert news.retracted_at is not None
    day = news.retracted_at.strftime("%-d %B %Y")
    above, _, below = text(visitor.get("/articles/news/")).partition(
        '<div class="prose">'
    )
    assert f"This article was retracted on {day}" in above
    assert WHY in above
    assert "<title>Retracted: The news" in above
    assert "Claim 1 has a source" in below


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "a" * 1_001])
def test_without_a_fit_reason_nothing_is_retracted(
    news: Article, erin_client: Client, typed: str
) -> None:
    response = erin_client.post(desk(news), {"reason": typed})

    assert response.status_code == 422
    assert Article.objects.get().retracted_at is None
    with pytest.raises(IntegrityError):
        Article.objects.update(retracted_at=news.publish_at)


def test_the_same_reason_again_changes_nothing(retracted: Article, erin: Any) -> None:
    again = actions.retract(article=retracted, editor=erin, reason=WHY)

    assert again.retracted_at == retracted.retracted_at
    assert again.updated_at == retracted.updated_at


def test_its_discussion_stays_open(retracted: Article, bob_client: Client) -> None:
    bob_client.post("/articles/news/replies/", {"body": "It was not so."})

    page = text(bob_client.get("/articles/news/"))

    assert Reply.objects.count() == 2
    assert "It was not so." in page


@pytest.mark.parametrize("address", ["/", "/sources/{}-a/"])
def test_lists_mark_it(retracted: Article, visitor: Client, address: str) -> None:
    source = retracted.notes.get().source

    page = text(visitor.get(address.format(source.pk)))

    assert "The news" in page
    assert "Retracted on" in page


def test_it_is_not_put_forward_as_discussed(
    retracted: Article, visitor: Client
) -> None:
    page = text(visitor.get("/?order=discussed"))

    assert "entry__link" not in page


def test_search_engines_may_find_it_and_hear_of_the_change(
    retracted: Article, visitor: Client
) -> None:
    page, map_ = text(visitor.get("/articles/news/")), text(visitor.get("/sitemap.xml"))

    assert "noindex" not in page
    assert "/articles/news/</loc>" in map_
    assert retracted.updated_at.date().isoformat() in map_


def test_the_feed_says_so(retracted: Article, visitor: Client) -> None:
    feed = text(visitor.get("/feed.atom"))

    assert "<title>Retracted: The news</title>" in feed
    assert WHY in feed


@pytest.mark.parametrize("ending", ["md", "txt"])
def test_a_file_of_it_says_so(retracted: Article, visitor: Client, ending: str) -> None:
    file = visitor.get(f"/articles/news.{ending}").content.decode()

    _title, _blank, notice, *_ = file.splitlines()
    assert notice.startswith("> Retracted on ")
    assert notice.endswith(WHY)
    assert WHY not in plaintext.parse(file).body


def test_another_reason_takes_the_place_of_the_first(
    retracted: Article, erin_client: Client, visitor: Client
) -> None:
    day = retracted.retracted_at

    erin_client.post(desk(retracted), {"reason": "Its price was made up."})

    page = text(visitor.get("/articles/news/"))
    assert WHY not in page
    assert "Its price was made up." in page
    assert Article.objects.get().retracted_at == day


def test_it_is_reinstated(
    retracted: Article, erin_client: Client, visitor: Client
) -> None:
    response = erin_client.post(desk(retracted), {"_reinstate": "1"}, follow=True)

    assert "Readers may rely on it again." in text(response)
    assert "etracted" not in text(visitor.get("/articles/news/"))
    assert WHY in LogEntry.objects.latest("pk").change_message


def test_the_log_has_the_reason_that_readers_had_by_then(
    retracted: Article, erin: Any, erin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reinstate = actions.reinstate

    def given_another_meanwhile(**what: Any) -> Any:
        actions.retract(article=retracted, editor=erin, reason="Nobody said it.")
        return reinstate(**what)

    monkeypatch.setattr(actions, "reinstate", given_another_meanwhile)
    erin_client.post(desk(retracted), {"_reinstate": "1"})

    assert "Nobody said it." in LogEntry.objects.latest("pk").change_message


@pytest.mark.parametrize("is_out", [True, False])
def test_nothing_is_done_that_is_not_logged(
    news: Article,
    erin: Any,
    erin_client: Client,
    monkeypatch: pytest.MonkeyPatch,
    is_out: bool,  # noqa: FBT001 - of a parametrized test
) -> None:
    def full(*_what: Any) -> None:
        raise OSError

    before = "" if is_out else WHY
    if before:
        actions.retract(article=news, editor=erin, reason=before)
    monkeypatch.setattr(ArticleAdmin, "log_change", full)
    typed = {"reason": WHY} if is_out else {"_reinstate": "1"}

    with pytest.raises(OSError):  # noqa: PT011 - it has no words
        erin_client.post(desk(news), typed)

    assert Article.objects.get().retraction_reason == before


def test_the_list_at_the_desk_says_so(retracted: Article, erin_client: Client) -> None:
    assert "Retracted" in text(erin_client.get("/admin/articles/article/"))


def test_what_no_reader_has_is_not_retracted(erin: Any, erin_client: Client) -> None:
    draft = make_article(author=erin, published=False)

    assert desk(draft) not in text(erin_client.get(change_url(draft)))
    assert erin_client.get(desk(draft)).status_code == 404
    with pytest.raises(actions.NotOut):
        actions.retract(article=draft, editor=erin, reason=WHY)


def test_nobody_but_editors_retracts_or_reinstates(
    retracted: Article, alice: Any, alice_client: Client, mina_client: Client
) -> None:
    with pytest.raises(PermissionDenied):
        actions.retract(article=retracted, editor=alice, reason="Another.")
    with pytest.raises(PermissionDenied):
        actions.reinstate(article=retracted, editor=alice)
    alice_client.post(desk(retracted), {"_reinstate": "1"})
    assert mina_client.post(desk(retracted), {"_reinstate": "1"}).status_code == 403
    assert Article.objects.get().retraction_reason == WHY


def test_the_reason_is_text(news: Article, erin: Any, visitor: Client) -> None:
    actions.retract(article=news, editor=erin, reason="<b>Made</b> up")

    for address in ("/articles/news/", "/feed.atom"):
        assert "<b>Made" not in visitor.get(address).content.decode()
