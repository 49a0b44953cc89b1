"""Files of a batch are told apart by the addresses that they say they have."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_sources_withheld"),
    ]

    operations = [
        migrations.AddField(
            model_name="batchfile",
            name="slug",
            field=models.CharField(blank=True, max_length=120),
        ),
    ]
