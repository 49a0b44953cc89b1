"""A source is called by its address until its title is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_pictures")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="is_title_provisional",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
