"""What only drafts have told of a source is withheld from readers."""

from types import SimpleNamespace

from django.db import migrations, models

# The rules themselves: what is found by words must be written by the same rule.
from articles import links, works
from articles.migrations import _found_by_words
from articles.models import finding


def withhold(apps, schema_editor):
    """What drafts alone list. An article that has its hour is as good as published."""
    sources = apps.get_model("articles", "Source").objects
    notes = apps.get_model("articles", "Note").objects
    drafted = notes.filter(article__status="draft").values("source")
    published = notes.exclude(article__status="draft").values("source")
    for source in sources.filter(pk__in=drafted).exclude(pk__in=published):
        url = source.url or ""
        work = works.at(url)
        told = SimpleNamespace(
            title=links.label(url),
            authors="",
            publisher="",
            url=url,
            kind=work.kind if work else "other",
            publisher_key=links.host(url),
        )
        source.is_withheld = True
        source.publisher_key = told.publisher_key
        source.words = finding.described(told)
        source.save(update_fields=["is_withheld", "publisher_key", "words"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_sources_found_by_their_hosts"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, _found_by_words.build),
        migrations.AddField(
            model_name="source",
            name="is_withheld",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(_found_by_words.build, migrations.RunPython.noop),
        migrations.RunPython(withhold, migrations.RunPython.noop),
    ]
