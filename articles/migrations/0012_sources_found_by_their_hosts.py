"""Whoever asks for a publisher or host finds the host of published works as well."""

from django.db import migrations

from articles import links
from articles.spelling import words


def add_hosts(apps, schema_editor):
    """What `words` says from now on, for the sources that are there."""
    sources = apps.get_model("articles", "Source").objects
    for source in sources.exclude(url=None).only("url", "words").iterator():
        known = source.words.split(" ")
        marked = [f":by:{word}" for word in words(links.host(source.url))]
        if added := [word for word in marked if word not in known]:
            told = " ".join([*known, *added])
            sources.filter(pk=source.pk).update(words=told)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_filing_under_a_topic"),
    ]

    operations = [
        migrations.RunPython(add_hosts, migrations.RunPython.noop),
    ]
