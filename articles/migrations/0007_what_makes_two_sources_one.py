"""The keys by which a source is found follow the rules of links.identity and sameness."""

from django.db import migrations, models

# The rules themselves: what is found by a key must be written by the same rule.
from articles import links, sameness
from articles.migrations import _found_by_words


def give_keys(apps, schema_editor):
    """Each source by what it is; of several that are one now, the first has the key.

    None is lost or merged here: what leans on the others is for editors to move. One
    that still stands comes before one that was merged.
    """
    sources = apps.get_model("articles", "Source")
    taken = set()
    known = sources.objects.only("url", "title", "publisher", "published")
    for merged in (False, True):
        part = known.filter(merged_into__isnull=not merged).order_by("pk")
        for source in part.iterator():
            keys = dict.fromkeys(("address_key", "reference_key"))
            name, key = _key(source)
            if key and (name, key) not in taken:
                taken.add((name, key))
                keys[name] = key
            sources.objects.filter(pk=source.pk).update(**keys)


def _key(source):
    if source.url:
        try:
            return "address_key", links.identity(source.url)
        except ValueError:
            return "address_key", None
    if not (source.publisher and source.published):
        return "reference_key", None
    key = sameness.reference_key(
        title=source.title, publisher=source.publisher, year=source.published
    )
    return "reference_key", key


def forget_keys(apps, schema_editor):
    """So that none of the new ones stands in the way of an old one."""
    apps.get_model("articles", "Source").objects.update(reference_key=None)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_sources_found_by_words"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, _found_by_words.build),
        migrations.AddField(
            model_name="source",
            name="address_key",
            field=models.CharField(
                editable=False, max_length=2048, null=True, unique=True
            ),
        ),
        migrations.RunPython(forget_keys, migrations.RunPython.noop),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        # On SQLite the table is made anew, and loses what keeps its index true.
        migrations.RunPython(_found_by_words.build, migrations.RunPython.noop),
    ]
