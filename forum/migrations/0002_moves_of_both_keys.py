"""A move knows both keys: an edit can bring a source without changing the other."""

from django.db import migrations, models
from django.db.models import F


def begin_lists_anew(apps, schema_editor):
    """Moves know one key where they need two: lists begun before begin again."""
    apps.get_model("forum", "OrderMove").objects.all().delete()
    apps.get_model("forum", "Discussion").objects.update(
        order_epoch=F("order_epoch") + 1, forgotten_epoch=F("order_epoch") + 1
    )


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(begin_lists_anew, migrations.RunPython.noop),
        migrations.RenameField("ordermove", "old_key", "old_best_key"),
        migrations.AddField(
            "ordermove",
            "old_sourced_key",
            models.BigIntegerField(default=0),
            preserve_default=False,
        ),
    ]
