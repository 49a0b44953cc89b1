"""Nor are readers told what articles say of a source whose hour has not come."""

from django.db import migrations
from django.utils import timezone

from articles.migrations import _withheld


def withhold(apps, schema_editor):
    """What no published article lists, until the first that does comes out."""
    sources = apps.get_model("articles", "Source").objects
    articles = apps.get_model("articles", "Article").objects
    notes = apps.get_model("articles", "Note").objects
    now = timezone.now()
    scheduled = articles.filter(status="published", publish_at__gt=now)
    listed = notes.filter(article__in=scheduled).values("source")
    out = notes.filter(article__status="published", article__publish_at__lte=now)
    told = sources.filter(pk__in=listed, is_withheld=False, is_title_provisional=False)
    for source in told.exclude(pk__in=out.values("source")):
        source.is_withheld = True
        _withheld.keep(source)
    withheld = notes.filter(source__is_withheld=True).values("article")
    for article in scheduled.filter(pk__in=withheld):
        _tell_at_its_hour(article)


def let_go(apps, schema_editor):
    """A provisional title is none that a draft has told."""
    sources = apps.get_model("articles", "Source").objects
    for source in sources.filter(is_withheld=True, is_title_provisional=True):
        source.is_withheld = False
        _withheld.keep(source)


def _tell_at_its_hour(article):
    from articles.tasks import tell_at_its_hour

    tell_at_its_hour.using(run_after=article.publish_at).enqueue(article.pk)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_files_that_name_themselves"),
        # The table of tasks, as they are written today.
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RunPython(let_go, migrations.RunPython.noop),
        migrations.RunPython(withhold, migrations.RunPython.noop),
    ]
