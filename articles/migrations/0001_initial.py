"""Articles, their revisions, sources, notes and citations; the editors' group."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from accounts import roles
from articles.apps import EDITORS


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
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
                    "url",
                    models.URLField(
                        blank=True,
                        max_length=2048,
                        null=True,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "reference_key",
                    models.CharField(
                        editable=False, max_length=500, null=True, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("memo", "Memo"),
                            ("paper", "Paper"),
                            ("report", "Report"),
                            ("news", "News"),
                            ("code", "Code"),
                            ("data", "Data"),
                            ("video", "Video"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "authors",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="authors"
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="publisher"
                    ),
                ),
                (
                    "published",
                    models.CharField(
                        blank=True,
                        help_text="As precisely as is known: 2023, 2023-05 or 2023-05-04.",
                        max_length=10,
                        verbose_name="published",
                    ),
                ),
                (
                    "accessed",
                    models.DateField(blank=True, null=True, verbose_name="accessed"),
                ),
                (
                    "archived_url",
                    models.URLField(
                        blank=True, max_length=2048, verbose_name="archived address"
                    ),
                ),
                (
                    "doi",
                    models.CharField(blank=True, max_length=200, verbose_name="DOI"),
                ),
                (
                    "arxiv_id",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="arXiv id"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="language"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
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
                    models.CharField(max_length=60, unique=True, verbose_name="name"),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=60, unique=True, verbose_name="address"
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Article",
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
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        max_length=120, unique=True, verbose_name="address"
                    ),
                ),
                (
                    "standfirst",
                    models.TextField(
                        blank=True, max_length=500, verbose_name="standfirst"
                    ),
                ),
                ("body", models.TextField(max_length=100000, verbose_name="text")),
                ("body_html", models.TextField(default="", editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "publish_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="published"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "source_count",
                    models.PositiveSmallIntegerField(default=0, editable=False),
                ),
                (
                    "citation_count",
                    models.PositiveSmallIntegerField(default=0, editable=False),
                ),
                ("reply_count", models.PositiveIntegerField(default=0, editable=False)),
                ("last_reply_at", models.DateTimeField(editable=False, null=True)),
                (
                    "imported_digest",
                    models.CharField(blank=True, editable=False, max_length=64),
                ),
                (
                    "imported_version",
                    models.PositiveIntegerField(default=0, editable=False),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="articles.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "permissions": [("edit", "May write and publish articles")],
            },
        ),
        migrations.CreateModel(
            name="Revision",
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
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("standfirst", models.TextField(blank=True)),
                ("body", models.TextField()),
                ("notes", models.JSONField(default=list)),
                ("summary", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="articles.article",
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "verbose_name_plural": "revisions",
                "ordering": ["article", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"),
                        name="an_article_numbers_its_revisions",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("uses", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "is_struck",
                    models.BooleanField(default=False, verbose_name="struck"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="articles.article",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["article", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"), name="a_number_means_one_source"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleCitation",
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
                ("number", models.PositiveSmallIntegerField()),
                ("use", models.PositiveSmallIntegerField()),
                ("sentence", models.TextField()),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="articles.article",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="articles.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["article", "number", "use"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number", "use"),
                        name="a_use_is_counted_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["status", "-publish_at", "-id"], name="article_latest"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("reply_count__gt", 0)),
                fields=["-last_reply_at", "-id"],
                name="article_discussed",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "draft"), ("publish_at__isnull", False), _connector="OR"
                ),
                name="a_published_article_has_its_hour",
            ),
        ),
        migrations.RunPython(roles.in_migration(EDITORS), migrations.RunPython.noop),
    ]
