"""What a worker does for articles, after whoever set it going has gone on."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from . import leaning, rendition, telling, titles
from .models import Article, Note, Source

AGAIN = (timedelta(minutes=10), timedelta(hours=6))  # when a page has not answered
BATCH = 50  # articles that one task looks up
SETTLED = timedelta(
    seconds=10
)  # what was composed with the old title is stored by then


@task()
def render_article(article_id: int, version: int) -> None:
    """Render a text that was too long to wait for, or whose sources were amended."""
    rendition.catch_up(article_id, version)


@task()
def redraw_articles(source_id: int, after: int = 0) -> None:
    """Have the next articles that list a source rendered anew, each by itself."""
    notes = Note.objects.filter(source=source_id)
    citing = Article.objects.filter(pk__in=notes.values("article"), pk__gt=after)
    batch = list(citing.order_by("pk").only("version")[:BATCH])
    for article in batch:
        render_article.enqueue(article.pk, article.version)
    if len(batch) == BATCH:
        redraw_articles.enqueue(source_id, batch[-1].pk)


@task(priority=-10)  # behind all that somebody waits for
def fetch_title(source_id: int, times: int = 0) -> None:
    """Give a source the title of its page, which has been asked so many times.

    A page that does not answer is asked again twice, and then no more.
    """
    if not settings.FETCH_TITLES:
        return
    try:
        title = titles.look_up(source_id, again=times > 0)
    except titles.NotYet:
        if times < len(AGAIN):
            later = fetch_title.using(run_after=timezone.now() + AGAIN[times])
            later.enqueue(source_id, times + 1)
        return
    if title:
        with transaction.atomic():
            if titles.give(source_id, title):
                announce(Source.objects.get(pk=source_id))


def ask_for_title(source: Source) -> None:
    """Have it fetched if it is not known: with the transaction, or not at all."""
    if settings.FETCH_TITLES and source.is_title_provisional:
        fetch_title.enqueue(source.pk)


@task()
def gather(source_id: int) -> None:
    """Move what came to lean on a merged source while it was being merged.

    If it goes elsewhere at that moment, or is parted, nothing is moved, and it is looked
    at again. Readers are told of the other what whoever leans on it tells.
    """
    former = Source.objects.select_related("merged_into").get(pk=source_id)
    into = former.merged_into
    if into is None:
        return
    with transaction.atomic():
        is_moved = leaning.move(of=[former], to=into)
        both = Source.objects.filter(pk__in=[former.pk, into.pk]).order_by("pk")
        now = {source.pk: source for source in both.select_for_update(no_key=True)}
        is_elsewhere = now[former.pk].merged_into_id != into.pk
        if is_moved and not is_elsewhere:
            telling.release(Source.objects.filter(pk=into.pk))
            announce(into)
        transaction.set_rollback(is_elsewhere)
    if is_elsewhere:
        gather.enqueue(source_id)


def gather_later(source: Source) -> None:
    gather.using(run_after=timezone.now() + SETTLED).enqueue(source.pk)


@task()
def tell_at_its_hour(article_id: int) -> None:
    """Tell readers of the sources of an article that they have from now on."""
    tell(Article.objects.get(pk=article_id))


def tell(article: Article) -> None:
    """Have readers told what an article says of its sources, as soon as they have it.

    Called in the transaction that publishes it, gives it an hour or changes its sources.
    """
    listed = Source.objects.filter(notes__article=article)
    withheld = listed.filter(is_withheld=True)
    if article.is_published:
        with transaction.atomic():
            for source in telling.release(listed):
                if leaning.is_brought(source):
                    _tell_readers(source.pk)
    elif article.status == Article.Status.PUBLISHED and withheld.exists():
        later = tell_at_its_hour.using(run_after=article.publish_at)
        later.enqueue(article.pk)


def announce_address(article: Article) -> None:
    """Have what leads to an article's notes drawn anew, in the transaction that moves it.

    Until then its former address leads on.
    """
    for key in article.notes.order_by("source").values_list("source", flat=True):
        _tell_readers(key)


def announce(source: Source) -> None:
    """Have all that shows a source's title or address drawn anew.

    Called in the transaction that changes them. Whoever stands above and shows sources
    is named in `SOURCE_READERS`: tasks that take the key of one.
    """
    if source.notes.exists():
        redraw_articles.enqueue(source.pk)
    _tell_readers(source.pk)


def _tell_readers(source_id: int) -> None:
    for path in settings.SOURCE_READERS:
        reader = import_string(path)
        reader.using(run_after=timezone.now() + SETTLED).enqueue(source_id)
