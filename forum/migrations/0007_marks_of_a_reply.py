"""A reply has a row for each mark it says, and one of them counts for its source."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def remember_what_was_brought(apps, schema_editor):
    """As far as is known: the source that a letter means now."""
    citations = apps.get_model("forum", "ReplyCitation").objects
    citations.exclude(letter="").update(brought=F("source"))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_what_makes_two_sources_one"),
        ("forum", "0006_visits_before_the_first_reply"),
    ]

    operations = [
        migrations.AddField(
            model_name="replycitation",
            name="brought",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.source",
            ),
        ),
        migrations.AddField(
            model_name="replycitation",
            name="is_first",
            field=models.BooleanField(default=True),
        ),
        migrations.AddConstraint(
            model_name="replycitation",
            constraint=models.UniqueConstraint(
                fields=("reply", "number", "letter"), name="a_reply_has_a_mark_once"
            ),
        ),
        migrations.RemoveConstraint(
            model_name="replycitation", name="a_reply_cites_a_source_once"
        ),
        migrations.AddConstraint(
            model_name="replycitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_first", True)),
                fields=("reply", "source"),
                name="a_reply_cites_a_source_once",
            ),
        ),
        migrations.RunPython(remember_what_was_brought, migrations.RunPython.noop),
    ]
