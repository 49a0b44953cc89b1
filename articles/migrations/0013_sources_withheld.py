"""What only drafts have told of a source is withheld from readers."""

from django.db import migrations, models

from articles.migrations import _found_by_words, _withheld


def withhold(apps, schema_editor):
    """What drafts alone list; 0015 comes to articles that have an hour.

    A provisional title is none that a draft has told.
    """
    sources = apps.get_model("articles", "Source").objects
    notes = apps.get_model("articles", "Note").objects
    drafted = notes.filter(article__status="draft").values("source")
    published = notes.exclude(article__status="draft").values("source")
    titled = sources.filter(pk__in=drafted, is_title_provisional=False)
    for source in titled.exclude(pk__in=published):
        source.is_withheld = True
        _withheld.keep(source)


def find_again(apps, schema_editor):
    """Let those that are withheld be found by all that is known of them."""
    for source in apps.get_model("articles", "Source").objects.filter(is_withheld=True):
        source.is_withheld = False
        _withheld.keep(source)


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
        migrations.RunPython(withhold, find_again),
    ]
