"""The pictures that members bring."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.picture


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        default=articles.models.picture.draw_name, max_length=32
                    ),
                ),
                ("file", models.FileField(upload_to="")),
                (
                    "kind",
                    models.CharField(
                        choices=[("jpg", "JPEG"), ("png", "PNG"), ("webp", "WebP")],
                        max_length=4,
                    ),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pictures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name",), name="a_picture_has_its_own_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("height__gt", 0), ("size__gt", 0), ("width__gt", 0)
                        ),
                        name="a_picture_can_be_seen",
                    ),
                ],
            },
        ),
    ]
